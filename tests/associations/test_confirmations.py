"""“Is this still your board?”: a link in a letter, one tap, no log-in."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from post_office.models import Email

from associations.actions import confirmations
from associations.board_panels import board_known, unconfirmed_today
from associations.jobs import ask_boards
from associations.models import Association, BoardConfirmation, FollowUp, Person, Post
from core.actions import NotPossibleNow
from core.panels import Light
from tests.cast import NOW, TODAY, later


@pytest.fixture(autouse=True)
def as_written():
    """Refusals are compared as they stand in the code; pages are Danish all the same."""
    with translation.override(None):
        yield


@pytest.fixture
def culture(cast):
    cast.culture.consultant = cast.consultant
    cast.culture.save()
    return cast.culture


def links():
    """The paths in the letters that were queued, in their order."""
    texts = [one.message for one in Email.objects.order_by("pk")]
    return [
        found[1] for text in texts if (found := re.search(r"(/bekraeft-bestyrelse/[^/\s]+/)", text))
    ]


@pytest.fixture
def link(cast, culture):
    """The chair's link."""
    confirmations.ask(culture, by=None, at=NOW)
    return links()[0]


def asked(user):
    return BoardConfirmation.objects.get(person__user=user)


# --- who is asked, and when ------------------------------------------------------------------


def test_chair_and_treasurer_are_asked_each_in_their_language(cast, culture):
    cast.mehmet.preferred_language = "ar"
    cast.mehmet.save()
    confirmations.ask(culture, by=None, at=NOW)
    sent = {one.to[0]: one for one in Email.objects.all()}
    assert set(sent) == {cast.ayse.email, cast.mehmet.email}
    assert 'dir="rtl"' in sent[cast.mehmet.email].html_message
    assert asked(cast.mehmet).language == "ar"


def test_the_link_is_kept_nowhere_but_in_the_letter(cast, link):
    token = link.strip("/").split("/")[-1]
    rows = BoardConfirmation.objects.values_list("token_hash", flat=True)
    assert token not in rows
    assert BoardConfirmation.hash_of(token) in rows


def test_the_job_asks_a_year_after_the_newest_post_and_once(cast, culture, clock):
    ask_boards(NOW)
    assert set(BoardConfirmation.objects.values_list("association__name", flat=True)) == {
        culture.name
    }, "a group without statutes has no board, and one without a chair nobody to ask"
    ask_boards(later(days=1))
    assert BoardConfirmation.objects.count() == 2


def test_the_job_leaves_those_in_peace_who_have_told_lately(cast, culture):
    Post.objects.filter(role="treasurer").update(valid_from=TODAY - timedelta(days=300))
    ask_boards(NOW)
    assert not BoardConfirmation.objects.exists()


def test_the_job_asks_again_a_year_after_the_yes(cast, culture, clock):
    confirmations.note(culture, answer="right", by=cast.consultant, at=NOW)
    ask_boards(later(days=364))
    assert not BoardConfirmation.objects.unanswered().exists()
    ask_boards(later(days=366))
    assert BoardConfirmation.objects.unanswered().count() == 2


@pytest.mark.parametrize(
    "changed", [{"stage": "dormant"}, {"stage": "dissolved"}, {"kind": "municipal_unit"}]
)
def test_the_job_asks_nobody_who_has_no_board_to_confirm(cast, culture, changed):
    Association.objects.filter(pk=culture.pk).update(**changed)
    ask_boards(NOW)
    assert not BoardConfirmation.objects.exists()


def test_the_job_asks_nobody_without_an_address(cast, culture):
    Person.objects.update(email="", user=None)
    ask_boards(NOW)
    assert not BoardConfirmation.objects.exists()
    with pytest.raises(NotPossibleNow, match="Call them"):
        confirmations.ask(culture, by=cast.consultant, at=NOW)


# --- the page --------------------------------------------------------------------------------


def test_the_page_shows_posts_and_names_and_nothing_to_reach_them_by(client, cast, culture, link):
    cast.culture.phone = "+4546313000"
    cast.culture.save()
    page = client.get(link)
    text = page.content.decode()
    assert "Ayşe Yılmaz" in text
    assert "Mehmet Demir" in text
    for contact in (cast.ayse.email, cast.mehmet.email, "46 31 30 00"):
        assert contact not in text
    assert page["X-Robots-Tag"] == "noindex"
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]


def test_reading_the_page_answers_nothing(client, link):
    client.get(link)
    client.head(link)
    assert not BoardConfirmation.objects.exclude(answer="").exists()


def test_one_tap_says_yes(client, cast, culture, link):
    page = client.post(link, {"answer": "right"})
    assert page.status_code == 200
    one = asked(cast.ayse)
    assert (one.answer, one.answered_at, one.answered_by) == ("right", NOW, None)
    assert not FollowUp.objects.exists()


def test_no_becomes_a_follow_up_for_the_consultant(client, cast, culture, link):
    client.post(link, {"answer": "changed", "remark": "Mehmet er stoppet,\nLeyla er kasserer."})
    told = FollowUp.objects.get()
    assert (told.assigned_to, told.association) == (cast.consultant, culture)
    assert "Leyla er kasserer." in told.text


