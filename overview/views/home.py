"""The front door, and the way to each person's own start page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.calendar import on_calendar, with_company
from associations.models import Association
from grants.models import PoolRound
from grants.views.public import with_days

SHOWN = 3  # of each kind; the rest is one link away


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Which pools are open, what is happening, who the associations are."""
    now = timezone.now()
    rounds = PoolRound.objects.published().open_at(now).select_related("pool")
    coming = on_calendar().upcoming_at(now).order_by("starts_at", "pk")
    return render(
        request,
        "overview/home.html",
        {
            "rounds": with_days(rounds)[:SHOWN],
            "events": with_company(coming)[:SHOWN],
            "association_count": Association.objects.published().count(),
        },
    )


@require_safe
def home_for_me(request: HttpRequest) -> HttpResponse:
    """Where one lands after log-in: staff at their day, others at their association."""
    is_staff = request.user.is_authenticated and request.user.is_staff
    return HttpResponseRedirect(reverse("admin:index" if is_staff else "portal_home"))
