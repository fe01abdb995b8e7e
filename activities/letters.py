"""Letters about events, each person in their own language."""

from datetime import datetime

from django.utils import timezone

from activities.models import Event
from associations.letters import holders
from core import letters


def _to_proposer(event: Event, template: str) -> None:
    if event.proposed_by is None or event.proposed_for is None or not event.proposed_by.is_active:
        return
    letters.queue(
        to=event.proposed_by,
        template=f"activities/{template}",
        context={"event": event, "association": event.proposed_for},
    )


def _to_organisers(event: Event, template: str, at: datetime) -> None:
    """Everybody who acts for an organiser, once."""
    told = set()
    for row in event.organiser_group.select_related("association"):
        for user in holders(row.association, timezone.localdate(at)):
            if user.pk not in told:
                told.add(user.pk)
                letters.queue(
                    to=user,
                    template=f"activities/{template}",
                    context={"event": event, "association": row.association},
                )


def taken_up(event: Event) -> None:
    """The municipality plans the event with the association."""
    _to_proposer(event, "taken_up")


def declined(event: Event) -> None:
    """The municipality says no; why stands in the portal."""
    _to_proposer(event, "declined")


def published(event: Event, at: datetime) -> None:
    """The event stands in the public calendar."""
    _to_organisers(event, "published", at)


def cancelled(event: Event, at: datetime) -> None:
    """The event does not take place; why stands in the portal."""
    _to_organisers(event, "cancelled", at)
