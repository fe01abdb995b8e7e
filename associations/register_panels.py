"""Where the register and the outreach log appear on other pages."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from associations import health, stages
from associations.models import Association, AssociationLink, FollowUp
from associations.reach import whom_to_call
from core import panels
from core.calendar import LAST_SECOND, at
from core.models import Transition
from core.site import change_url

# How many lines of one kind the start page shows; the list behind it has them all.
LINES = 20
CVR_AHEAD = timedelta(days=60)
WAITING = timedelta(days=90)


# --- The association's page in the admin ----------------------------------------------------------


def people(request: HttpRequest, association: Association) -> panels.Panel | None:
    """Whom to call: those who hold a post today, in their language and by the way they prefer."""
    if not request.user.has_perm("associations.view_person"):
        return None
    return panels.Panel(
        _("People"),
        "admin/associations/people_panel.html",
        {
            "people": whom_to_call(association.posts.all(), timezone.localdate()),
            "association": association,
        },
    )


def links(request: HttpRequest, association: Association) -> panels.Panel | None:
    """Who it belongs together with, read from its own end."""
    user: Any = request.user
    if not user.has_perm("associations.view_associationlink"):
        return None
    found = AssociationLink.objects.visible_to(user).of(association)
    url = reverse("admin:associations_associationlink_changelist")
    rows = [
        (link, link.label_from(association), link.other_end(association))
        for link in found[: LINES + 1]
    ]
    return panels.Panel(
        _("Belongs together with"),
        "admin/associations/links_panel.html",
        {
            "rows": rows[:LINES],
            "all_url": f"{url}?forening={association.pk}" if len(rows) > LINES else "",
        },
    )


def health_card(request: HttpRequest, association: Association) -> panels.Panel | None:
    """How it stands, the worst first."""
    user: Any = request.user
    signs = health.card(association, user, timezone.localdate())
    if not signs:
        return None
    return panels.Panel(
        _("How it stands"), "admin/associations/health_panel.html", {"signs": signs}
    )


def follow_ups(request: HttpRequest, association: Association) -> panels.Panel | None:
    """What is promised to it."""
    user: Any = request.user
    if not user.has_perm("associations.view_followup"):
        return None
    waiting = FollowUp.objects.visible_to(user).awaiting().about(association)
    return panels.Panel(
        _("Follow-ups"),
        "admin/associations/follow_ups_panel.html",
        {
            "follow_ups": waiting.select_related("assigned_to")[:LINES],
            "today": timezone.localdate(),
            "may_add": user.has_perm("associations.add_followup"),
            "association": association,
        },
    )


def first_panels(request: HttpRequest, association: Association) -> list[panels.Panel]:
    """What stands on top of the association's page, before its facts: the people first."""
    first = (people, health_card, follow_ups)
    found = (show(request, association) for show in first)
    return [panel for panel in found if panel is not None]


def path(association: Association, steps: Iterable[Transition]) -> panels.Panel:
    """The stages it has reached, each with its day, and those that lie ahead."""
    return panels.Panel(
        _("Stages"),
        "admin/associations/path_panel.html",
        {"milestones": stages.path(association, steps)},
    )


panels.register("association", links, order=20)


# --- What needs me today --------------------------------------------------------------------------


def follow_ups_today(user: User, day: date) -> list[panels.TodayItem]:
    """What I promised until today."""
    if not user.has_perm("associations.finish_followup"):
        return []
    mine = FollowUp.objects.visible_to(user).filter(assigned_to=user).due_by(day)  # type: ignore[attr-defined]
    return [
        panels.TodayItem(
            kind=_("Follow-ups"),
            title=one.text,
            url=change_url(one),
            due_on=one.due_on,
            note=str(one.association or ""),
            is_urgent=one.is_overdue_on(day),
        )
        for one in mine.select_related("association")[:LINES]
    ]


def cvr_today(user: User, day: date) -> list[panels.TodayItem]:
    """My associations whose registration in CVR is to be confirmed soon."""
    if not user.has_perm("associations.change_association"):
        return []
    due = Association.objects.visible_to(user).filter(
        consultant=user, cvr_renewal_due__lte=day + CVR_AHEAD
    )
    alive = due.exclude(stage=Association.Stage.DISSOLVED).order_by("cvr_renewal_due", "pk")
    return [
        panels.TodayItem(
            kind=_("CVR to be confirmed"),
            title=one.name,
            url=change_url(one),
            due_on=one.cvr_renewal_due,
            is_urgent=one.cvr_confirmation_overdue_on(day),
        )
        for one in alive[:LINES]
    ]


def waiting_today(user: User, day: date) -> list[panels.TodayItem]:
    """My groups on the way to an association that have not moved for a long time."""
    if not user.has_perm("associations.advance_association"):
        return []
    since = at(day - WAITING, LAST_SECOND)
    steps = Transition.objects.filter(
        content_type=ContentType.objects.get_for_model(Association),
        object_id=Cast(OuterRef("pk"), CharField()),
        moved_at__gt=since,
    )
    groups = Association.objects.visible_to(user).filter(
        ~Exists(steps),
        consultant=user,
        stage__in=Association.PATH[:-1],
        created_at__lte=since,
    )
    return [
        panels.TodayItem(
            kind=_("On the way, no step for 90 days"),
            title=one.name,
            url=change_url(one),
            note=one.get_stage_display(),
        )
        for one in groups.order_by("created_at", "pk")[:LINES]
    ]


panels.register("today", follow_ups_today, order=10)
panels.register("today", cvr_today, order=60)
panels.register("today", waiting_today, order=70)


# --- The portal -----------------------------------------------------------------------------------


def home_in_menu(association: Association, section: str) -> panels.Section:
    url = reverse("portal_association", args=[association.pk])
    return panels.Section(_("Overview"), url, section == "portal_home")


def board_in_menu(association: Association, section: str) -> panels.Section:
    url = reverse("portal_board", args=[association.pk])
    return panels.Section(_("Board"), url, section == "portal_board")


def cvr_on_home(request: HttpRequest, association: Association) -> panels.Panel | None:
    """The registration in CVR must be confirmed, or no grant can be paid."""
    due, today = association.cvr_renewal_due, timezone.localdate()
    if due is None or due > today + CVR_AHEAD:
        return None
    return panels.Panel(
        _("Confirm your CVR registration"),
        "portal/home_cvr.html",
        {"due": due, "is_overdue": due < today},
    )


def way_on_home(request: HttpRequest, association: Association) -> panels.Panel | None:
    """Where a group stands on its way to an association, and the step ahead."""
    if not association.is_becoming:
        return None
    path = Association.PATH
    here = path.index(Association.Stage(association.stage))
    left = len(path) - 1 - here
    return panels.Panel(
        _("Your way to an association"),
        "portal/home_way.html",
        {
            "here": path[here].label,
            "ahead": path[here + 1].label,
            "left": ngettext("%(n)s step left", "%(n)s steps left", left) % {"n": left},
            "url": reverse("portal_path", args=[association.pk]),
        },
    )


panels.register("portal_sections", home_in_menu, order=10)
panels.register("portal_sections", board_in_menu, order=40)
panels.register("portal_home", cvr_on_home, order=5)
panels.register("portal_home", way_on_home, order=80)
