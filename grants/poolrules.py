"""A pool's rules held against an application: what each finds, in the pool's own words.

Rules are rows (PoolRule); here stands only how each kind is checked. A finding of severity `block`
stops the submission, because the pool's text says so; all others are shown to the applicant and
the officer, who judges (domain §2.3).
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from grants.budget import totals
from grants.models import Application, BudgetLine, PoolRule


@dataclass(frozen=True)
class Finding:
    """A rule that the application does not keep."""

    rule: PoolRule
    severity: str
    message: str

    @property
    def is_blocking(self) -> bool:
        return self.severity == PoolRule.Severity.BLOCK


def _amount(figures: dict[str, Any], name: str) -> Decimal:
    return Decimal(str(figures[name]))


def _expenses(application: Application, category: str) -> Decimal:
    """The expenses of one category."""
    return sum(
        (
            line.amount
            for line in application.budget_lines.all()
            if line.side == BudgetLine.Side.EXPENSE and line.category == category
        ),
        Decimal(0),
    )


def granted_in_year(application: Application) -> Decimal:
    """What the association has been granted from the pool in the round's year, other cases only."""
    # Read with the case where the page has it (casefile.with_everything).
    known: Decimal | None = getattr(application, "granted_beside", None)
    if known is not None:
        return known
    return (
        Application.objects.filter(
            association_id=application.association_id,
            round__pool_id=application.round.pool_id,
            round__year=application.round.year,
        )
        .exclude(pk=application.pk)
        .granted_total()
    )


def _too_much(application: Application, figures: dict[str, Any]) -> bool:
    return (application.amount_sought or 0) > _amount(figures, "amount")


def _too_large_a_share(application: Application, figures: dict[str, Any]) -> bool:
    return totals(application).share_percent > _amount(figures, "percent")


def _too_much_in_the_year(application: Application, figures: dict[str, Any]) -> bool:
    sought = application.amount_sought or Decimal(0)
    return granted_in_year(application) + sought > _amount(figures, "amount")


def _too_late(application: Application, figures: dict[str, Any]) -> bool:
    if application.starts_on is None:
        return False
    sent_on = timezone.localdate(application.submitted_at or timezone.now())
    return (application.starts_on - sent_on).days < int(figures["days"])


def _has_started(application: Application, figures: dict[str, Any]) -> bool:
    return _too_late(application, {"days": 0})


def _excluded_cost(application: Application, figures: dict[str, Any]) -> bool:
    """The pool's money would be needed for what it never pays: other income does not cover it."""
    excluded = _expenses(application, figures["category"])
    return excluded > 0 and excluded > totals(application).income


def _over_the_cap(application: Application, figures: dict[str, Any]) -> bool:
    expenses = totals(application).expenses
    share = _expenses(application, figures["category"]) * 100 / expenses if expenses else Decimal(0)
    return share > _amount(figures, "percent")


def _closed_to_some(application: Application, figures: dict[str, Any]) -> bool:
    return application.open_to_all is False


def _attachment_missing(application: Application, figures: dict[str, Any]) -> bool:
    return all(one.kind != figures["kind"] for one in application.attachments.all())


def _no_partner(application: Application, figures: dict[str, Any]) -> bool:
    return not application.partners.all()


BROKEN: dict[str, Callable[[Application, dict[str, Any]], bool]] = {
    PoolRule.Kind.MAX_AMOUNT: _too_much,
    PoolRule.Kind.MAX_SHARE_PERCENT: _too_large_a_share,
    PoolRule.Kind.MAX_PER_APPLICANT_PER_YEAR: _too_much_in_the_year,
    PoolRule.Kind.MIN_LEAD_DAYS: _too_late,
    PoolRule.Kind.NOT_STARTED: _has_started,
    PoolRule.Kind.EXCLUDED_COST_CATEGORY: _excluded_cost,
    PoolRule.Kind.CAPPED_COST_CATEGORY: _over_the_cap,
    PoolRule.Kind.OPEN_TO_ALL: _closed_to_some,
    PoolRule.Kind.REQUIRES_ATTACHMENT: _attachment_missing,
    PoolRule.Kind.REQUIRES_PARTNER: _no_partner,
}


def findings(application: Application) -> list[Finding]:
    """The pool's rules that the application does not keep, in the pool's order."""
    return [
        Finding(rule, rule.severity, rule.message)
        for rule in application.round.pool.rules.all()
        if BROKEN[rule.kind](application, rule.parameters)
    ]
