"""Rows of a form (budget lines, partners): a row left empty does not count."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict

from core.forms import Form

# More lines than any budget of an association needs; fewer than what makes a page slow.
MOST_ROWS = 40


class RowSet(BaseFormSet):
    """Rows of which any may be left empty; empty ones are dropped."""

    # Rows shown when nothing is written yet.
    shown = 1

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.extra = max(0, self.shown - len(self.initial or []))

    def initial_form_count(self) -> int:
        """None when sent: a row that was written and is emptied is taken away."""
        return 0 if self.is_bound else super().initial_form_count()

    def written(self) -> list[dict[str, Any]]:
        """The sound rows that are not empty, in order."""
        return [row.cleaned_data for row in self.forms if row.has_changed()]


def row_set(row: type[Form], *, base: type[RowSet] = RowSet) -> type[RowSet]:
    """The set of such rows."""
    return formset_factory(
        row, formset=base, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
    )


def typed_rows(typed: QueryDict, prefix: str, fields: Sequence[str]) -> list[dict[str, str | None]]:
    """The rows as they were typed, sound or not."""
    return [
        {name: typed.get(f"{prefix}-{number}-{name}") for name in fields}
        for number in range(row_count(typed, prefix))
    ]


def row_count(typed: QueryDict, prefix: str) -> int:
    """How many rows were sent."""
    total = typed.get(f"{prefix}-{forms.formsets.TOTAL_FORM_COUNT}", "")
    return min(int(total), MOST_ROWS) if total.isdecimal() else 0


def with_row(typed: QueryDict, prefix: str) -> QueryDict:
    """What was typed, with one more empty row."""
    longer = typed.copy()
    longer[f"{prefix}-{forms.formsets.TOTAL_FORM_COUNT}"] = str(row_count(typed, prefix) + 1)
    return longer


def without_row(typed: QueryDict, prefix: str, gone: int, fields: Sequence[str]) -> QueryDict:
    """What was typed, without the row `gone`; the rows after it move up."""
    rows = typed_rows(typed, prefix, fields)
    shorter = typed.copy()
    kept = [row for number, row in enumerate(rows) if number != gone]
    for number, row in enumerate(kept):
        for name, value in row.items():
            shorter[f"{prefix}-{number}-{name}"] = value or ""
    shorter[f"{prefix}-{forms.formsets.TOTAL_FORM_COUNT}"] = str(len(kept))
    return shorter
