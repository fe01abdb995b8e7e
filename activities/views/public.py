"""The public calendar: what comes, what was, one event, and feeds for calendar programs."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from activities.calendar import calendar_name, feed, on_calendar, with_company
from activities.filters import CalendarFilter
from activities.models import Event
from activities.models.events import EventQuerySet

# How far back a subscribed calendar reaches, and the most it carries.
FEED_PAST = timedelta(days=365)
FEED_MAX = 1000


@method_decorator(login_not_required, name="dispatch")
class Calendar(ListView):
    """Events to come, by month."""

    template_name = "activities/calendar.html"
    context_object_name = "events"
    paginate_by = 20
    is_past = False

    def choose(self, moment: Any) -> EventQuerySet:
        return on_calendar().upcoming_at(moment).order_by("starts_at", "pk")

    def get_queryset(self) -> Any:
        self.filterset = CalendarFilter(self.request.GET, self.choose(timezone.now()))
        return with_company(self.filterset.qs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            filterset=self.filterset,
            is_past=self.is_past,
            feed_query=self.request.GET.urlencode(),
            **kwargs,
        )


class PastCalendar(Calendar):
    """Events that are over, the latest first."""

    is_past = True

    def choose(self, moment: Any) -> EventQuerySet:
        coming = Event.objects.upcoming_at(moment).values("pk")
        return on_calendar().exclude(pk__in=coming).order_by("-starts_at", "-pk")


@login_not_required
@require_safe
def event(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Everything a visitor needs to come."""
    found = get_object_or_404(with_company(on_calendar()), pk=pk)
    if request.path != found.get_absolute_url():
        query = request.GET.urlencode()
        return HttpResponseRedirect(found.get_absolute_url() + (f"?{query}" if query else ""))
    context = {"event": found, "is_cancelled": found.status == Event.Status.CANCELLED}
    return render(request, "activities/event.html", context)


@login_not_required
@require_safe
def events_feed(request: HttpRequest) -> HttpResponse:
    """The calendar to subscribe to, filtered like the page."""
    recent = on_calendar().filter(starts_at__gte=timezone.now() - FEED_PAST)
    chosen = CalendarFilter(request.GET, recent.order_by("starts_at", "pk")).qs
    return _as_calendar(with_company(chosen)[:FEED_MAX], "aktiviteter.ics")


@login_not_required
@require_safe
def event_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """One event for one's own calendar."""
    found = get_object_or_404(with_company(on_calendar()), pk=pk)
    return _as_calendar([found], f"aktivitet-{pk}.ics")


def _as_calendar(events: Iterable[Event], filename: str) -> HttpResponse:
    response = HttpResponse(
        feed(events, name=calendar_name()), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
