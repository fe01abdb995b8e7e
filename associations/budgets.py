"""How the hour budgets stand: how much of each is used in the period a day lies in.

A soft ceiling (domain §4.2): it tells in yellow and red, and stops nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from associations import meter
from associations.models import Contact, HourBudget
from associations.models.meter import HourBudgetQuerySet
from core.panels import Light

# At these shares of its hours, in percent, a budget turns yellow and red.
YELLOW, RED = 80, 100


@dataclass(frozen=True)
class Standing:
    """One budget in one of its periods; `is_told` whether the minutes may be shown, or the light alone."""

    budget: HourBudget
    span: meter.Span
    minutes: int
    is_told: bool = True

    @property
    def percent(self) -> int:
        return self.minutes * 100 // (self.budget.hours * 60)

    @property
    def light(self) -> Light:
        if self.percent >= RED:
            return Light.RED
        return Light.YELLOW if self.percent >= YELLOW else Light.GREEN


def standings(budgets: Iterable[HourBudget], day: date, *, to_team: bool = False) -> list[Standing]:
    """How each budget stands in its period around `day`; a few queries a kind of period.

    `to_team` is for readers who see the team's sums only: without minutes where fewer than three
    logged (see `meter`).
    """
    found = list(budgets)
    standing: dict[int, Standing] = {}
    for period, span_of in meter.SPAN_OF.items():
        of_period = [one for one in found if one.period == period]
        if not of_period:
            continue
        span = span_of(day)
        used = _used(of_period, span)
        is_told = not (to_team and meter.small_months(span))
        standing |= {one.pk: Standing(one, span, used[one.pk], is_told) for one in of_period}
    return [standing[one.pk] for one in found]


def _used(budgets: list[HourBudget], span: meter.Span) -> dict[int, int]:
    named = [one for one in budgets if one.association_id]
    general = [one for one in budgets if not one.association_id]
    used: dict[int, int] = {}
    if named:
        whom = tuple(sorted({one.association_id for one in named if one.association_id}))
        spent = meter.totals(meter.Cut(span, associations=whom), "association", "kind")
        for one in named:
            used[one.pk] = sum(
                minutes
                for (association, kind), minutes in spent.items()
                if association == one.association_id and one.help_kind_id in (None, kind)
            )
    if general:
        kinds = tuple(sorted({one.help_kind_id for one in general if one.help_kind_id}))
        spent = meter.totals(meter.Cut(span, kinds=kinds), "kind")
        used |= {one.pk: spent[(one.help_kind_id,)] for one in general}
    return used


def touched_by(contact: Contact) -> HourBudgetQuerySet:
    """The budgets that an entry's minutes count in."""
    associations = [one.pk for one in contact.associations.all()]
    return (
        HourBudget.objects.valid_on(contact.happened_on)
        .filter(Q(association=None) | Q(association__in=associations))
        .filter(Q(help_kind=None) | Q(help_kind=contact.help_kind_id))
        .select_related("association", "help_kind")
        .order_by("association__name", "help_kind__position", "pk")
    )


def check(budget: HourBudget) -> None:
    """Whether it may stand as it is.

    Raises:
        ValidationError: it is for nothing, for no hours, ends before it begins, or another budget
            for the same counts in these days.
    """
    budget.clean_fields(exclude={"association", "help_kind"})
    budget.validate_constraints()
    others = HourBudget.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=budget.valid_from),
        association=budget.association,
        help_kind=budget.help_kind,
        period=budget.period,
    ).exclude(pk=budget.pk)
    if budget.valid_until is not None:
        others = others.filter(valid_from__lte=budget.valid_until)
    if others.exists():
        raise ValidationError(
            _("There is a budget for this in these days already. Give it a last day first."),
            code="overlap",
        )
