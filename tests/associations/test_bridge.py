"""The consultant bridge: a draft opened for some days, suggestions beside it, and the minutes."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from post_office.models import Email

from associations import meter
from associations.actions import drafts, openings, suggestions
from associations.bridge_panels import today
from associations.models import Contact, ContactLink, DraftOpening, StatutesDraft, Suggestion
from core.actions import NotPossibleNow
from core.calendar import COPENHAGEN
from tests.cast import NOW, TODAY, later, make_cast, make_user
from tests.races import at_once, refusals

PURPOSE = "at samle kvinder om motion, mad og fællesskab"
BETTER = "Foreningens formål er at samle kvinder om motion, mad og fællesskab."


def written(cast):
    """The women's draft of statutes, still being written."""
    draft = drafts.begin(cast.women, by=cast.hodan, at=NOW)
    given = {"purpose": PURPOSE, "activities": "Svømning"}
    return drafts.save(draft, topic="formaal", given=given, by=cast.hodan, at=NOW)


def opened(cast, draft=None, **wishes):
    given = {"consultant": cast.consultant, "days": 7, "by": cast.hodan, "at": NOW}
    draft = draft or written(cast)
    return openings.open_draft(draft, kind="statutes_draft", **{**given, **wishes})


def suggested(cast, opening, **wishes):
    given = {"field": "purpose", "text": BETTER, "seen": PURPOSE, "by": cast.consultant, "at": NOW}
    return suggestions.suggest(opening, **{**given, **wishes})


def purpose_of(opening):
    return StatutesDraft.objects.get(pk=opening.object_id).read().purpose


# --- opening and closing ---------------------------------------------------------------------


def test_an_opened_draft_is_told_by_a_letter_that_holds_only_the_link(cast):
    opening = opened(cast)
    assert opening.valid_until == date(2026, 10, 21)
    letter = Email.objects.get()
    assert letter.to == [cast.consultant.email]
    assert f"/opsoegende/kladder/{opening.pk}/" in letter.message
    assert PURPOSE not in letter.message


@pytest.mark.parametrize("name", ["ayse", "fatma", "consultant", "manager"])
def test_only_who_writes_the_draft_opens_it(cast, name):
    with pytest.raises(PermissionDenied):
        opened(cast, by=getattr(cast, name))


@pytest.mark.parametrize("name", ["secretary", "manager", "member", "ayse"])
def test_a_draft_is_opened_to_a_consultant_and_to_nobody_else(cast, name):
    with pytest.raises(PermissionDenied, match="hjælper ikke med kladder"):
        opened(cast, consultant=getattr(cast, name))


def test_the_days_are_those_that_can_be_chosen(cast):
    with pytest.raises(ValidationError):
        opened(cast, days=365)


def test_a_draft_is_opened_once_to_the_same_consultant(cast):
    opening = opened(cast)
    with pytest.raises(NotPossibleNow, match="allerede læse kladden, til og med 21"):
        opened(cast, written(cast))
    other = opened(cast, written(cast), consultant=cast.coordinator)
    assert {opening, other} == set(DraftOpening.objects.open_on(TODAY))


def test_the_database_holds_one_open_opening_too(cast):
    opening = opened(cast)
    with pytest.raises(IntegrityError):
        DraftOpening.objects.create(
            association=opening.association,
            kind=opening.kind,
            object_id=opening.object_id,
            consultant=opening.consultant,
            opened_at=NOW,
            opened_by=cast.hodan,
            valid_until=TODAY,
        )


def test_it_is_open_to_the_end_of_its_last_day_in_copenhagen_and_no_longer(cast):
    opening = opened(cast, days=3)
    last_minute = datetime(2026, 10, 17, 23, 59, tzinfo=COPENHAGEN)
    suggested(cast, opening, at=last_minute)
    with pytest.raises(NotPossibleNow, match="til og med 17"):
        suggested(cast, opening, at=datetime(2026, 10, 18, 0, 1, tzinfo=COPENHAGEN))


def test_after_its_days_it_can_be_opened_again(cast):
    opening = opened(cast, days=3)
    again = opened(cast, written(cast), at=later(days=5))
    opening.refresh_from_db()
    assert (opening.ended, opening.closed_by) == ("expired", None)
    assert again.is_open_on(TODAY)


def test_the_association_closes_it_at_any_moment(cast):
    opening = opened(cast)
    with pytest.raises(PermissionDenied):
        openings.close(opening, by=cast.ayse, at=NOW)
    openings.close(opening, by=cast.hodan, at=NOW)
    with pytest.raises(NotPossibleNow, match="allerede lukket"):
        openings.close(opening, by=cast.hodan, at=NOW)
    with pytest.raises(NotPossibleNow, match="lukkede kladden"):
        suggested(cast, opening)


