"""The front door, and the way to each person's own start page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "overview/home.html")


@require_GET
def home_for_me(request: HttpRequest) -> HttpResponse:
    """Where one lands after log-in: staff at their day, others at their association."""
    return HttpResponseRedirect(reverse("admin:index" if request.user.is_staff else "portal_home"))
