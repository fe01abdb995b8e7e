"""Where declarations and visits appear on other pages."""

from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Q, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations import declarations
from associations.models import (
    Association,
    ChildCertificateDeclaration,
    DonationBanDeclaration,
    SupervisionVisit,
)
from associations.timeline import on_day
from core import panels
from core.calendar import format_date
from core.panels import Light, MenuEntry, Moment, Panel, Section, Sign, TodayItem
from core.site import change_url

# The timeline shows the latest of each kind, the page of an association fewer.
LATEST = 20
SHOWN = 5
# Lines of one kind on the start page; the list behind it has them all.
LINES = 20
# Whoever visits reads of it so long before.
AHEAD = timedelta(days=14)


# --- The association's page in the admin ----------------------------------------------------------


def given_in_admin(request: HttpRequest, association: Association) -> Panel | None:
    """The declarations of the last years, and whether this year's is there."""
    user: Any = request.user
    if not user.has_perm("associations.view_declaration"):
        return None
    certificates, donations = (
        list(model.objects.visible_to(user).of(association)[:SHOWN])
        for model in (ChildCertificateDeclaration, DonationBanDeclaration)
    )
    year = timezone.localdate().year
    return Panel(
        _("Declarations"),
        "admin/associations/declarations_panel.html",
        {
            "certificates": certificates,
            "donations": donations,
            "year": year,
            "is_missing": declarations.is_asked(association)
            and year not in {one.year for one in certificates},
        },
    )


def visits_in_admin(request: HttpRequest, association: Association) -> Panel | None:
    """The visit that is planned, and what the last ones came to."""
    user: Any = request.user
    if not user.has_perm("associations.view_supervisionvisit"):
        return None
    return Panel(
        _("Supervision visits"),
        "admin/associations/visits_panel.html",
        {
            "visits": SupervisionVisit.objects.visible_to(user).filter(association=association)[
                :SHOWN
            ],
            "association": association,
            "may_plan": user.has_perm("associations.plan_visit"),
        },
    )


panels.register("association", given_in_admin, order=35)
panels.register("association", visits_in_admin, order=36)


# --- Timeline and health --------------------------------------------------------------------------


def declared(association: Association, user: User) -> list[Moment]:
    """Declarations of both kinds, in one query."""
    if not user.has_perm("associations.view_declaration"):
        return []
    columns = ("declared_at", "year", "signed_name")
    rows = [
        model.objects.visible_to(user)
        .filter(association=association)
        .order_by()
        .annotate(about=Value(model._meta.model_name, output_field=CharField()))
        .values_list(*columns, "about")
        for model in (ChildCertificateDeclaration, DonationBanDeclaration)
    ]
    titles = {
        ChildCertificateDeclaration._meta.model_name: _("Child certificates for %(year)s"),
        DonationBanDeclaration._meta.model_name: _("Donations in %(year)s"),
    }
    newest = rows[0].union(rows[1], all=True).order_by("-declared_at", "about")[:LATEST]
    return [
        Moment(at, _("Declaration"), str(titles[about]) % {"year": year}, note=name)
        for at, year, name, about in newest
    ]


def visited(association: Association, user: User) -> list[Moment]:
    """Visits planned, held and cancelled."""
    if not user.has_perm("associations.view_supervisionvisit"):
        return []
    visits = SupervisionVisit.objects.visible_to(user).filter(association=association)
    return [
        Moment(
            on_day(one.happened_on),
            one.get_kind_display(),
            one.get_conclusion_display() if one.conclusion else one.get_status_display(),
            change_url(one),
        )
        for one in visits[:LATEST]
    ]


