"""Helping so that it is needed less: the ladder “I do, we do, you do”, and what to offer instead.

The ladder is kept per association and kind of help. When an association has had the same help as
often in a calendar year as its kind says, something lasting is offered, once that year.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from associations import meter
from associations.models import Association, Contact, HelpKind, HelpOffer, IndependenceStep

Pair = tuple[int, int]


@dataclass(frozen=True)
class Hint:
    """An association has had this help so often this year that something lasting is due."""

    association: Association
    kind: HelpKind
    times: int


def ladder(associations: Iterable[int], kinds: Iterable[int] = ()) -> dict[Pair, IndependenceStep]:
    """By association and kind of help: the latest step."""
    rows = IndependenceStep.objects.filter(association__in=list(associations))
    if kinds:
        rows = rows.filter(help_kind__in=list(kinds))
    steps = rows.select_related("taken_by").order_by("taken_at", "pk")
    return {(one.association_id, one.help_kind_id): one for one in steps}


def times(associations: Iterable[int], day: date) -> Counter[Pair]:
    """By association and kind of help: how many entries of the log in the year of `day`."""
    year = meter.year_of(day)
    rows = Contact.associations.through.objects.filter(
        association__in=list(associations),
        contact__happened_on__range=(year.first, year.last),
    )
    found = rows.values_list("association_id", "contact__help_kind_id").annotate(n=Count("pk"))
    return Counter({(association, kind): n for association, kind, n in found.order_by()})


def hints(
    associations: Iterable[Association],
    day: date,
    *,
    counted: Counter[Pair] | None = None,
    kinds: Iterable[HelpKind] | None = None,
) -> list[Hint]:
    """What is due to be offered and has not been this year.

    `counted` is `times` where it is known already, `kinds` the kinds of help that are asked about.
    """
    whom = {one.pk: one for one in associations}
    asked = HelpKind.objects.in_use() if kinds is None else kinds
    offers = {one.pk: one for one in asked if one.offer and one.is_active}
    had = times(whom, day) if counted is None else counted
    due = [
        Hint(whom[association], offers[kind], number)
        for (association, kind), number in sorted(had.items())
        if association in whom and kind in offers and number >= offers[kind].offer_after
    ]
    if not due:
        return []
    year = meter.year_of(day)
    offered = set(
        HelpOffer.objects.filter(
            association__in=whom, offered_at__date__range=(year.first, year.last)
        ).values_list("association_id", "help_kind_id")
    )
    return [hint for hint in due if (hint.association.pk, hint.kind.pk) not in offered]
