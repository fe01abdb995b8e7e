"""Charts made on the server: plain SVG under the strict policy, and the same numbers as a table.

Bars lie, because on a phone there is room for labels in front of them and none below them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

register = template.Library()

Text = str | Promise
# In units of the drawing, which are pixels on a phone.
LABEL, LENGTH, ROW, BAR = 68, 200, 26, 16
# Colours there are in charts.css.
SERIES = 3


@dataclass(frozen=True)
class Row:
    """A line of the table beneath a chart; `language` is the label's where it is not the page's."""

    label: Text
    cells: Sequence[str]
    language: str = ""


@dataclass(frozen=True)
class Bar:
    """A line of the chart: its label, a value for each series, and how `said` writes a value."""

    label: Text
    values: Sequence[int]
    said: Callable[[int], str] = str

    @property
    def total(self) -> int:
        return sum(self.values)


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(
    bars: Sequence[Bar], series: Sequence[Text], *, label: Text, first: Text
) -> dict[str, Any]:
    """Bars of up to three parts; `first` heads the first column of the table with the same."""
    if not 1 <= len(series) <= SERIES or any(len(bar.values) != len(series) for bar in bars):
        raise ValueError(f"bar_chart draws one to {SERIES} series, and each bar a value of each")
    longest = max((bar.total for bar in bars), default=0) or 1
    has_parts = len(series) > 1
    lines, rows = [], []
    for number, bar in enumerate(bars):
        parts, begin = [], LABEL
        for place, value in enumerate(bar.values, start=1):
            width = value * LENGTH // longest
            parts.append({"series": place, "x": begin, "width": width})
            begin += width
        total = bar.said(bar.total)
        lines.append(
            {
                "label": bar.label,
                "y": number * ROW,
                "middle": number * ROW + BAR - 3,
                "parts": [part for part in parts if part["width"]],
                "end": begin + 6,
                "total": total,
            }
        )
        cells = [bar.said(value) for value in bar.values]
        rows.append(Row(bar.label, [*cells, total] if has_parts else cells))
    return {
        "lines": lines,
        "series": list(enumerate(series, start=1)) if has_parts else [],
        "headings": [*series, _("Total")] if has_parts else series,
        "rows": rows,
        "label": label,
        "first": first,
        "bar": BAR,
        "height": len(bars) * ROW,
    }


# --- Trends ---------------------------------------------------------------------------------------

# A small picture beside words: the first and last point, the scale's height, what is left around.
FROM, TO, HIGH, AROUND = 20, 220, 48, 10
# Where the years are written.
FOOT = HIGH + 2 * AROUND + 12


@dataclass(frozen=True)
class Trend:
    """How one thing went: a value a point in time, None where there is none.

    `now` says in words how it stands and `note` how it went; `said` writes a value in the table.
    `language` is that of the label where it is not the page's.
    """

    label: Text
    values: Sequence[float | None]
    said: Callable[[Any], str] = str
    now: Text = ""
    note: Text = ""
    language: str = ""


@register.inclusion_tag("components/trend_chart.html")
def trend_chart(
    trends: Sequence[Trend],
    points: Sequence[Text],
    *,
    lowest: int,
    highest: int,
    label: Text,
    first: Text,
    level: int = 3,
) -> dict[str, Any]:
    """A small picture for each of several things on one scale, and the same as a table.

    `points` name the moments, oldest first; time runs as the page is read. `first` heads the first
    column of the table, `level` is that of each thing's heading.
    """
    if not lowest < highest or any(len(one.values) != len(points) for one in trends):
        raise ValueError("trend_chart needs a scale, and of each thing a value or None a point")
    places = _places(len(points))
    rows = [Row(one.label, _cells(one), one.language) for one in trends]
    return {
        "trends": [
            _drawn(one, row, points, places, lowest, highest)
            for one, row in zip(trends, rows, strict=True)
        ],
        "rows": rows,
        "headings": points,
        "years": list(zip(places, points, strict=True)),
        "grid": [
            {"y": _height(value, lowest, highest), "is_edge": value in (lowest, highest)}
            for value in range(lowest, highest + 1)
        ],
        "from": FROM - AROUND,
        "to": TO + AROUND,
        "width": FROM + TO,
        "height": FOOT + 4,
        "foot": FOOT,
        "label": label,
        "first": first,
        "level": level,
    }


def _places(number: int) -> list[int]:
    """Where each point lies, the newest where reading ends; one alone stands in the middle."""
    if number == 1:
        return [(FROM + TO) // 2]
    places = [FROM + (TO - FROM) * place // (number - 1) for place in range(number)]
    return places[::-1] if get_language_bidi() else places


def _height(value: float, lowest: int, highest: int) -> int:
    return AROUND + round((highest - value) * HIGH / (highest - lowest))


def _cells(trend: Trend) -> list[str]:
    return ["" if value is None else trend.said(value) for value in trend.values]


def _drawn(
    trend: Trend, row: Row, points: Sequence[Text], places: list[int], lowest: int, highest: int
) -> dict[str, Any]:
    """Dots, and lines between those that follow each other; a gap stays a gap."""
    dots = [
        None if value is None else (x, _height(value, lowest, highest))
        for x, value in zip(places, trend.values, strict=True)
    ]
    pairs = pairwise(dots)
    told = [f"{point}: {cell}" for point, cell in zip(points, row.cells, strict=True) if cell]
    return {
        "trend": trend,
        "dots": [{"x": dot[0], "y": dot[1]} for dot in dots if dot],
        "lines": [(*one, *other) for one, other in pairs if one and other],
        "spoken": ". ".join(told),
    }