def test_an_adopted_draft_is_open_to_nobody_and_what_waited_is_over(cast):
    opening = opened(cast)
    suggestion = suggested(cast, opening)
    draft = StatutesDraft.objects.get(pk=opening.object_id)
    given = {"name": "Kvinder", "municipality": "Roskilde"}
    drafts.save(draft, topic="navn", given=given, by=cast.hodan, at=NOW)
    drafts.adopt(draft, assembly="founding", adopted_on=TODAY, by=cast.hodan, at=NOW)
    opening.refresh_from_db()
    suggestion.refresh_from_db()
    assert (opening.ended, suggestion.status) == ("draft_gone", "outdated")


# --- what others see -------------------------------------------------------------------------


def test_an_opened_draft_stays_out_of_everything_that_staff_can_list(cast):
    opening = opened(cast)
    for user in (cast.consultant, cast.coordinator, cast.secretary, cast.manager):
        assert not StatutesDraft.objects.visible_to(user).exists()
    for user in (cast.coordinator, cast.secretary, cast.manager, cast.administrator, cast.ayse):
        assert not DraftOpening.objects.visible_to(user).exists()
        assert not Suggestion.objects.visible_to(user).exists()
    assert DraftOpening.objects.visible_to(cast.consultant).get() == opening
    assert DraftOpening.objects.visible_to(cast.hodan).get() == opening


# --- suggestions -----------------------------------------------------------------------------


def test_a_suggestion_changes_nothing_until_it_is_taken(cast):
    opening = opened(cast)
    suggestion = suggested(cast, opening, note="Banken vil se ordet formål.")
    assert purpose_of(opening) == PURPOSE
    suggestions.accept(suggestion, by=cast.hodan, at=NOW)
    assert purpose_of(opening) == BETTER
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.decided_by) == ("accepted", cast.hodan)


def test_a_declined_suggestion_leaves_the_text_alone(cast):
    opening = opened(cast)
    suggestion = suggested(cast, opening)
    suggestions.decline(suggestion, by=cast.hodan, at=NOW)
    assert purpose_of(opening) == PURPOSE
    with pytest.raises(NotPossibleNow, match="allerede svaret"):
        suggestions.accept(suggestion, by=cast.hodan, at=NOW)


def test_the_first_suggestion_is_told_to_who_opened_the_draft_and_the_next_is_not(cast):
    opening = opened(cast)
    Email.objects.all().delete()
    suggested(cast, opening)
    suggested(cast, opening, field="activities", text="Svømning og gåture", seen="Svømning")
    letter = Email.objects.get()
    assert letter.to == [cast.hodan.email]
    assert 'lang="ar"' in letter.html_message
    assert BETTER not in letter.message


@pytest.mark.parametrize("name", ["coordinator", "secretary", "hodan"])
def test_only_the_consultant_it_was_opened_to_suggests(cast, name):
    opening = opened(cast)
    with pytest.raises(PermissionDenied):
        suggested(cast, opening, by=getattr(cast, name))


@pytest.mark.parametrize("name", ["consultant", "coordinator", "ayse"])
def test_only_who_writes_the_draft_answers(cast, name):
    suggestion = suggested(cast, opened(cast))
    for answer in (suggestions.accept, suggestions.decline):
        with pytest.raises(PermissionDenied):
            answer(suggestion, by=getattr(cast, name), at=NOW)


def test_a_field_changed_meanwhile_is_never_written_over(cast):
    opening = opened(cast)
    suggestion = suggested(cast, opening)
    draft = StatutesDraft.objects.get(pk=opening.object_id)
    drafts.save(draft, topic="formaal", given={"purpose": "Nyt"}, by=cast.hodan, at=NOW)
    with pytest.raises(NotPossibleNow, match="ændret teksten"):
        suggestions.accept(suggestion, by=cast.hodan, at=NOW)
    suggestion.refresh_from_db()
    assert (purpose_of(opening), suggestion.status) == ("Nyt", "pending")


def test_a_text_changed_while_the_consultant_writes_is_read_again_first(cast):
    with pytest.raises(NotPossibleNow, match="mens du skrev"):
        suggested(cast, opened(cast), seen="Noget andet")


