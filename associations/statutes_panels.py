"""Where the statutes appear on other pages."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models import Association, StatutesReview, StatutesVersion
from core import panels

# How many lines of one kind the start page shows; the list behind it has them all.
LINES = 20
SHOWN = 5


def on_association(request: HttpRequest, association: Association) -> panels.Panel | None:
    """The versions on an association's page in the admin."""
    user = request.user
    if not user.has_perm("associations.view_statutesversion"):
        return None
    versions = StatutesVersion.objects.visible_to(user).filter(association=association)  # type: ignore[arg-type]
    return panels.Panel(
        _("Statutes"),
        "admin/associations/statutes_panel.html",
        {
            "versions": versions.select_related("document", "review").order_by("-number")[:SHOWN],
            "may_add": user.has_perm("associations.add_statutesversion"),
            "association": association,
        },
    )


def in_portal_menu(association: Association, section: str) -> panels.Section:
    return panels.Section(
        _("Statutes"),
        reverse("portal_statutes", args=[association.pk]),
        section == "portal_statutes",
    )


def today(user: User, day: date) -> list[panels.TodayItem]:
    """Reviews that were begun and not sent, and statutes that nobody has looked at yet."""
    if not user.has_perm("associations.review_statutes"):
        return []
    reviews = StatutesReview.objects.visible_to(user).filter(status=StatutesReview.Status.OPEN)
    waiting = StatutesVersion.objects.visible_to(user).filter(review=None, added_by__is_staff=False)
    return [
        *(
            _item(review.version, "statutesreview", review.pk, _("Begun, not sent"))
            for review in reviews.select_related("version__association")[:LINES]
        ),
        *(
            _item(version, "statutesversion", version.pk, _("New from the association"))
            for version in waiting.select_related("association").order_by("added_at")[:LINES]
        ),
    ]


def _item(version: StatutesVersion, model: str, pk: int, note: Any) -> panels.TodayItem:
    return panels.TodayItem(
        kind=_("Statutes to review"),
        title=str(version),
        url=reverse(f"admin:associations_{model}_change", args=[pk]),
        note=note,
    )


panels.register("association", on_association, order=30)
panels.register("portal_sections", in_portal_menu, order=30)
panels.register("today", today, order=30)