def test_no_without_a_word_is_asked_what_has_changed(client, link):
    page = client.post(link, {"answer": "changed", "remark": " "})
    assert page.status_code == 422
    assert not BoardConfirmation.objects.exclude(answer="").exists()


def test_a_cpr_number_is_refused_and_stored_nowhere(client, link):
    page = client.post(link, {"answer": "changed", "remark": "Ny formand 010190-1234"})
    assert page.status_code == 422
    assert not BoardConfirmation.objects.exclude(remark="").exists()
    assert not FollowUp.objects.exists()


def test_a_link_used_twice_says_what_to_do_next(client, cast, link):
    client.post(link, {"answer": "right"})
    for page in (client.get(link), client.post(link, {"answer": "changed", "remark": "Nej"})):
        assert page.status_code == 410
        assert cast.consultant.email in page.content.decode()
    assert asked(cast.ayse).answer == "right"


def test_when_one_has_answered_the_others_link_says_so(client, cast, link):
    client.post(link, {"answer": "right"})
    assert client.get(links()[1]).status_code == 410
    assert asked(cast.mehmet).answer == ""


def test_an_expired_link_says_what_to_do_next(client, cast, link, clock):
    clock.move_to(later(days=46))
    assert client.get(link).status_code == 410
    assert client.post(link, {"answer": "right"}).status_code == 410
    assert asked(cast.ayse).answer == ""


def test_an_earlier_link_no_longer_works_when_one_asks_again(client, cast, culture, link):
    confirmations.ask(culture, by=cast.consultant, at=NOW)
    assert client.get(link).status_code == 410
    assert client.get(links()[2]).status_code == 200


def test_a_link_that_never_was_is_not_there(client, cast):
    page = client.get(reverse("board_confirmation", args=["gaet"]))
    assert page.status_code == 404


def test_the_page_is_in_the_letters_language_from_right_to_left(client, cast, culture):
    cast.ayse.preferred_language = "ar"
    cast.ayse.save()
    confirmations.ask(culture, by=None, at=NOW)
    page = client.get(links()[0])
    assert page["Content-Language"] == "ar"
    assert 'dir="rtl"' in page.content.decode()


def test_whoever_guesses_links_is_stopped(client, cast, settings):
    settings.ACCOUNT_RATE_LIMITS = {"secret_link": "3/m/ip"}
    answers = [
        client.get(reverse("board_confirmation", args=[f"gaet-{number}"])).status_code
        for number in range(5)
    ]
    assert answers == [404, 404, 404, 429, 429]


# --- staff -----------------------------------------------------------------------------------


def test_an_answer_by_telephone_is_noted_and_closes_the_links(client, cast, culture, link):
    confirmations.note(culture, answer="right", by=cast.consultant, at=NOW)
    assert BoardConfirmation.objects.said_yes().get().answered_by == cast.consultant
    assert client.get(link).status_code == 410


@pytest.mark.parametrize("who", ["ayse", "secretary", "member"])
def test_others_neither_ask_nor_note(cast, culture, who):
    with pytest.raises(PermissionDenied):
        confirmations.ask(culture, by=getattr(cast, who), at=NOW)
    with pytest.raises(PermissionDenied):
        confirmations.note(culture, answer="right", by=getattr(cast, who), at=NOW)


def test_a_noted_change_says_what(cast, culture):
    with pytest.raises(ValidationError):
        confirmations.note(culture, answer="changed", by=cast.consultant, at=NOW)


def test_a_board_that_does_not_answer_is_for_the_consultant_to_call(cast, culture, link):
    assert unconfirmed_today(cast.consultant, TODAY) == []
    (item,) = unconfirmed_today(cast.consultant, TODAY + timedelta(days=46))
    assert item.title == culture.name
    confirmations.note(culture, answer="right", by=cast.consultant, at=later(days=46))
    assert unconfirmed_today(cast.consultant, TODAY + timedelta(days=46)) == []


def test_the_health_card_tells_since_when_the_board_is_known(cast, culture):
    def light(day):
        return board_known(Association.objects.get(pk=culture.pk), cast.consultant, day).light

    assert light(date(2025, 6, 1)) == Light.GREEN
    assert light(TODAY) == Light.YELLOW
    assert light(date(2027, 6, 1)) == Light.RED
    confirmations.note(culture, answer="right", by=cast.consultant, at=NOW)
    assert light(TODAY) == Light.GREEN
    assert board_known(cast.women, cast.consultant, TODAY) is None


def test_the_job_costs_the_same_query_for_a_hundred_that_are_not_due(
    cast, culture, django_assert_max_num_queries
):
    Association.objects.bulk_create(
        Association(name=f"Forening {number}", stage="active") for number in range(100)
    )
    confirmations.note(culture, answer="right", by=cast.consultant, at=timezone.now())
    with django_assert_max_num_queries(1):
        ask_boards(NOW)