def certificates_sign(association: Association, user: User, day: date) -> Sign | None:
    """Whether this year's declaration on child certificates is there; one query."""
    if not user.has_perm("associations.view_declaration") or not declarations.is_asked(association):
        return None
    label = _("Child certificates")
    given = ChildCertificateDeclaration.objects.visible_to(user).of(association, day.year).first()
    if given is None:
        reason = _("No declaration for %(year)s. Without it no grant is paid and no room lent.")
        return Sign(Light.YELLOW, label, reason % {"year": day.year})
    reason = _("Declared on %(day)s for %(year)s.")
    words = {"day": format_date(timezone.localdate(given.declared_at)), "year": day.year}
    return Sign(Light.GREEN, label, reason % words, change_url(given))


panels.register("timeline", declared, order=46)
panels.register("timeline", visited, order=47)
panels.register("health", certificates_sign, order=55)


# --- What needs me today --------------------------------------------------------------------------


def visits_today(user: User, day: date) -> list[TodayItem]:
    """My visits that come, were to be noted, or are to be followed up; and what the council waits for."""
    found: list[TodayItem] = []
    visits = SupervisionVisit.objects.visible_to(user).select_related("association")
    if user.has_perm("associations.hold_visit"):
        mine = visits.filter(officers=user)
        coming = Q(status=SupervisionVisit.Status.PLANNED, planned_on__lte=day + AHEAD)
        again = Q(follow_up_on__lte=day + AHEAD, follow_up_on__gte=day - AHEAD)
        for one in mine.filter(coming | again).order_by("planned_on", "pk")[:LINES]:
            is_planned = one.status == SupervisionVisit.Status.PLANNED
            due = one.planned_on if is_planned else one.follow_up_on
            found.append(
                TodayItem(
                    _("Supervision visits"),
                    one.association.name,
                    change_url(one),
                    due_on=due,
                    note=_("Planned") if is_planned else _("Talk again"),
                    is_urgent=is_planned and one.planned_on < day,
                )
            )
    if user.has_perm("associations.refer_visit"):
        serious = visits.filter(
            conclusion=SupervisionVisit.Conclusion.SERIOUS, referred_on=None
        ).order_by("held_on", "pk")
        found += [
            TodayItem(
                _("To be put before the municipal council"),
                one.association.name,
                change_url(one),
                due_on=one.held_on,
                is_urgent=True,
            )
            for one in serious[:LINES]
        ]
    return found


panels.register("today", visits_today, order=66)


# --- The portal, and the admin's menu -------------------------------------------------------------


def in_portal_menu(association: Association, section: str) -> Section:
    url = reverse("portal_declarations", args=[association.pk])
    return Section(_("Declarations"), url, section == "portal_declarations")


def on_home(request: HttpRequest, association: Association) -> list[Panel]:
    """This year's declaration while it is missing, and a visit that comes (two queries)."""
    user: Any = request.user
    found = []
    year = timezone.localdate().year
    own = ChildCertificateDeclaration.objects.visible_to(user).of(association, year)
    if declarations.is_asked(association) and not own.exists():
        found.append(
            Panel(
                _("Give the declaration on child certificates"),
                "portal/declarations/home.html",
                {
                    "year": year,
                    "may_declare": user.has_perm("associations.declare", association),
                    "url": reverse("portal_declare", args=[association.pk, "boerneattester", year]),
                    "about_url": reverse("portal_declarations", args=[association.pk]),
                },
            )
        )
    planned = SupervisionVisit.objects.visible_to(user).planned().filter(association=association)
    visit = planned.first()
    if visit is not None:
        found.append(
            Panel(
                _("The municipality comes to visit"),
                "portal/visits/home.html",
                {"visit": visit, "url": reverse("portal_visits", args=[association.pk])},
            )
        )
    return found


def menu(user: User) -> list[MenuEntry]:
    """Whom to remind of this year's declaration."""
    if not user.has_perm("associations.note_declaration"):
        return []
    url = reverse("admin:associations_association_changelist")
    return [MenuEntry(_("Associations"), _("Missing declarations"), f"{url}?erklaering=mangler")]


panels.register("portal_sections", in_portal_menu, order=45)
panels.register("portal_home", on_home, order=10)
panels.register("admin_menu", menu)
