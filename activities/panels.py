"""Where events appear on other pages."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activities import merging as merging
from activities.models import Event, EventInterpreting
from associations.models import Association
from associations.timeline import LATEST
from core import panels
from core.calendar import end_of_day

# How many lines of one kind the start page shows; the list behind it has them all.
LINES = 20
SHOWN = 10
WEEK = timedelta(days=7)
INTERPRETERS_AHEAD = timedelta(days=14)


def on_association(request: HttpRequest, association: Association) -> panels.Panel | None:
    """The latest events on an association's page in the admin."""
    user = request.user
    if not user.has_perm("activities.view_event"):
        return None
    own = Q(proposed_for=association) | Q(organiser_group__association=association)
    found = Event.objects.visible_to(user).filter(own).distinct()  # type: ignore[arg-type]
    return panels.Panel(
        _("Events"),
        "admin/activities/association_panel.html",
        {"events": found[:SHOWN], "may_add": user.has_perm("activities.add_event")},
    )


def in_portal_menu(association: Association, section: str) -> panels.Section:
    return panels.Section(
        _("Activities"),
        reverse("portal_events", args=[association.pk]),
        section == "portal_events",
    )


def today(user: User, day: date) -> list[panels.TodayItem]:
    """Proposals, events of the week, head counts to fill in, interpreters to be found."""
    if not user.has_perm("activities.change_event"):
        return []
    now = timezone.now()
    events = Event.objects.visible_to(user).order_by("starts_at", "pk")
    alive = events.filter(status__in=(Event.Status.PLANNED, Event.Status.PUBLISHED))
    over = Q(status=Event.Status.HELD, participants=None) | Q(
        status=Event.Status.PUBLISHED, starts_at__lt=now - timedelta(days=1)
    )
    soon = alive.filter(starts_at__gte=now, starts_at__lte=end_of_day(day + INTERPRETERS_AHEAD))
    unbooked = soon.filter(
        interpreting__status=EventInterpreting.Status.NEEDED,
        interpreting__mode__in=EventInterpreting.BY_A_PERSON,
    ).distinct()
    week = alive.filter(starts_at__gte=now, starts_at__lte=end_of_day(day + WEEK))
    proposals = events.filter(status=Event.Status.PROPOSED).select_related("proposed_for")
    return [
        *(_item(_("Proposals to answer"), one, str(one.proposed_for)) for one in proposals[:LINES]),
        *(_item(_("Events this week"), one, one.place) for one in week[:LINES]),
        *(_item(_("Interpreters to be found"), one, one.place) for one in unbooked[:LINES]),
        *(_item(_("How many came?"), one, one.place) for one in events.filter(over)[:LINES]),
    ]


def _item(kind: Any, event: Event, note: str) -> panels.TodayItem:
    return panels.TodayItem(
        kind=kind,
        title=event.title,
        url=reverse("admin:activities_event_change", args=[event.pk]),
        due_on=timezone.localdate(event.starts_at) if event.starts_at else None,
        note=note,
    )


def on_timeline(association: Association, user: User) -> list[panels.Moment]:
    """The events it organised, once they have begun."""
    if not user.has_perm("activities.view_event"):
        return []
    own = Q(proposed_for=association) | Q(organiser_group__association=association)
    begun = Event.objects.visible_to(user).filter(
        own, status__in=(Event.Status.PUBLISHED, Event.Status.HELD), starts_at__lte=timezone.now()
    )
    return [
        panels.Moment(
            happened_at=one.starts_at,
            kind=_("Event"),
            title=one.title,
            url=reverse("admin:activities_event_change", args=[one.pk]),
            note=one.place,
        )
        for one in begun.distinct().order_by("-starts_at", "-pk")[:LATEST]
        if one.starts_at is not None
    ]


def _events_of(user: Any, associations: Any) -> Any:
    own = Q(proposed_for__in=associations) | Q(organiser_group__association__in=associations)
    found = Event.objects.visible_to(user).filter(own)
    return found.distinct().order_by("-starts_at", "-pk")


def case_target() -> panels.CaseTarget:
    """An event: entries of the log are linked to it."""
    return panels.CaseTarget(
        "event", _("Event"), lambda user: Event.objects.visible_to(user), _events_of
    )


panels.register("case_targets", case_target, order=30)
panels.register("association", on_association, order=60)
panels.register("timeline", on_timeline, order=60)
panels.register("portal_sections", in_portal_menu, order=60)
panels.register("today", today, order=60)
