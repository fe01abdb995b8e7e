"""A pool's account for a year: each krone traceable to a case."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, Sum

from accounts.models import User
from grants.models import Application, Pool, PoolBudget

ZERO = Decimal(0)


@dataclass(frozen=True)
class Balance:
    """The figures of a pool in a year, in kroner.

    Asked for a user, the sums hold only the cases that are open to them; `hidden` counts the rest.
    """

    frame: Decimal
    granted: Decimal
    sought: Decimal  # in cases not decided yet
    recommended: Decimal  # in cases not decided yet
    hidden: int = 0

    @property
    def left(self) -> Decimal:
        return self.frame - self.granted


def of(pool: Pool, year: int, *, user: User | None = None) -> Balance:
    """The balance of `pool` for `year`, as `user` may know it; None counts every case."""
    frame = (
        PoolBudget.objects.filter(pool=pool, year=year).aggregate(
            total=Sum(F("amount") + F("carried_over"))
        )["total"]
        or ZERO
    )
    cases = Application.objects.filter(round__pool=pool, round__year=year).submitted()
    hidden = 0
    if user is not None:
        hidden = cases.closed_to(user).distinct().count()
        cases = cases.open_to(user)
    undecided = Q(status__in=Application.UNDECIDED)
    sums = Application.objects.filter(pk__in=cases.values("pk")).aggregate(
        granted=Sum("amount_granted", filter=Q(status__in=Application.GRANTED)),
        sought=Sum("amount_sought", filter=undecided),
        recommended=Sum("recommendation__amount", filter=undecided),
        count=Count("pk"),
    )
    return Balance(
        frame=frame,
        granted=sums["granted"] or ZERO,
        sought=sums["sought"] or ZERO,
        recommended=sums["recommended"] or ZERO,
        hidden=hidden,
    )
