"""The everything-person meter: whose time went where. All that is counted is defined here.

**Working minutes.** An entry of the log takes its minutes of each consultant who was there: two
consultants at a meeting of an hour are two hours. The log's minutes are the sum of these. An entry
without consultants took nobody's time.

**Per association.** Each consultant's minutes of an entry are split equally between its
associations, in whole minutes; what does not go up is given, a minute each, to those entered into
the register first. An entry without an association counts under “no association”. So the minutes by
kind, by association, by month and by consultant each add up to the log's, exactly.

**The team.** Managers and coordinators see what the team did, never who (works councils care, and
so do we). Figures of the team are for a month or longer, and months in which fewer than three
consultants logged anything are left out of every one of them, so that no sum is one person's. What
an association or a kind of help got is told even where one consultant gave it: that is a part of
somebody's work with somebody, never the whole of it.
"""

import calendar as months
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncMonth

from associations.models import Contact
from core import calendar

# Fewer consultants than this are persons, not a team.
TEAM = 3
# Evening work begins and ends at these hours in the agreement on working time of the municipalities.
DAY_BEGINS, DAY_ENDS = time(6), time(17)

# One row: a consultant in an entry, and an association in an entry.
_there = Contact.consultants.through.objects
_met = Contact.associations.through.objects


# --- One entry ------------------------------------------------------------------------------------


def shares(minutes: int, associations: Iterable[int]) -> dict[int | None, int]:
    """A consultant's minutes of one entry, split between its associations."""
    among = sorted(set(associations))
    if not among:
        return {None: minutes}
    whole, left = divmod(minutes, len(among))
    return {one: whole + (place < left) for place, one in enumerate(among)}


# --- Periods --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`: a month, a quarter or a year."""

    first: date
    last: date


def month_of(day: date) -> Span:
    last = months.monthrange(day.year, day.month)[1]
    return Span(day.replace(day=1), day.replace(day=last))


def quarter_of(day: date) -> Span:
    begin = 3 * ((day.month - 1) // 3) + 1
    return Span(date(day.year, begin, 1), month_of(date(day.year, begin + 2, 1)).last)


def year_of(day: date) -> Span:
    return Span(date(day.year, 1, 1), date(day.year, 12, 31))


SPAN_OF = {"month": month_of, "quarter": quarter_of, "year": year_of}


def months_back(day: date, number: int) -> list[date]:
    """The first days of so many months, the last of them the month of `day`."""
    ends = day.year * 12 + day.month - 1
    return [date(m // 12, m % 12 + 1, 1) for m in range(ends - number + 1, ends + 1)]


# --- The log --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cut:
    """Which part of the log is counted; what is empty is not asked. `without` are first days of
    months that are left out."""

    span: Span
    consultant: int | None = None
    kinds: tuple[int, ...] = ()
    associations: tuple[int, ...] = ()
    without: tuple[date, ...] = ()

    def about_entries(self) -> Q:
        """As a condition on rows that name their entry `contact`."""
        asked = Q(contact__happened_on__range=(self.span.first, self.span.last))
        for month in self.without:
            left_out = month_of(month)
            asked &= ~Q(contact__happened_on__range=(left_out.first, left_out.last))
        if self.kinds:
            asked &= Q(contact__help_kind__in=self.kinds)
        return asked


def _headings(cut: Cut, by: tuple[str, ...]) -> dict[str, Any]:
    """What is asked for, as expressions on rows that name their entry `contact`."""
    found: dict[str, Any] = {
        "kind": F("contact__help_kind_id"),
        "month": TruncMonth("contact__happened_on"),
        "association": F("association_id"),
    }
    return found | ({"hours": _outside(cut.span)} if "hours" in by else {})


def _outside(span: Span) -> Case:
    """`outside` normal hours, `inside`, or `unknown` where a working day has no time."""
    closed = calendar.days_off(span.first, span.last)
    begun = "contact__started_at"
    outside = Q(**{f"{begun}__lt": DAY_BEGINS}) | Q(**{f"{begun}__gte": DAY_ENDS})
    return Case(
        When(contact__happened_on__week_day__in=(1, 7), then=Value("outside")),
        When(contact__happened_on__in=closed, then=Value("outside")),
        When(outside, then=Value("outside")),
        When(contact__started_at=None, then=Value("unknown")),
        default=Value("inside"),
        output_field=CharField(),
    )


def totals(cut: Cut, *by: str) -> Counter[tuple[Any, ...]]:
    """Working minutes of this part of the log, added up by `kind`, `month`, `association`, `hours`.

    The keys hold one value for each heading, in the order asked; `association` is None where an
    entry has none.
    """
    if "association" not in by and not cut.associations:
        return _added(_crew(cut), cut, by, F("contact__minutes"))
    found = _added(_shared(cut), cut, by, _share())
    if not cut.associations:
        alone = _crew(cut).filter(contact__associations=None)
        found += _added(alone, cut, by, F("contact__minutes"), association=None)
    return found


def _crew(cut: Cut) -> QuerySet[Any]:
    """A row for each consultant of an entry."""
    rows = _there.filter(cut.about_entries())
    return rows.filter(user_id=cut.consultant) if cut.consultant else rows


def _shared(cut: Cut) -> QuerySet[Any]:
    """A row for each consultant and each association of an entry."""
    rows = _met.filter(cut.about_entries())
    who = {"contact__consultants": cut.consultant} if cut.consultant else {}
    rows = rows.filter(**(who or {"contact__consultants__isnull": False}))
    return rows.filter(association_id__in=cut.associations) if cut.associations else rows


def _share() -> Case:
    """`shares` in the database's words; most entries have one association and are not split.

    With `later` associations entered after this one among `all`, its share is
    (minutes + later) // all: the first ones get the minutes that do not go up.
    """
    beside = _met.filter(contact_id=OuterRef("contact_id")).order_by()

    def number(rows: QuerySet[Any]) -> Coalesce:
        counted = rows.values("contact_id").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted), 0, output_field=IntegerField())

    others = beside.exclude(association_id=OuterRef("association_id"))
    later = number(beside.filter(association_id__gt=OuterRef("association_id")))
    return Case(
        When(~Exists(others), then=F("contact__minutes")),
        default=(F("contact__minutes") + later) / number(beside),
        output_field=IntegerField(),
    )


def _added(
    rows: QuerySet[Any], cut: Cut, by: tuple[str, ...], minutes: Any, **fixed: Any
) -> Counter[tuple[Any, ...]]:
    """The sum of `minutes` over the rows for each combination of the headings."""
    known = _headings(cut, by)
    headings = {f"by_{name}": known[name] for name in by if name not in fixed}
    if headings:
        grouped = rows.annotate(**headings).values(*headings).annotate(total=Sum(minutes))
        found: Any = grouped.order_by()
    else:
        found = [rows.aggregate(total=Sum(minutes))]
    return Counter(
        {
            tuple(fixed[name] if name in fixed else row[f"by_{name}"] for name in by): row["total"]
            for row in found
            if row["total"]
        }
    )


# --- The team -------------------------------------------------------------------------------------


def small_months(span: Span) -> tuple[date, ...]:
    """The months in which somebody, but no team, logged: their figures would be a person's."""
    crew = _crew(Cut(span)).annotate(month=TruncMonth("contact__happened_on")).values("month")
    few = crew.annotate(persons=Count("user_id", distinct=True)).filter(persons__lt=TEAM)
    return tuple(few.order_by("month").values_list("month", flat=True))


def of_team(span: Span, **asked: Any) -> Cut:
    """What the team may be told of these days."""
    return Cut(span, without=small_months(span), **asked)
