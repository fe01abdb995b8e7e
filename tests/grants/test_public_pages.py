"""What everybody may read: pools and when to apply, and what has been granted and told."""

from decimal import Decimal

import pytest
from django.urls import reverse

from grants.actions import letters
from grants.models import PoolRule
from tests import cases


def text(response):
    return response.content.decode()


def granted(cast, amount=6543, **wishes):
    """Granted in part, and the letter is sent."""
    decision = cases.decided(cast, "partly_granted", amount, **wishes)
    letters.send(decision.letter, by=cast.secretary, at=cases.MEETING_AT)
    return decision


def test_open_pools_come_first_with_their_deadline_and_the_days_left(cast, client):
    page = text(client.get(reverse("public_pools")))
    assert "15-11-2026" in page
    assert "32" in page, "days from 14 October to 15 November"
    assert cast.pool.get_absolute_url() in page


def test_a_pool_says_all_one_needs_to_know_in_four_questions_to_the_database(
    cast, client, django_assert_max_num_queries
):
    for number in range(20):
        PoolRule.objects.create(
            pool=cast.pool,
            kind=PoolRule.Kind.MAX_AMOUNT,
            parameters={"amount": 50000},
            message=f"Regel nummer {number}.",
        )
    with django_assert_max_num_queries(4):
        page = text(client.get(cast.pool.get_absolute_url()))
    for fact in (
        "Aktiviteter i 2027",
        "Er I en forening eller en gruppe i kommunen?",
        "Ring til jeres konsulent.",
        "Dialog mellem kulturer",
        "Regel nummer 19.",
        "10.000,00 kr.",
        "46 31 30 00",
        "Beskæftigelses- og Socialudvalget",
        "20-01-2027",
    ):
        assert fact in page


def test_a_pool_speaks_the_reader_s_language_and_marks_what_is_danish(cast, client):
    question = cast.pool.eligibility_questions.first()
    question.text_ar = "هل أنتم جمعية؟"
    question.save()
    page = text(client.get(cast.pool.get_absolute_url(), {"sprog": "ar"}))
    assert "هل أنتم جمعية؟" in page
    assert '<li lang="da" dir="auto">' in page, "the question that has no Arabic text"


def test_after_the_deadline_the_round_cannot_be_applied_in(cast, client, clock):
    apply_url = reverse("portal_apply", args=[cast.round.pk])
    assert apply_url in text(client.get(cast.pool.get_absolute_url()))
    clock.move_to(cases.AFTER_DEADLINE)
    assert apply_url not in text(client.get(cast.pool.get_absolute_url()))


def test_a_pool_that_is_not_public_is_not_there(cast, client):
    cast.pool.is_public = False
    cast.pool.save()
    assert client.get(cast.pool.get_absolute_url()).status_code == 404
    assert "KIP" not in text(client.get(reverse("public_pools")))


def test_a_grant_is_public_only_when_its_letter_is_sent(cast, client):
    decision = cases.decided(cast, "partly_granted", 6543)
    for name in ("public_grants", "public_grants_file"):
        assert "6.543" not in text(client.get(reverse(name)))
        assert "6543" not in text(client.get(reverse(name)))
    letters.send(decision.letter, by=cast.secretary, at=cases.MEETING_AT)
    assert "6.543,00 kr." in text(client.get(reverse("public_grants")))
    assert "6543,00" in text(client.get(reverse("public_grants_file")))


def test_refusals_are_not_published(cast, client):
    decision = cases.decided(cast, "refused", 0)
    letters.send(decision.letter, by=cast.secretary, at=cases.MEETING_AT)
    assert cast.culture.name not in text(client.get(reverse("public_grants")))


@pytest.mark.parametrize(("year", "is_there"), [("2027", True), ("2026", False)])
def test_grants_are_chosen_by_year(cast, client, year, is_there):
    granted(cast)
    cases_2026 = cases.decided(cast, "granted", round_=cast.rolling, title="Årets fest")
    letters.send(cases_2026.letter, by=cast.secretary, at=cases.MEETING_AT)
    for name in ("public_grants", "public_grants_file"):
        page = text(client.get(reverse(name), {"year": year}))
        assert ("Fælles nytårsfest" in page) is is_there
        assert ("Årets fest" in page) is not is_there


def test_a_title_that_is_a_formula_is_plain_text_in_the_file(cast, client):
    granted(cast, title='=HYPERLINK("http://onde.example")')
    line = text(client.get(reverse("public_grants_file"))).splitlines()[1]
    assert "'=HYPERLINK" in line
    assert ";=HYPERLINK" not in line
    assert ';"=HYPERLINK' not in line


def test_grants_ask_the_database_no_more_for_many_than_for_few(
    cast, client, django_assert_max_num_queries
):
    cast.pool.budgets.update(amount=Decimal(1000000))
    for number in range(4):
        granted(cast, title=f"Fest {number}")
    with django_assert_max_num_queries(8):
        page = text(client.get(reverse("public_grants")))
    assert "26.172,00 kr." in page, "the total"
