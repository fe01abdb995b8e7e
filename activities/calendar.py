"""What stands in the public calendar, and the feed that calendar programs read."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Exists, OuterRef, Prefetch, Q, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Entry

from activities.models import Event, EventInterpreting, EventOrganiser
from activities.models.events import EventQuerySet
from core.calendar import COPENHAGEN
from core.context_processors import find_municipality
from core.models import Transition

LEAD_FIRST = Case(
    When(role=EventOrganiser.Role.LEAD, then=Value(0)),
    When(role=EventOrganiser.Role.CO, then=Value(1)),
    default=Value(2),
)


def on_calendar() -> EventQuerySet:
    """Public events with a day; a cancelled one only if it had been published before."""
    published = Transition.objects.filter(
        content_type=ContentType.objects.get_for_model(Event),
        object_id=Cast(OuterRef("pk"), CharField()),
        name="publish",
    )
    return (
        Event.objects.public()
        .exclude(starts_at=None)
        .filter(~Q(status=Event.Status.CANCELLED) | Exists(published))
    )


def with_company(events: EventQuerySet) -> EventQuerySet:
    """Together with organisers and the interpreters that are certain."""
    return events.prefetch_related(
        Prefetch(
            "organiser_group",
            EventOrganiser.objects.select_related("association").order_by(LEAD_FIRST, "pk"),
            to_attr="organising",
        ),
        Prefetch(
            "interpreting",
            EventInterpreting.objects.filter(
                mode__in=EventInterpreting.BY_A_PERSON, status=EventInterpreting.Status.BOOKED
            ).select_related("language"),
            to_attr="interpreted",
        ),
    )


def feed(events: Iterable[Event], *, name: str) -> bytes:
    """An iCalendar file (RFC 5545) of these events, in Copenhagen's time."""
    calendar = Calendar()
    calendar.add("prodid", "-//Foreningsbro//foreningsbro//DA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_entry(event))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def calendar_name() -> str:
    return _("Activities in %(municipality)s") % {"municipality": find_municipality()}


def _entry(event: Event) -> Entry:
    entry = Entry()
    entry.add("uid", f"event-{event.pk}@{urlsplit(settings.BASE_URL).hostname}")
    entry.add("dtstamp", timezone.now())
    entry.add("summary", event.title)
    entry.add("dtstart", timezone.localtime(event.starts_at, COPENHAGEN))
    if event.ends_at:
        entry.add("dtend", timezone.localtime(event.ends_at, COPENHAGEN))
    entry.add("location", event.place)
    entry.add("description", _told(event))
    entry.add("url", f"{settings.BASE_URL}{event.get_absolute_url()}")
    entry.add("categories", [str(event.get_kind_display())])
    is_cancelled = event.status == Event.Status.CANCELLED
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    # A higher number tells calendar programs to take over the cancellation.
    entry.add("sequence", 1 if is_cancelled else 0)
    return entry


def _told(event: Event) -> str:
    """Description, for whom, and the languages interpreted."""
    languages = ", ".join(str(row) for row in getattr(event, "interpreted", []))
    parts = [
        _("Cancelled") if event.status == Event.Status.CANCELLED else "",
        event.description,
        _("For: %(audience)s") % {"audience": event.audience} if event.audience else "",
        _("Interpreted into: %(languages)s") % {"languages": languages} if languages else "",
    ]
    return "\n\n".join(part for part in parts if part)
