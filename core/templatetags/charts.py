"""Charts made on the server: plain SVG under the strict policy, and the same numbers as a table.

Bars lie, because on a phone there is room for labels in front of them and none below them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.functional import Promise

register = template.Library()

Text = str | Promise
# In units of the drawing, which are pixels on a phone.
LABEL, LENGTH, ROW, BAR = 68, 200, 26, 16
# Colours there are in charts.css.
SERIES = 3


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
    lines = []
    for number, bar in enumerate(bars):
        parts, begin = [], LABEL
        for place, value in enumerate(bar.values, start=1):
            width = value * LENGTH // longest
            parts.append({"series": place, "x": begin, "width": width})
            begin += width
        lines.append(
            {
                "label": bar.label,
                "y": number * ROW,
                "middle": number * ROW + BAR - 3,
                "parts": [part for part in parts if part["width"]],
                "end": begin + 6,
                "values": [bar.said(value) for value in bar.values],
                "total": bar.said(bar.total),
            }
        )
    return {
        "lines": lines,
        "series": list(enumerate(series, start=1)),
        "label": label,
        "first": first,
        "bar": BAR,
        "height": len(bars) * ROW,
    }
