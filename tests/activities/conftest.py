"""Events in each state, reached through their actions."""

from datetime import datetime

import pytest

from activities.actions import events
from activities.models import Event, EventInterpreting, EventOrganiser
from core.calendar import COPENHAGEN
from tests.cast import NOW


class Planner:
    """Plans the Eid party of culture and its partners."""

    starts_at = datetime(2026, 10, 24, 17, 0, tzinfo=COPENHAGEN)
    ends_at = datetime(2026, 10, 24, 22, 0, tzinfo=COPENHAGEN)

    def __init__(self, cast):
        self.cast = cast

    def planned(self, **told) -> Event:
        facts = {
            "title_da": "Eid-fest for alle",
            "description_da": "Mad, musik og taler",
            "kind": Event.Kind.FESTIVAL,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "place": "Rådhussalen, Roskilde",
        }
        event = Event.objects.create(**(facts | told))
        lead = EventOrganiser.Role.LEAD
        EventOrganiser.objects.create(event=event, association=self.cast.culture, role=lead)
        EventOrganiser.objects.create(event=event, association=self.cast.partner)
        return event

    def interpreted(self, event, code="ar", **told) -> EventInterpreting:
        facts = {"status": EventInterpreting.Status.BOOKED, "is_adult": True}
        return EventInterpreting.objects.create(event=event, language_id=code, **(facts | told))

    def published(self, **told) -> Event:
        return events.publish(self.planned(**told), by=self.cast.consultant, at=NOW)

    def proposed(self, *, association=None, by=None, **told) -> Event:
        return events.propose(
            association or self.cast.culture,
            facts={"title": "Fodbold for alle", **told},
            by=by or self.cast.ayse,
            at=NOW,
        )


@pytest.fixture
def planner(cast) -> Planner:
    return Planner(cast)
