"""What a budget adds up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from grants.models import Application, BudgetLine

ZERO = Decimal(0)


@dataclass(frozen=True)
class Totals:
    """Sums of a budget, in kroner."""

    expenses: Decimal
    income: Decimal  # without the amount sought
    sought: Decimal

    @property
    def missing(self) -> Decimal:
        """What the expenses exceed all income by; zero when the budget adds up."""
        return max(self.expenses - self.income - self.sought, ZERO)

    @property
    def surplus(self) -> Decimal:
        """What all income exceeds the expenses by."""
        return max(self.income + self.sought - self.expenses, ZERO)

    @property
    def adds_up(self) -> bool:
        return self.missing == 0 and self.surplus == 0

    @property
    def share_percent(self) -> Decimal:
        """The amount sought as a share of the expenses."""
        return self.sought / self.expenses * 100 if self.expenses else ZERO


def total_of(lines: Iterable[BudgetLine], sought: Decimal | None) -> Totals:
    """The sums of these lines; the lines are those already in memory."""
    sums = {BudgetLine.Side.EXPENSE: ZERO, BudgetLine.Side.INCOME: ZERO}
    for line in lines:
        sums[BudgetLine.Side(line.side)] += line.amount
    return Totals(
        expenses=sums[BudgetLine.Side.EXPENSE],
        income=sums[BudgetLine.Side.INCOME],
        sought=sought or ZERO,
    )


def totals(application: Application) -> Totals:
    """The sums of an application's budget (one query unless the lines are prefetched)."""
    return total_of(application.budget_lines.all(), application.amount_sought)
