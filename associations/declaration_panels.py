"""Where declarations and visits appear on other pages."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, DateField, PositiveSmallIntegerField, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat
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


def supervised(association: Association, user: User) -> list[Moment]:
    """Declarations of both kinds, and visits planned, held and cancelled; one query for all."""
    may_read = ("associations.view_declaration", "associations.view_supervisionvisit")
    if not all(map(user.has_perm, may_read)):
        return []
    no_day, nothing = Cast(Value(None), DateField()), Value("", CharField())
    parts = [
        model.objects.visible_to(user)
        .annotate(about=Value(model._meta.model_name, CharField()), day=no_day, said=nothing)
        .values_list("about", "declared_at", "day", "year", "signed_name", "said", "pk")
        for model in (ChildCertificateDeclaration, DonationBanDeclaration)
    ]
    visits = SupervisionVisit.objects.visible_to(user).annotate(
        about=Concat(Value("visit "), "kind", output_field=CharField()),
        day=Coalesce("held_on", "planned_on"),
        number=Value(0, PositiveSmallIntegerField()),
    )
    parts.append(
        visits.values_list("about", "planned_at", "day", "number", "status", "conclusion", "pk")
    )
    first, *rest = (part.filter(association=association).order_by() for part in parts)
    rows = first.union(*rest, all=True).order_by("-declared_at", "-pk")[: 3 * LATEST]
    return [_moment(*row) for row in rows]


def _moment(
    about: str, at: datetime, day: date | None, year: int, said: str, conclusion: str, pk: int
) -> Moment:
    if day is not None:
        kind = SupervisionVisit.Kind(about.removeprefix("visit ")).label
        status = SupervisionVisit.Status(said).label
        title = SupervisionVisit.Conclusion(conclusion).label if conclusion else status
        url = reverse("admin:associations_supervisionvisit_change", args=[pk])
        return Moment(on_day(day), kind, title, url)
    words = (
        _("Child certificates for %(year)s")
        if about == ChildCertificateDeclaration._meta.model_name
        else _("Donations in %(year)s")
    )
    url = reverse(f"admin:associations_{about}_change", args=[pk])
    return Moment(at, _("Declaration"), str(words) % {"year": year}, url, note=said)


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


panels.register("timeline", supervised, order=46)
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
    """This year's declaration while it is missing, and a visit that comes; one query for both."""
    user: Any = request.user
    year = timezone.localdate().year
    given = ChildCertificateDeclaration.objects.visible_to(user).of(association, year).order_by()
    planned = SupervisionVisit.objects.visible_to(user).planned().filter(association=association)
    nothing = Cast(Value(None), DateField())
    days = [
        day
        for (day,) in given.annotate(day=nothing)
        .values_list("day")
        .union(planned.order_by().values_list("planned_on"), all=True)
    ]
    found = []
    if None not in days and declarations.is_asked(association):
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
    return found + [
        Panel(
            _("The municipality comes to visit"),
            "portal/visits/home.html",
            {"day": day, "url": reverse("portal_visits", args=[association.pk])},
        )
        for day in days
        if day is not None
    ]


def menu(user: User) -> list[MenuEntry]:
    """Whom to remind of this year's declaration."""
    if not user.has_perm("associations.note_declaration"):
        return []
    url = reverse("admin:associations_association_changelist")
    return [MenuEntry(_("Associations"), _("Missing declarations"), f"{url}?erklaering=mangler")]


panels.register("portal_sections", in_portal_menu, order=45)
panels.register("portal_home", on_home, order=10)
panels.register("admin_menu", menu)