def test_what_is_typed_and_not_checked_yet_is_read_and_kept(cast):
    draft = written(cast)
    typed = {"purpose": ["at gå"], "activities": ["Kor"]}
    drafts.keep_typed(draft, topic="formaal", typed=typed, by=cast.hodan, at=NOW)
    opening = opened(cast, draft)
    suggestion = suggested(cast, opening, seen="at gå")
    suggestions.accept(suggestion, by=cast.hodan, at=NOW)
    draft.refresh_from_db()
    assert draft.typed["formaal"] == {"purpose": [BETTER], "activities": ["Kor"]}


def test_a_list_of_lines_is_put_in_as_lines(cast):
    opening = opened(cast)
    text = "Fællessang\nKaffe"
    suggestion = suggested(cast, opening, field="agenda_extra", text=text, seen="")
    suggestions.accept(suggestion, by=cast.hodan, at=NOW)
    draft = StatutesDraft.objects.get(pk=opening.object_id)
    assert draft.read().agenda_extra == ("Fællessang", "Kaffe")


def test_a_choice_gets_a_remark_and_no_text(cast):
    opening = opened(cast)
    with pytest.raises(ValidationError, match="bemærkning"):
        suggested(cast, opening, field="board_size", text="7", seen="5")
    remark = suggested(cast, opening, field="board_size", text="", note="Syv er bedre", seen="5")
    suggestions.accept(remark, by=cast.hodan, at=NOW)
    draft = StatutesDraft.objects.get(pk=opening.object_id)
    assert draft.read().board_size == 5


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        ({"text": "", "note": " "}, "Skriv en tekst"),
        ({"text": PURPOSE}, "allerede står der"),
        ({"text": "x" * 2001}, "plads til 2000"),
        ({"field": "findes-ikke"}, "har ikke det felt"),
    ],
)
def test_a_suggestion_that_says_nothing_is_refused_with_the_reason(cast, wishes, why):
    with pytest.raises(ValidationError, match=why):
        suggested(cast, opened(cast), **wishes)


def test_a_newer_suggestion_takes_the_place_of_the_one_that_waits(cast):
    opening = opened(cast)
    first = suggested(cast, opening)
    second = suggested(cast, opening, text="At mødes")
    first.refresh_from_db()
    assert first.status == "outdated"
    assert list(Suggestion.objects.pending()) == [second]


def test_a_draft_sent_for_advice_stands_still_and_a_suggestion_waits(cast):
    opening = opened(cast)
    suggestion = suggested(cast, opening)
    draft = StatutesDraft.objects.get(pk=opening.object_id)
    given = {"name": "Kvinder", "municipality": "Roskilde"}
    drafts.save(draft, topic="navn", given=given, by=cast.hodan, at=NOW)
    drafts.send(draft, by=cast.hodan, at=NOW)
    with pytest.raises(NotPossibleNow, match="sendt til rådgivning"):
        suggested(cast, opening, field="activities", text="Kor", seen="Svømning")
    with pytest.raises(NotPossibleNow, match="Tag det tilbage"):
        suggestions.accept(suggestion, by=cast.hodan, at=NOW)
    suggestion.refresh_from_db()
    assert suggestion.status == "pending"


# --- the minutes -----------------------------------------------------------------------------


def test_the_minutes_go_to_the_log_under_the_kind_of_help_and_count_in_the_meter(cast):
    opening = opened(cast)
    suggested(cast, opening)
    openings.finish(opening, minutes=35, by=cast.consultant, at=NOW)
    contact = Contact.objects.get()
    assert (contact.minutes, contact.help_kind.code) == (35, "statutes_founding")
    assert list(contact.associations.all()) == [cast.women]
    assert list(contact.consultants.all()) == [cast.consultant]
    link = ContactLink.objects.get()
    assert (link.contact, link.kind, link.object_id) == (
        contact,
        "statutes_draft",
        opening.object_id,
    )
    counted = meter.totals(meter.Cut(meter.month_of(TODAY), consultant=cast.consultant.pk), "kind")
    assert counted == {(contact.help_kind_id,): 35}
    opening.refresh_from_db()
    assert (opening.ended, opening.contact) == ("consultant", contact)


def test_minutes_are_noted_once(cast):
    opening = opened(cast)
    openings.finish(opening, minutes=5, by=cast.consultant, at=NOW)
    with pytest.raises(NotPossibleNow, match="allerede i loggen"):
        openings.finish(opening, minutes=5, by=cast.consultant, at=NOW)
    assert Contact.objects.count() == 1


@pytest.mark.parametrize("minutes", [-5, 7, 1445])
def test_minutes_are_whole_fives_of_one_day(cast, minutes):
    with pytest.raises(ValidationError):
        openings.finish(opened(cast), minutes=minutes, by=cast.consultant, at=NOW)


