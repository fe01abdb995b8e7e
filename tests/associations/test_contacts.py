"""The outreach log: saved once, sound, and followed up."""

from datetime import timedelta
from uuid import uuid4

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError

from associations.actions import contacts, follow_ups
from associations.models import Association, Contact, FollowUp
from core.actions import NotPossibleNow
from tests.associations.entries import logged
from tests.cast import NOW, TODAY, later, make_cast
from tests.races import at_once, refusals


def test_an_entry_sent_twice_is_saved_once(cast):
    key = uuid4()
    first = logged(cast, cast.culture, key=key)
    again = logged(cast, cast.women, key=key, minutes=90)
    assert again == first
    assert Contact.objects.get() == first
    assert list(first.associations.all()) == [cast.culture]
    assert first.minutes == 30


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_arrives_twice_at_the_same_moment_is_saved_once():
    cast = make_cast()
    key = uuid4()
    promised = {"text": "Ring", "due_on": TODAY, "assigned_to": cast.consultant}
    outcomes = at_once(
        *[lambda: logged(cast, cast.culture, key=key, follow_up=promised) for _ in range(2)]
    )
    assert not refusals(outcomes)
    assert outcomes[0].pk == outcomes[1].pk
    assert Contact.objects.count() == 1
    assert FollowUp.objects.count() == 1


def test_somebody_elses_key_opens_nothing(cast):
    key = uuid4()
    logged(cast, cast.culture, key=key)
    with pytest.raises(NotPossibleNow):
        logged(cast, cast.culture, key=key, by=cast.secretary)


def test_one_entry_may_be_about_several_associations(cast):
    contact = logged(cast, cast.culture, cast.women, themes=[cast.theme])
    assert set(contact.associations.all()) == {cast.culture, cast.women}
    assert list(contact.consultants.all()) == [cast.consultant]
    assert list(contact.themes.all()) == [cast.theme]


def test_an_entry_without_anybody_met_is_refused(cast):
    with pytest.raises(ValidationError) as refusal:
        logged(cast)
    assert "associations" in refusal.value.message_dict
    assert not Contact.objects.exists()


def test_a_contact_tomorrow_is_refused(cast):
    with pytest.raises(ValidationError) as refusal:
        logged(cast, cast.culture, happened_on=TODAY + timedelta(days=1))
    assert "happened_on" in refusal.value.message_dict


@pytest.mark.parametrize("minutes", [0, 1441])
def test_an_impossible_length_is_refused(cast, minutes):
    with pytest.raises(ValidationError):
        logged(cast, cast.culture, minutes=minutes)


@pytest.mark.parametrize("who", ["manager", "administrator", "member", "ayse"])
def test_only_consultants_and_the_secretary_keep_the_log(cast, who):
    with pytest.raises(PermissionDenied):
        logged(cast, cast.culture, by=getattr(cast, who))


def test_what_is_promised_becomes_a_follow_up_of_the_association(cast):
    due = TODAY + timedelta(days=7)
    promised = {"text": "Send skema", "due_on": due, "assigned_to": cast.coordinator}
    contact = logged(cast, cast.culture, follow_up=promised)
    follow_up = FollowUp.objects.get()
    assert (follow_up.contact, follow_up.association) == (contact, cast.culture)
    assert (follow_up.due_on, follow_up.assigned_to) == (due, cast.coordinator)


def test_a_correction_stands_in_the_audit_trail(cast):
    contact = logged(cast, cast.culture, summary="Før")
    contacts.correct(
        contact,
        by=cast.coordinator,
        at=NOW,
        associations=[cast.women],
        consultants=[cast.consultant],
        summary="Efter",
    )
    contact.refresh_from_db()
    assert contact.summary == "Efter"
    assert list(contact.associations.all()) == [cast.women]
    changes = [entry.changes for entry in LogEntry.objects.get_for_object(contact)]
    assert any(change.get("summary") == ["Før", "Efter"] for change in changes)


def test_a_new_group_goes_into_the_register_once(cast):
    contact = logged(cast, other_party="Eritreisk kvindegruppe")
    group = contacts.register_group(contact, by=cast.consultant, at=NOW)
    assert (group.name, group.kind) == ("Eritreisk kvindegruppe", Association.Kind.INFORMAL_GROUP)
    assert group.consultant == cast.consultant
    assert list(contact.associations.all()) == [group]
    with pytest.raises(NotPossibleNow):
        contacts.register_group(contact, by=cast.consultant, at=NOW)


def test_a_note_for_management_is_read_by_its_author_and_the_manager_only(cast):
    secret = logged(cast, cast.culture, visibility=Contact.Visibility.MANAGEMENT)
    assert secret in Contact.objects.visible_to(cast.consultant)
    assert secret in Contact.objects.visible_to(cast.manager)
    assert secret not in Contact.objects.visible_to(cast.coordinator)
    assert secret not in Contact.objects.visible_to(cast.ayse)


@pytest.fixture
def follow_up(cast):
    return follow_ups.create(
        text="Ring til Ayşe", due_on=TODAY, assigned_to=cast.consultant, by=cast.consultant, at=NOW
    )


def test_a_follow_up_is_done_once(cast, follow_up):
    done = follow_ups.finish(follow_up, by=cast.consultant, at=NOW)
    assert (done.done_at, done.done_by) == (NOW, cast.consultant)
    with pytest.raises(NotPossibleNow):
        follow_ups.finish(follow_up, by=cast.coordinator, at=later(hours=1))
    follow_up.refresh_from_db()
    assert follow_up.done_by == cast.consultant


def test_a_follow_up_is_put_off_to_a_day_that_comes(cast, follow_up):
    follow_ups.postpone(follow_up, to=TODAY + timedelta(days=3), by=cast.consultant, at=NOW)
    follow_up.refresh_from_db()
    assert follow_up.due_on == TODAY + timedelta(days=3)
    with pytest.raises(ValidationError):
        follow_ups.postpone(follow_up, to=TODAY - timedelta(days=1), by=cast.consultant, at=NOW)


def test_a_manager_reads_follow_ups_but_does_not_do_them(cast, follow_up):
    with pytest.raises(PermissionDenied):
        follow_ups.finish(follow_up, by=cast.manager, at=NOW)
