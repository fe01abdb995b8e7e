"""The life of a joint event, from a proposal to the head count."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from activities import letters
from activities.models import Event, EventInterpreting, EventOrganiser
from activities.translation import EventTranslation
from associations.models import Association
from core.actions import NotPossibleNow, allow, lock, move

# What an association can say of its event; everything else is the municipality's to fill in.
PROPOSABLE = (
    "title",
    "description",
    "kind",
    "starts_at",
    "ends_at",
    "place",
    "audience",
    "open_to_all",
    "has_children",
)


def _in_danish(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Texts go into the Danish field, whatever language the page was read in."""
    return {
        f"{name}_{settings.LANGUAGE_CODE}" if name in EventTranslation.fields else name: value
        for name, value in facts.items()
        if name in PROPOSABLE
    }


@transaction.atomic
def propose(association: Association, *, facts: Mapping[str, Any], by: User, at: datetime) -> Event:
    """Propose an event; the association leads its organiser group.

    Raises PermissionDenied, ValidationError if the facts do not hold together.
    """
    allow(by, "activities.propose_event", association)
    event = Event(
        **_in_danish(facts),
        status=Event.Status.PROPOSED,
        municipal_role=Event.MunicipalRole.PARTICIPANT,
        proposed_for=association,
        proposed_by=by,
        proposed_at=at,
    )
    event.full_clean()
    event.save()
    EventOrganiser.objects.create(
        event=event, association=association, role=EventOrganiser.Role.LEAD
    )
    return event


@transaction.atomic
def edit(event: Event, *, facts: Mapping[str, Any], by: User, at: datetime) -> Event:
    """Change a proposal before it is taken up; staff may change it later too.

    Raises PermissionDenied, ValidationError, NotPossibleNow for the association once taken up.
    """
    event = lock(event)
    if not by.has_perm("activities.change_event", event):
        allow(by, "activities.propose_event", event.proposed_for)
        if event.status != Event.Status.PROPOSED:
            raise NotPossibleNow(
                _(
                    "The municipality has begun to plan the event. Call your consultant to change it."
                )
            )
    for name, value in _in_danish(facts).items():
        setattr(event, name, value)
    event.full_clean()
    event.save()
    return event


@transaction.atomic
def take_up(event: Event, *, by: User | None, at: datetime) -> Event:
    """Begin to plan what an association proposed; a letter tells the proposer.

    Raises PermissionDenied, NotPossibleNow.
    """
    event = lock(event)
    allow(by, "activities.change_event", event)
    move(event, "take_up", by=by, at=at)
    letters.taken_up(event)
    return event


@transaction.atomic
def decline(event: Event, *, by: User | None, at: datetime, reason: str) -> Event:
    """Say no to a proposal; the proposer reads the reason in the portal.

    Raises PermissionDenied, NotPossibleNow.
    """
    event = lock(event)
    allow(by, "activities.change_event", event)
    move(event, "decline", by=by, at=at, reason=reason)
    letters.declined(event)
    return event


@transaction.atomic
def publish(event: Event, *, by: User | None, at: datetime) -> Event:
    """Put it into the public calendar; the organisers are told.

    Raises PermissionDenied, NotPossibleNow without time and place, or if a booked interpreter is
    not said to be an adult (law 469 of 14 May 2025).
    """
    event = lock(event)
    allow(by, "activities.publish_event", event)
    move(event, "publish", by=by, at=at)
    letters.published(event, at)
    return event


@transaction.atomic
def hold(
    event: Event,
    *,
    participants: int | None = None,
    volunteers: int | None = None,
    volunteer_hours: int | None = None,
    listeners: Mapping[int, int | None] | None = None,
    by: User | None,
    at: datetime,
) -> Event:
    """It took place: how many came, in all and to each interpreter; unknown figures stay empty.

    Raises PermissionDenied, NotPossibleNow before it begins or without time and place.
    """
    event = lock(event)
    allow(by, "activities.change_event", event)
    if event.starts_at and event.starts_at > at:
        raise NotPossibleNow(_("The event has not begun yet."))
    event.participants = participants
    event.volunteers = volunteers
    event.volunteer_hours = volunteer_hours
    move(event, "hold", by=by, at=at)
    _keep_listeners(event, listeners or {})
    return event


def _keep_listeners(event: Event, listeners: Mapping[int, int | None]) -> None:
    rows = [row for row in event.interpreting.all() if row.pk in listeners]
    for row in rows:
        row.headcount = listeners[row.pk]
    EventInterpreting.objects.bulk_update(rows, ["headcount"])


@transaction.atomic
def cancel(event: Event, *, by: User | None, at: datetime, reason: str) -> Event:
    """Call it off; it stays in the calendar, marked, and the organisers are told.

    Raises PermissionDenied, NotPossibleNow.
    """
    event = lock(event)
    allow(by, "activities.change_event", event)
    move(event, "cancel", by=by, at=at, reason=reason)
    letters.cancelled(event, at)
    return event
