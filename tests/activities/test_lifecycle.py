"""The life of an event: each step, who may take it, and what must be there first."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation
from post_office.models import Email

from activities.actions import events
from activities.models import Event, EventInterpreting, EventOrganiser
from activities.organisers import in_words
from associations.models import Association
from core.actions import NotPossibleNow
from core.models import Transition
from tests.cast import NOW, later

Status = Event.Status
OTHERS = ["secretary", "manager", "administrator", "member", "ayse"]


def test_a_proposal_is_led_by_the_association_that_makes_it(planner, cast):
    event = planner.proposed()
    assert (event.status, event.proposed_for, event.proposed_by) == (
        Status.PROPOSED,
        cast.culture,
        cast.ayse,
    )
    row = event.organiser_group.get()
    assert (row.association, row.role, row.profile) == (cast.culture, "lead", "minority_led")


def test_a_proposal_stands_in_the_danish_field_whatever_the_pages_language(planner):
    with translation.override("ar"):
        event = planner.proposed(title="حفلة العيد")
    assert event.title_da == "حفلة العيد"
    assert not event.title_ar


def test_who_signs_for_the_association_may_propose_others_may_not(planner, cast):
    assert planner.proposed(by=cast.mehmet).proposed_by == cast.mehmet
    for somebody in (cast.fatma, cast.hodan):
        with pytest.raises(PermissionDenied):
            planner.proposed(by=somebody)


def test_a_proposal_cannot_end_before_it_begins(planner):
    with pytest.raises(ValidationError):
        planner.proposed(starts_at=planner.ends_at, ends_at=planner.starts_at)
    assert not Event.objects.exists()


def test_a_proposal_cannot_set_what_is_the_municipalitys(planner):
    event = planner.proposed(municipal_role="initiator", participants=500)
    assert (event.municipal_role, event.participants) == ("participant", None)


def test_the_association_changes_its_proposal_until_it_is_taken_up(planner, cast):
    event = events.edit(planner.proposed(), facts={"place": "Hallen"}, by=cast.ayse, at=NOW)
    assert event.place == "Hallen"
    with pytest.raises(PermissionDenied):
        events.edit(event, facts={"place": "Skolen"}, by=cast.hodan, at=NOW)
    events.take_up(event, by=cast.consultant, at=NOW)
    with pytest.raises(NotPossibleNow):
        events.edit(event, facts={"place": "Skolen"}, by=cast.ayse, at=NOW)
    assert events.edit(event, facts={"place": "Skolen"}, by=cast.consultant, at=NOW).place


def test_a_proposal_taken_up_is_planned_and_the_proposer_is_told(planner, cast):
    event = events.take_up(planner.proposed(), by=cast.consultant, at=NOW)
    assert event.status == Status.PLANNED
    assert [mail.to for mail in Email.objects.all()] == [["ayse@test.example"]]
    with pytest.raises(NotPossibleNow):
        events.decline(event, by=cast.consultant, at=NOW, reason="for sent")


def test_a_proposal_is_declined_with_a_reason_that_is_kept(planner, cast):
    event = events.decline(
        planner.proposed(), by=cast.consultant, at=NOW, reason="Hallen er lukket"
    )
    assert event.status == Status.DECLINED
    assert Transition.objects.of(event).get().reason == "Hallen er lukket"
    # A mail carries a link, not the case's content.
    assert "Hallen er lukket" not in Email.objects.get().message


def test_the_proposer_is_told_in_their_own_language(planner, cast):
    event = planner.proposed(association=cast.women, by=cast.hodan)
    events.take_up(event, by=cast.consultant, at=NOW)
    assert 'lang="ar" dir="rtl"' in Email.objects.get().html_message


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("step", [events.take_up, events.decline], ids=["take_up", "decline"])
def test_others_than_consultants_do_not_answer_proposals(planner, cast, step, name):
    reason = {"reason": "nej"} if step is events.decline else {}
    with pytest.raises(PermissionDenied):
        step(planner.proposed(), by=getattr(cast, name), at=NOW, **reason)


@pytest.mark.parametrize("name", OTHERS)
def test_others_than_consultants_do_not_publish_hold_or_cancel(planner, cast, name):
    user = getattr(cast, name)
    event = planner.planned(starts_at=NOW - timedelta(days=1), ends_at=None)
    with pytest.raises(PermissionDenied):
        events.publish(event, by=user, at=NOW)
    with pytest.raises(PermissionDenied):
        events.hold(event, by=user, at=NOW)
    with pytest.raises(PermissionDenied):
        events.cancel(event, by=user, at=NOW, reason="nej")


@pytest.mark.parametrize("missing", [{"starts_at": None, "ends_at": None}, {"place": ""}])
def test_an_event_without_time_or_place_is_not_published(planner, cast, missing):
    event = planner.planned(**missing)
    with pytest.raises(NotPossibleNow) as refusal:
        events.publish(event, by=cast.consultant, at=NOW)
    assert refusal.value.message
    event.refresh_from_db()
    assert event.status == Status.PLANNED


def test_a_booked_interpreter_must_be_an_adult_and_the_law_is_named(planner, cast):
    event = planner.planned()
    row = planner.interpreted(event, is_adult=False)
    with pytest.raises(NotPossibleNow, match="469"):
        events.publish(event, by=cast.consultant, at=NOW)
    row.is_adult = True
    row.save()
    assert events.publish(event, by=cast.consultant, at=NOW).status == Status.PUBLISHED


def test_a_language_that_is_not_interpreted_needs_no_adult(planner, cast):
    event = planner.planned()
    planner.interpreted(event, is_adult=False, mode=EventInterpreting.Mode.NONE)
    planner.interpreted(event, "tr", is_adult=False, status=EventInterpreting.Status.NEEDED)
    assert events.publish(event, by=cast.consultant, at=NOW).status == Status.PUBLISHED


def test_each_person_behind_an_organiser_is_told_once_of_the_publication(planner, cast):
    planner.published()
    told = sorted(mail.to[0] for mail in Email.objects.all())
    assert told == ["ayse@test.example", "fatma@test.example", "mehmet@test.example"]


def test_an_event_is_held_with_its_figures(planner, cast, clock):
    event = planner.published()
    row = planner.interpreted(event)
    held = events.hold(
        event,
        participants=180,
        volunteers=12,
        volunteer_hours=60,
        listeners={row.pk: 40},
        by=cast.consultant,
        at=later(days=11),
    )
    row.refresh_from_db()
    assert (held.status, held.participants, held.volunteer_hours, row.headcount) == (
        Status.HELD,
        180,
        60,
        40,
    )


def test_listeners_of_another_event_are_not_touched(planner, cast):
    stranger = planner.interpreted(planner.published())
    event = planner.published()
    events.hold(event, listeners={stranger.pk: 99}, by=cast.consultant, at=later(days=11))
    stranger.refresh_from_db()
    assert stranger.headcount is None


def test_an_event_to_come_has_not_been_held(planner, cast):
    with pytest.raises(NotPossibleNow):
        events.hold(planner.published(), participants=1, by=cast.consultant, at=NOW)


def test_a_cancelled_event_tells_the_organisers_and_stays_cancelled(planner, cast):
    event = planner.published()
    Email.objects.all().delete()
    event = events.cancel(event, by=cast.consultant, at=NOW, reason="Storm")
    assert event.status == Status.CANCELLED
    assert Email.objects.count() == 3
    for step in (events.publish, events.take_up):
        with pytest.raises(NotPossibleNow):
            step(event, by=cast.consultant, at=NOW)


def test_organisers_are_counted_by_the_profile_they_had_then(planner, cast):
    event = planner.planned()
    for place in range(8):
        association = Association.objects.create(
            name=f"Forening {place}", profile=Association.Profile.MAJORITY_LED
        )
        EventOrganiser.objects.create(event=event, association=association)
    cast.culture.profile = Association.Profile.MIXED
    cast.culture.save()
    words = in_words(event.organiser_group.all())
    assert "9" in words
    assert "1" in words
