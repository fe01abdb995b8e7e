"""What must be mended before an application can be submitted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core import money
from grants import poolrules
from grants.budget import Totals, totals
from grants.models import Application, PoolRule

# The steps of the form, in order; addresses use these names.
STEPS = ("projekt", "deltagere", "budget", "bilag", "send")

# What an application cannot do without, and the step where it is asked for.
NEEDED = {
    "projekt": ("title", "purpose", "activities", "starts_on", "ends_on", "place"),
    "deltagere": ("audience", "open_to_all", "has_children", "expected_participants"),
    "budget": ("amount_sought",),
}

STEP_OF_RULE = {
    PoolRule.Kind.MIN_LEAD_DAYS: "projekt",
    PoolRule.Kind.NOT_STARTED: "projekt",
    PoolRule.Kind.OPEN_TO_ALL: "deltagere",
    PoolRule.Kind.REQUIRES_PARTNER: "deltagere",
    PoolRule.Kind.REQUIRES_ATTACHMENT: "bilag",
}


@dataclass(frozen=True)
class Problem:
    """Something to mend: in which step, in which field, and what."""

    step: str
    field: str
    message: str


def problems(application: Application) -> list[Problem]:
    """Everything that keeps the application from being submitted, step by step.

    Rules of the pool count only when they block; the others are shown beside (poolrules.findings).
    """
    found = [
        Problem(step, field, _("Fill in “%(field)s”.") % {"field": _label(application, field)})
        for step, fields in NEEDED.items()
        for field in fields
        if getattr(application, field) in (None, "")
    ]
    found += [
        Problem(
            step,
            "",
            _("You have typed something here that is not saved yet. Open the step and mend it."),
        )
        for step in application.typed
    ]
    if application.amount_sought is not None:
        found += budget_problems(totals(application))
    found += [
        Problem(STEP_OF_RULE.get(PoolRule.Kind(one.rule.kind), "budget"), "", one.message)
        for one in poolrules.findings(application)
        if one.is_blocking
    ]
    return sorted(found, key=lambda problem: STEPS.index(problem.step))


def _label(application: Application, field: str) -> str:
    return str(application._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def budget_problems(sums: Totals) -> list[Problem]:
    """What keeps a budget with these sums from being sent; the applicant's form asks too."""
    if sums.sought == 0:
        return [Problem("budget", "amount_sought", _("Write how much you apply for."))]
    if sums.expenses == 0:
        return [Problem("budget", "", _("Write at least one expense in the budget."))]
    if sums.missing:
        return [
            Problem(
                "budget",
                "amount_sought",
                _(
                    "The expenses are %(missing)s higher than the income. Apply for more, "
                    "find more income, or make the budget smaller."
                )
                % {"missing": money.format(sums.missing)},
            )
        ]
    if sums.surplus:
        return [
            Problem(
                "budget",
                "amount_sought",
                _(
                    "The income is %(surplus)s higher than the expenses. Apply for less, or "
                    "write the expenses that are missing."
                )
                % {"surplus": money.format(sums.surplus)},
            )
        ]
    return []