def test_no_help_is_no_entry_but_who_suggested_has_helped(cast):
    nothing = opened(cast)
    openings.finish(nothing, minutes=0, by=cast.consultant, at=NOW)
    assert not Contact.objects.exists()
    opening = opened(cast, written(cast))
    suggested(cast, opening)
    with pytest.raises(ValidationError, match="mindst fem"):
        openings.finish(opening, minutes=0, by=cast.consultant, at=NOW)


def test_nobody_else_notes_the_minutes(cast):
    with pytest.raises(PermissionDenied):
        openings.finish(opened(cast), minutes=5, by=cast.coordinator, at=NOW)


def test_help_in_a_draft_that_ran_out_belongs_to_its_last_day(cast):
    opening = opened(cast, days=3)
    openings.finish(opening, minutes=20, by=cast.consultant, at=later(days=9))
    assert Contact.objects.get().happened_on == date(2026, 10, 17)


def test_todays_list_shows_the_open_draft_and_then_the_minutes_until_they_are_noted(cast):
    opening = opened(cast, days=3)
    (item,) = today(cast.consultant, TODAY)
    assert (item.title, item.due_on) == (cast.women.name, opening.valid_until)
    assert today(cast.coordinator, TODAY) == today(cast.secretary, TODAY) == []
    (item,) = today(cast.consultant, date(2026, 10, 18))
    assert item.is_urgent
    assert f"/kladder/{opening.pk}/minutter/" in item.url
    openings.finish(opening, minutes=20, by=cast.consultant, at=later(days=9))
    assert today(cast.consultant, date(2026, 10, 30)) == []


def test_who_suggested_may_still_review_the_statutes(cast):
    opening = opened(cast)
    suggested(cast, opening)
    draft = StatutesDraft.objects.get(pk=opening.object_id)
    given = {"name": "Kvinder", "municipality": "Roskilde"}
    drafts.save(draft, topic="navn", given=given, by=cast.hodan, at=NOW)
    drafts.send(draft, by=cast.hodan, at=NOW)
    assert drafts.find_ready(draft, by=cast.consultant, at=NOW).status == "ready"


# --- two at once -----------------------------------------------------------------------------


@pytest.fixture
def live(transactional_db):
    """Time stands at NOW, in every thread."""
    with time_machine.travel(NOW, tick=False):
        yield make_cast()


@pytest.mark.django_db(transaction=True)
def test_a_draft_opened_twice_at_once_is_open_once(live):
    draft = written(live)
    outcomes = at_once(
        *[lambda: opened(live, StatutesDraft.objects.get(pk=draft.pk)) for _ in range(2)]
    )
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    assert DraftOpening.objects.count() == Email.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_suggestion_taken_and_declined_at_once_is_answered_once(live):
    opening = opened(live)
    pk = suggested(live, opening).pk
    outcomes = at_once(
        lambda: suggestions.accept(Suggestion.objects.get(pk=pk), by=live.hodan, at=NOW),
        lambda: suggestions.accept(Suggestion.objects.get(pk=pk), by=live.hodan, at=NOW),
        lambda: suggestions.decline(Suggestion.objects.get(pk=pk), by=live.hodan, at=NOW),
    )
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow] * 2
    taken = Suggestion.objects.get(pk=pk).status == "accepted"
    assert purpose_of(opening) == (BETTER if taken else PURPOSE)


@pytest.mark.django_db(transaction=True)
def test_a_suggestion_written_while_the_draft_closes_is_there_or_refused(live):
    opening = opened(live)
    closing, suggesting = at_once(
        lambda: openings.close(DraftOpening.objects.get(pk=opening.pk), by=live.hodan, at=NOW),
        lambda: suggested(live, DraftOpening.objects.get(pk=opening.pk)),
    )
    assert isinstance(closing, DraftOpening)
    assert isinstance(suggesting, NotPossibleNow) != Suggestion.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_minutes_sent_twice_at_once_are_logged_once(live):
    opening = opened(live)
    outcomes = at_once(
        *[
            lambda: openings.finish(
                DraftOpening.objects.get(pk=opening.pk), minutes=15, by=live.consultant, at=NOW
            )
        ]
        * 2
    )
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    assert Contact.objects.count() == 1


def test_a_consultant_who_left_the_role_reads_no_more(cast):
    former = make_user("tidligere", "Tove Tidligere")
    opening = opened(cast)
    DraftOpening.objects.filter(pk=opening.pk).update(consultant=former)
    opening.refresh_from_db()
    with pytest.raises(PermissionDenied):
        suggested(cast, opening, by=former)
