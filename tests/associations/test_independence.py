"""The ladder “I do, we do, you do”, and what is offered the third time."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from associations import independence, meter_panels
from associations.actions import independence as actions
from associations.models import HelpKind, HelpOffer, IndependenceStep
from core.actions import NotPossibleNow
from tests.associations.entries import logged
from tests.cast import NOW, TODAY, make_cast
from tests.races import at_once


@pytest.fixture
def accounts(cast):
    return HelpKind.objects.get(code="accounts_reporting")


def times_logged(cast, kind, number, **facts):
    return [
        logged(cast, cast.culture, help_kind=kind, happened_on=TODAY - timedelta(n), **facts)
        for n in range(number)
    ]


def test_one_tap_on_the_receipt_sets_the_rung_and_says_the_next_time(cast, accounts, as_user):
    (entry,) = times_logged(cast, accounts, 1)
    browser = as_user(cast.consultant)
    sent = {"association": cast.culture.pk, "rung": "we_do"}
    page = browser.post(f"/opsoegende/{entry.pk}/hvem/", sent, follow=True)
    step = IndependenceStep.objects.get()
    assert (step.association, step.help_kind, step.rung) == (cast.culture, accounts, "we_do")
    assert (step.contact, step.taken_by, step.taken_at) == (entry, cast.consultant, NOW)
    assert step.next_time in page.content.decode()
    browser.post(f"/opsoegende/{entry.pk}/hvem/", sent)
    assert IndependenceStep.objects.count() == 1
    browser.post(f"/opsoegende/{entry.pk}/hvem/", {**sent, "rung": "you_do"})
    latest = independence.ladder([cast.culture.pk])[cast.culture.pk, accounts.pk]
    assert latest.rung == "you_do"


@pytest.mark.parametrize("rung", ["", "they_do", "I_DO"])
def test_a_rung_that_does_not_exist_is_refused(cast, accounts, as_user, rung):
    (entry,) = times_logged(cast, accounts, 1)
    sent = {"association": cast.culture.pk, "rung": rung}
    assert as_user(cast.consultant).post(f"/opsoegende/{entry.pk}/hvem/", sent).status_code == 302
    with pytest.raises(ValidationError):
        actions.step(cast.culture, help_kind=accounts, rung=rung, by=cast.consultant, at=NOW)
    assert not IndependenceStep.objects.exists()


def test_only_an_association_that_was_met_is_set_from_a_receipt(cast, accounts, as_user):
    (entry,) = times_logged(cast, accounts, 1)
    for key in (cast.women.pk, "x", ""):
        sent = {"association": key, "rung": "we_do"}
        answer = as_user(cast.consultant).post(f"/opsoegende/{entry.pk}/hvem/", sent)
        assert answer.status_code == 404


def test_who_keeps_no_log_sets_no_rung_and_offers_nothing(cast, accounts, as_user):
    for who in (cast.manager, cast.ayse, cast.member):
        with pytest.raises(PermissionDenied):
            actions.step(cast.culture, help_kind=accounts, rung="we_do", by=who, at=NOW)
        with pytest.raises(PermissionDenied):
            actions.offer(cast.culture, help_kind=accounts, by=who, at=NOW)
    url = f"/admin/selvstaendighed/{cast.culture.pk}/{accounts.pk}/hvem/"
    as_user(cast.manager).post(url, {"rung": "we_do"})
    assert not IndependenceStep.objects.exists()


def test_the_association_s_page_shows_and_sets_the_ladder(cast, accounts, as_user):
    times_logged(cast, accounts, 3)
    browser = as_user(cast.consultant)
    page = f"/admin/associations/association/{cast.culture.pk}/change/"
    url = f"/admin/selvstaendighed/{cast.culture.pk}/{accounts.pk}"
    panels = f"/admin/associations/association/{cast.culture.pk}/mere/associations/"
    html = browser.get(panels).content.decode()
    assert f'action="{url}/hvem/"' in html
    assert f'action="{url}/tilbudt/"' in html
    assert "Kursus i foreningsregnskab" in html
    assert browser.get(f"{url}/hvem/").status_code == 405
    assert browser.post(f"{url}/hvem/", {"rung": "i_do"}).url == page
    browser.post(f"{url}/tilbudt/")
    assert IndependenceStep.objects.get().rung == "i_do"
    assert HelpOffer.objects.get().offer == "Kursus i foreningsregnskab"
    assert f'action="{url}/tilbudt/"' not in browser.get(panels).content.decode()


def test_the_third_time_in_a_year_something_lasting_is_offered(cast, accounts, as_user):
    entries = times_logged(cast, accounts, 2)
    logged(cast, cast.culture, help_kind=accounts, happened_on=date(2025, 12, 31))
    logged(cast, cast.women, help_kind=accounts)
    browser = as_user(cast.consultant)
    assert browser.get(f"/opsoegende/{entries[0].pk}/").context["hints"] == []
    third = logged(cast, cast.culture, help_kind=accounts)
    (hint,) = browser.get(f"/opsoegende/{third.pk}/").context["hints"]
    assert (hint.association, hint.times) == (cast.culture, 3)


def test_how_often_comes_first_is_the_kind_s_own(cast, accounts):
    accounts.offer_after = 1
    accounts.save()
    times_logged(cast, accounts, 1)
    assert [hint.kind for hint in independence.hints([cast.culture], TODAY)] == [accounts]
    accounts.offer = ""
    accounts.save()
    assert independence.hints([cast.culture], TODAY) == []


def test_what_was_offered_is_not_repeated_before_the_next_year(cast, accounts, as_user):
    entries = times_logged(cast, accounts, 3)
    browser = as_user(cast.consultant)
    sent = {"association": cast.culture.pk}
    browser.post(f"/opsoegende/{entries[0].pk}/tilbudt/", sent)
    browser.post(f"/opsoegende/{entries[0].pk}/tilbudt/", sent)
    made = HelpOffer.objects.get()
    assert (made.offered_at, made.offered_by, made.contact) == (NOW, cast.consultant, entries[0])
    assert browser.get(f"/opsoegende/{entries[0].pk}/").context["hints"] == []
    next_year = date(2027, 2, 1)
    for n in range(3):
        logged(
            cast, cast.culture, help_kind=accounts, happened_on=next_year - timedelta(n),
            at=NOW + timedelta(120),
        )  # fmt: skip
    assert len(independence.hints([cast.culture], next_year)) == 1


def test_a_kind_that_has_nothing_to_offer_says_so(cast):
    with pytest.raises(NotPossibleNow):
        actions.offer(
            cast.culture, help_kind=HelpKind.objects.get(code="supervision"),
            by=cast.consultant, at=NOW,
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_moment_make_one_step_and_one_offer():
    cast = make_cast()
    kind = HelpKind.objects.get(code="accounts_reporting")

    def step():
        return actions.step(cast.culture, help_kind=kind, rung="we_do", by=cast.consultant, at=NOW)

    def offer():
        return actions.offer(cast.culture, help_kind=kind, by=cast.consultant, at=NOW)

    at_once(step, step, offer, offer)
    assert IndependenceStep.objects.count() == 1
    assert HelpOffer.objects.count() == 1


def test_a_meeting_of_many_asks_nothing_about_each(cast, accounts, as_user):
    from associations.models import Association

    many = [Association.objects.create(name=f"Forening {n}") for n in range(7)]
    entry = logged(cast, *many, help_kind=accounts)
    page = as_user(cast.consultant).get(f"/opsoegende/{entry.pk}/")
    assert page.context["ladders"] == []


def test_the_timeline_tells_steps_and_offers(cast, accounts):
    actions.step(cast.culture, help_kind=accounts, rung="you_do", by=cast.consultant, at=NOW)
    actions.offer(cast.culture, help_kind=accounts, by=cast.consultant, at=NOW)
    found = meter_panels.on_timeline(cast.culture, cast.manager)
    assert [moment.title for moment in found] == [
        "Regnskab og afrapportering",
        "Kursus i foreningsregnskab",
    ]
    assert meter_panels.on_timeline(cast.culture, cast.member) == []
