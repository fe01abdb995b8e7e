"""What an association check says: this year's words, beside the years before, and what could help.

Nothing here adds the answers up: there is no score. The team's averages are told from five
associations on (domain §4.6).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Avg, Count
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models import (
    Association,
    CapacityAnswer,
    CapacityCheck,
    CapacityStatement,
    HelpKind,
)
from core.templatetags.charts import Trend

# So many years stand beside each other: what a phone can show.
YEARS = 5
# A check older than this is worth a friendly word.
ASK_AFTER = timedelta(days=365)
# Fewer associations than these could be recognised in an average.
ENOUGH = 5
LOWEST, HIGHEST = CapacityAnswer.Value.NOT_AT_ALL, CapacityAnswer.Value.FULLY


@dataclass(frozen=True)
class Said:
    """A text of the municipality's, and whether only its Danish is there."""

    text: str
    is_danish: bool


def said(row: CapacityStatement | HelpKind, name: str) -> Said:
    """The field of this name in the page's language, else in Danish."""
    language = get_language() or settings.LANGUAGE_CODE
    own = getattr(row, f"{name}_{language}", None)
    fallen_back = language != settings.LANGUAGE_CODE and not own
    return Said(own or getattr(row, name) or "", fallen_back)


def in_words(value: float) -> str:
    """`Mostly (4)`: the word first, the number for those who compare."""
    return f"{CapacityAnswer.Value(round(value)).label} ({value:g})"


@dataclass(frozen=True)
class Line:
    """What was said to one statement, year by year, None where it was skipped."""

    statement: CapacityStatement
    values: Sequence[int | None]
    years: Sequence[int]

    @property
    def text(self) -> Said:
        return said(self.statement, "text")

    @property
    def value(self) -> int | None:
        return self.values[-1]

    @property
    def word(self) -> str | Promise:
        if self.value is None:
            return _("Skipped")
        return CapacityAnswer.Value(self.value).label

    @property
    def is_low(self) -> bool:
        return self.value is not None and self.value <= CapacityAnswer.LOW

    @property
    def before(self) -> tuple[int, int] | None:
        """The last answer of an earlier year: the year and the answer."""
        earlier = zip(self.years[:-1], self.values[:-1], strict=True)
        return next(((y, v) for y, v in reversed([*earlier]) if v is not None), None)

    @property
    def direction(self) -> int | None:
        """1 better, 0 the same, -1 lower; None where there is nothing to compare."""
        if self.value is None or self.before is None:
            return None
        return (self.value > self.before[1]) - (self.value < self.before[1])

    @property
    def change(self) -> str | Promise:
        """How it went since, in words."""
        if self.direction is None or self.before is None:
            return ""
        year = self.before[0]
        if year == self.years[-1] - 1:
            return _YEAR_BEFORE[self.direction]
        return _SINCE[self.direction] % {"year": year}


_YEAR_BEFORE = {
    1: _("Better than the year before"),
    0: _("The same as the year before"),
    -1: _("Lower than the year before"),
}
_SINCE = {
    1: _("Better than in %(year)s"),
    0: _("The same as in %(year)s"),
    -1: _("Lower than in %(year)s"),
}


@dataclass(frozen=True)
class Pointer:
    """Where something could help with a low answer."""

    line: Line

    @property
    def kind(self) -> HelpKind | None:
        kind = self.line.statement.help_kind
        return kind if kind is not None and kind.is_active else None

    @property
    def offer(self) -> Said | None:
        """The course, guide or association that the register knows of."""
        return said(self.kind, "offer") if self.kind is not None and self.kind.offer else None

    @property
    def name(self) -> Said | None:
        return said(self.kind, "name") if self.kind is not None else None


@dataclass(frozen=True)
class Result:
    """An association's checks of the last years, the newest first."""

    checks: Sequence[CapacityCheck]

    @property
    def latest(self) -> CapacityCheck | None:
        return self.checks[0] if self.checks else None

    @property
    def years(self) -> list[int]:
        """The years with a check, oldest first."""
        return [check.year for check in reversed(self.checks)]

    @cached_property
    def lines(self) -> list[Line]:
        """The statements that were answered in any of the years, in their order."""
        answers: dict[int, dict[int, int]] = {}
        asked: dict[int, CapacityStatement] = {}
        for check in self.checks:
            for one in check.answers.all():  # type: ignore[attr-defined]
                asked[one.statement_id] = one.statement
                answers.setdefault(one.statement_id, {})[check.year] = one.value
        years = self.years
        return [
            Line(statement, [answers[statement.pk].get(year) for year in years], years)
            for statement in sorted(asked.values(), key=lambda one: (one.position, one.pk))
        ]

    @property
    def pointers(self) -> list[Pointer]:
        return [Pointer(line) for line in self.lines if line.is_low]

    @property
    def counts(self) -> list[tuple[str | Promise, int]]:
        """How many got better, stayed and went down; nothing where there is only one year."""
        found = [line.direction for line in self.lines if line.direction is not None]
        words = ((1, _("Better")), (0, _("The same")), (-1, _("Lower")))
        return [(word, found.count(way)) for way, word in words] if found else []

    @property
    def trends(self) -> list[Trend]:
        """The same for the picture and its table."""
        return [
            Trend(
                label=line.text.text,
                values=line.values,
                said=in_words,
                now=line.word,
                note=line.change,
                language="da" if line.text.is_danish else "",
            )
            for line in self.lines
        ]


def result_of(association: Association, user: User) -> Result:
    """The checks of its last years that this user may see, in four queries."""
    return Result(list(CapacityCheck.objects.visible_to(user).latest_of(association, YEARS)))


def is_due(association: Association, day: date) -> bool:
    """Whether an active association has no check, or none of the last year; one query."""
    if association.stage != Association.Stage.ACTIVE:
        return False
    recent = CapacityCheck.objects.filter(association=association, filled_on__gt=day - ASK_AFTER)
    return not recent.exists()


# --- The team -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TeamLine:
    """A statement with its average a year, None where too few answered to be told."""

    statement: CapacityStatement
    values: Sequence[float | None]
    answered: int

    @property
    def average(self) -> float | None:
        return self.values[-1]


def team(year: int) -> tuple[list[int], list[TeamLine]]:
    """The averages of all associations in this year and the ones before it, the lowest first.

    An average of fewer than five associations is left out, and so is how many they were; a year
    before this one without any average is not named.
    """
    asked = range(year - YEARS + 1, year + 1)
    rows: Any = (
        CapacityAnswer.objects.filter(capacity_check__year__in=asked)
        .order_by()
        .values("statement", "capacity_check__year")
        .annotate(average=Avg("value"), number=Count("pk"))
        .filter(number__gte=ENOUGH)
    )
    told = {
        (row["statement"], row["capacity_check__year"]): (row["average"], row["number"])
        for row in rows
    }
    years = [one for one in asked if one == year or any(told_in == one for _s, told_in in told)]
    lines = [
        TeamLine(
            statement,
            [_rounded(told.get((statement.pk, one), (None, 0))[0]) for one in years],
            told.get((statement.pk, year), (None, 0))[1],
        )
        for statement in CapacityStatement.objects.select_related("help_kind")
    ]
    shown = [line for line in lines if line.statement.is_active or any(line.values)]
    shown.sort(key=lambda line: (line.average is None, line.average or 0, line.statement.position))
    return years, shown


def _rounded(average: Any) -> float | None:
    return None if average is None else round(float(average), 1)
