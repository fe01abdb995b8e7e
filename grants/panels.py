"""Where applications appear on other pages."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.models import Association
from core import panels
from core.panels import CaseTarget, Panel, Section
from grants import bridge as bridge
from grants import disclosure
from grants import health as health
from grants import merging as merging
from grants import staff_panels as staff_panels
from grants.models import Application, PoolRound

# --- portal ----------------------------------------------------------------------------------

# Lines on the association's front page; the list has them all.
SHOWN = 4


def portal_section(association: Association, section: str) -> Section:
    """The entry of the portal's menu."""
    return Section(
        _("Applications"),
        reverse("portal_applications", args=[association.pk]),
        is_current=section == "portal_applications",
    )


def portal_panel(request: HttpRequest, association: Association) -> Panel:
    """The newest applications with where they are, and the rounds one can apply in now."""
    own = Application.objects.visible_to(request.user).filter(association=association)  # type: ignore[arg-type]
    newest = disclosure.with_told(own).select_related("round__pool").order_by("-created_at", "-id")
    rounds = PoolRound.objects.published().open_at(timezone.now()).select_related("pool")
    return Panel(
        _("Applications"),
        "portal/applications/panel.html",
        {
            "rows": [_row(one) for one in newest[:SHOWN]],
            "rounds": list(rounds.order_by(F("deadline").asc(nulls_last=True), "pk")[:SHOWN]),
            "list_url": reverse("portal_applications", args=[association.pk]),
        },
    )


def _row(application: Application) -> dict[str, object]:
    status = disclosure.status_for_applicant(application)
    return {
        "url": application.get_absolute_url(),
        "title": application.title or str(application.round),
        "words": disclosure.WORDS[status],
        "look": disclosure.LOOKS.get(status, "info"),
    }


# --- what an entry of the outreach log can be about ------------------------------------------


def _cases_of(user: Any, associations: Any) -> Any:
    found = Application.objects.visible_to(user).filter(association__in=associations)
    return found.select_related("round__pool").order_by("-submitted_at", "-id")


def case_target() -> CaseTarget:
    """An application: entries are linked to it, and may stand on it as notes of the case."""
    return CaseTarget(
        "application",
        _("Application"),
        lambda user: Application.objects.visible_to(user).select_related("round__pool"),
        _cases_of,
        takes_notes=True,
    )


panels.register("case_targets", case_target, order=10)
panels.register("portal_sections", portal_section, order=20)
panels.register("portal_home", portal_panel, order=20)
