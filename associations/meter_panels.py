"""Where the meter appears on other pages: the association's, its timeline and health, today, menu."""

from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations import budgets, independence, meter, wording
from associations.models import (
    Association,
    HelpKind,
    HelpOffer,
    HourBudget,
    HourBudgetNote,
    IndependenceStep,
    Referral,
)
from core import panels
from core.panels import Light
from core.site import change_url

# After so long one asks whether a referral helped.
ASK_AFTER = timedelta(days=30)
# How many lines of one kind a page shows; the list behind it has them all.
LINES = 20
# Budgets whose standing is worked out at once; a municipality has a handful.
BUDGETS = 200


def on_association(request: HttpRequest, association: Association) -> panels.Panel | None:
    """How much help it had this year, who does what now, and what to offer."""
    user: Any = request.user
    if not user.has_perm("associations.view_contact"):
        return None
    today = timezone.localdate()
    times = independence.times([association.pk], today)
    spent = meter.totals(meter.Cut(meter.year_of(today), associations=(association.pk,)), "kind")
    steps = independence.ladder([association.pk])
    known = list(HelpKind.objects.all())
    hints = independence.hints([association], today, counted=times, kinds=known)
    due = {hint.kind.pk for hint in hints}
    helped = {pair[1] for pair in times} | {pair[1] for pair in steps}
    kinds = [kind for kind in known if kind.pk in helped]
    lines = []
    for kind in kinds:
        step = steps.get((association.pk, kind.pk))
        now = step.rung if step else ""
        lines.append(
            {
                "kind": kind,
                "times": times[association.pk, kind.pk],
                "minutes": spent[(kind.pk,)],
                "step": step,
                "choices": [(r.value, r.label, r.value == now) for r in IndependenceStep.Rung],
                "is_due": kind.pk in due,
            }
        )
    return panels.Panel(
        _("Help and independence"),
        "admin/associations/independence_panel.html",
        {
            "association": association,
            "lines": lines,
            "standings": _standings(user, association, today),
            "may_set": user.has_perm("associations.set_independence"),
            "year": today.year,
        },
    )


def _standings(user: User, association: Association, day: date) -> list[budgets.Standing]:
    """The association's own budgets; minutes for those who log, the light alone for small teams.

    Worked out once for a page that shows both the panel and the health card.
    """
    logs = user.has_perm("associations.log_contact")
    kept = association.__dict__.setdefault("_standings", {})
    if (day, logs) not in kept:
        rows = HourBudget.objects.valid_on(day).filter(association=association)
        found = rows.select_related("association", "help_kind")[:LINES]
        kept[day, logs] = budgets.standings(found, day, to_team=not logs)
    return kept[day, logs]


def on_timeline(association: Association, user: User) -> list[panels.Moment]:
    """Referrals, steps up the ladder and offers."""
    if not user.has_perm("associations.view_contact"):
        return []
    mine = {"association": association}
    referrals = Referral.objects.visible_to(user).filter(**mine).select_related("help_kind")
    steps = IndependenceStep.objects.visible_to(user).filter(**mine).select_related("help_kind")
    offers = HelpOffer.objects.visible_to(user).filter(**mine)
    return [
        *(
            panels.Moment(
                one.made_at,
                _("Referral"),
                one.target,
                change_url(one),
                one.get_outcome_display() or one.help_kind.name,
            )
            for one in referrals[:LINES]
        ),
        *(
            panels.Moment(
                one.taken_at, _("Independence"), one.help_kind.name, "", one.get_rung_display()
            )
            for one in steps[:LINES]
        ),
        *(panels.Moment(one.offered_at, _("Offer"), one.offer) for one in offers[:LINES]),
    ]


def on_health(association: Association, user: User, day: date) -> list[panels.Sign]:
    """Whether the hours meant for it are used up."""
    if not user.has_perm("associations.view_contact"):
        return []
    found = _standings(user, association, day)
    url = reverse("admin:associations_hourbudget_changelist")
    is_linked = user.has_perm("associations.view_hourbudget")
    return [
        panels.Sign(one.light, _("Hours"), wording.budget_sentence(one), url if is_linked else "")
        for one in sorted(found, key=lambda one: -one.percent)[:1]
    ]


def today(user: User, day: date) -> list[panels.TodayItem]:
    """My referrals to ask about, and for the manager the budgets that are used up."""
    return [*_to_ask(user, day), *_used_up(user, day)]


def _to_ask(user: User, day: date) -> list[panels.TodayItem]:
    if not user.has_perm("associations.change_referral"):
        return []
    mine = Referral.objects.awaiting().filter(made_by=user, made_at__date__lte=day - ASK_AFTER)
    rows = mine.select_related("association", "contact").order_by("made_at", "pk")
    return [
        panels.TodayItem(
            kind=_("Did the referral help?"),
            title=str(one.association or one.contact.other_party),
            url=reverse("admin:associations_referral_step", args=[one.pk, "answer"]),
            due_on=timezone.localdate(one.made_at) + ASK_AFTER,
            note=one.target,
        )
        for one in rows[:LINES]
    ]


def _used_up(user: User, day: date) -> list[panels.TodayItem]:
    """The budgets of this period that are used up and of which nothing has been said."""
    if not user.has_perm("associations.note_hourbudget"):
        return []
    valid = HourBudget.objects.visible_to(user).valid_on(day)
    rows = valid.select_related("association", "help_kind")[:BUDGETS]
    red = [one for one in budgets.standings(rows, day, to_team=True) if one.light == Light.RED]
    said = set(
        HourBudgetNote.objects.filter(budget__in=[one.budget for one in red]).values_list(
            "budget_id", "begins_on"
        )
    )
    return [
        panels.TodayItem(
            kind=_("Hours used up: write a note"),
            title=one.budget.about,
            url=reverse("admin:associations_hourbudget_step", args=[one.budget.pk, "note"]),
            note=wording.span_name(one.budget.period, one.span.first),
        )
        for one in red
        if (one.budget.pk, one.span.first) not in said
    ][:LINES]


def menu(user: User) -> list[panels.MenuEntry]:
    pages = (
        ("associations.view_own_hours", _("My hours"), "my_hours"),
        ("associations.view_team_hours", _("The team's hours"), "team_hours"),
    )
    return [
        panels.MenuEntry(_("Outreach"), label, reverse(f"admin:associations_{name}"))
        for permission, label, name in pages
        if user.has_perm(permission)
    ]


def urls(site: admin.AdminSite) -> list[URLPattern]:
    """The pages of the meter that belong to no list of the admin."""
    from associations.admin.hours import HoursPages
    from associations.admin.independence import AssociationTaps

    return [
        *HoursPages(HourBudget, site).get_urls(),
        *AssociationTaps(Association, site).get_urls(),
    ]


panels.register("association", on_association, order=20)
panels.register("timeline", on_timeline)
panels.register("health", on_health)
panels.register("today", today, order=40)
panels.register("admin_menu", menu)
panels.register("admin_urls", urls)
