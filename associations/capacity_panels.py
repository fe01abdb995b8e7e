"""Where the association check appears on other pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations import capacity
from associations.models import Association, CapacityCheck
from associations.timeline import on_day
from core import panels
from core.site import change_url

LATEST = 20


def on_association(request: HttpRequest, association: Association) -> panels.Panel | None:
    """The last check beside the years before, and what the board wants to become better at."""
    user: Any = request.user
    if not user.has_perm("associations.view_capacitycheck"):
        return None
    result = capacity.result_of(association, user)
    return panels.Panel(
        _("Association check"),
        "admin/associations/capacity_panel.html",
        {
            "result": result,
            "latest": result.latest,
            "url": change_url(result.latest) if result.latest else "",
            "lowest": capacity.LOWEST,
            "highest": capacity.HIGHEST,
        },
    )


def on_timeline(association: Association, user: User) -> list[panels.Moment]:
    """Each year's check; one query."""
    if not user.has_perm("associations.view_capacitycheck"):
        return []
    checks = CapacityCheck.objects.visible_to(user).filter(association=association)
    return [
        panels.Moment(
            on_day(one.filled_on),
            _("Association check"),
            _("Answers of %(year)s") % {"year": one.year},
            change_url(one),
            " · ".join(one.priorities),
        )
        for one in checks[:LATEST]
    ]


def on_home(request: HttpRequest, association: Association) -> panels.Panel | None:
    """A friendly word where the last check is more than a year old."""
    if not capacity.is_due(association, timezone.localdate()):
        return None
    return panels.Panel(
        _("Association check"),
        "portal/capacity/home.html",
        {"url": reverse("portal_capacity", args=[association.pk])},
    )


def in_portal_menu(association: Association, section: str) -> panels.Section:
    url = reverse("portal_capacity", args=[association.pk])
    return panels.Section(_("Association check"), url, section == "portal_capacity")


def menu(user: User) -> list[panels.MenuEntry]:
    if not user.has_perm("associations.view_team_capacity"):
        return []
    url = reverse("admin:associations_team_capacity")
    return [panels.MenuEntry(_("Associations"), _("Association checks together"), url)]


def urls(site: admin.AdminSite) -> list[URLPattern]:
    """The page of all associations together."""
    from associations.admin.capacity import TeamPage

    return TeamPage(CapacityCheck, site).get_urls()


panels.register("association", on_association, order=22)
panels.register("timeline", on_timeline, order=44)
panels.register("portal_home", on_home, order=90)
panels.register("portal_sections", in_portal_menu, order=50)
panels.register("admin_menu", menu)
panels.register("admin_urls", urls)
