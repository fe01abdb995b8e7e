"""Which part of the log the meter shows: a month, quarter or year, a kind of help, an association."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from associations import meter, wording
from associations.models import Association, HelpKind
from core.forms import Form

# How far back the periods are offered.
MONTHS, QUARTERS, YEARS = 18, 8, 5
_CODE = re.compile(r"(\d{4})(?:-(?:K([1-4])|(0[1-9]|1[0-2])))?")


@dataclass(frozen=True)
class Period:
    """`2026-10`, `2026-K4` or `2026` in the address."""

    kind: str
    span: meter.Span

    @property
    def code(self) -> str:
        first = self.span.first
        if self.kind == "year":
            return str(first.year)
        if self.kind == "quarter":
            return f"{first.year}-K{(first.month + 2) // 3}"
        return f"{first:%Y-%m}"

    @property
    def name(self) -> str:
        return wording.span_name(self.kind, self.span.first)


def period_of(kind: str, day: date) -> Period:
    return Period(kind, meter.SPAN_OF[kind](day))


def read_period(code: str) -> Period | None:
    """What stands in the address; nothing if it is no period."""
    match = _CODE.fullmatch(code)
    if match is None or int(match[1]) < 2000:
        return None
    year, quarter, month = int(match[1]), match[2], match[3]
    if quarter:
        return period_of("quarter", date(year, 3 * int(quarter), 1))
    return (
        period_of("month", date(year, int(month), 1))
        if month
        else period_of("year", date(year, 1, 1))
    )


def offered(today: date) -> list[tuple[Any, list[tuple[str, str]]]]:
    """The periods to choose from, the present ones first."""
    month_days = meter.months_back(today, MONTHS)[::-1]
    quarter_days = meter.months_back(today, 3 * QUARTERS)[::-3]
    year_days = [date(today.year - back, 1, 1) for back in range(YEARS)]
    groups = (
        (_("Month"), "month", month_days),
        (_("Quarter"), "quarter", quarter_days),
        (_("Year"), "year", year_days),
    )
    return [
        (label, [(one.code, one.name) for one in (period_of(kind, day) for day in days)])
        for label, kind, days in groups
    ]


class CutForm(Form):
    """The filters above the tables; whatever cannot be read is not asked."""

    periode = forms.ChoiceField(label=_("Period"), required=False)
    hjaelp = forms.ModelChoiceField(
        HelpKind.objects.none(),
        label=_("Kind of help"),
        required=False,
        empty_label=_("All kinds of help"),
    )
    forening = forms.ModelChoiceField(
        Association.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, data: Any, *, user: Any, today: date) -> None:
        super().__init__(data, user=user)
        self.today = today
        fields: dict[str, Any] = self.fields
        fields["periode"].choices = offered(today)
        fields["hjaelp"].queryset = HelpKind.objects.all()
        fields["forening"].queryset = Association.objects.visible_to(user)

    @property
    def period(self) -> Period:
        typed = read_period(self.data.get("periode", ""))
        return typed or period_of("month", self.today)

    def asked(self) -> dict[str, Any]:
        """The kinds and associations of `meter.Cut`."""
        self.full_clean()
        kind, association = (self.cleaned_data.get(name) for name in ("hjaelp", "forening"))
        return {
            "kinds": (kind.pk,) if kind else (),
            "associations": (association.pk,) if association else (),
        }

    @property
    def association(self) -> Association | None:
        return self.cleaned_data.get("forening")
