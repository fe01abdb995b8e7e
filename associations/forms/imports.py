"""A list to bring in: the file, what its columns mean, and what becomes of its rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from associations.imports import columns as headings
from associations.imports.verdicts import CHOICE_NEW, CHOICE_SKIP
from associations.models import Association, Import, ImportRow
from core.forms import DocumentField, Form


class UploadForm(Form):
    """The municipality's own list."""

    upload = DocumentField(
        label=_("The list"),
        help_text=_(
            "An Excel workbook (.xlsx) or a CSV file, as it is. Nothing is written into the register "
            "before you have seen what comes of every row."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["upload"].widget.attrs["accept"] = ".xlsx,.csv,.txt"


class SheetForm(Form):
    """Where the headings stand."""

    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    header_row = forms.IntegerField(label=_("Row with the headings"), min_value=1)

    def __init__(self, *args: Any, source: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [source.sheet, *source.other_sheets]
        if len(names) > 1:
            self.fields["sheet"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]
            self.fields["sheet"].initial = source.sheet
        else:
            del self.fields["sheet"]
        self.fields["header_row"].initial = source.header_row


def mode_field(source: Import) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Where the register says something else"),
        choices=Import.Mode.choices,
        widget=forms.RadioSelect,
        initial=source.mode,
    )


class ColumnsForm(Form):
    """What each column is. Headings and examples stand beside the fields."""

    def __init__(
        self, *args: Any, source: Import, examples: Sequence[Sequence[str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        self.examples = examples
        choices = [(headings.IGNORE, _("Not brought in")), *headings.targets()]
        for place, (title, target) in enumerate(zip(source.headings, source.columns, strict=True)):
            if target == headings.FORBIDDEN:
                continue
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=title or _("Column %(number)s") % {"number": place + 1},
                choices=choices,
                required=False,
                initial=target,
            )
        self.fields["mode"] = mode_field(source)

    def lines(self) -> list[tuple[str, list[str], Any]]:
        """A line a column: its heading, examples, and the field; none where nothing may be kept."""
        found = []
        for place, title in enumerate(self.source.headings):
            name = f"column_{place}"
            examples = [row[place] for row in self.examples if place < len(row) and row[place]]
            found.append((title, examples[:2], self[name] if name in self.fields else None))
        return found

    def columns(self) -> list[str]:
        return [
            self.cleaned_data.get(f"column_{place}", headings.FORBIDDEN)
            for place in range(len(self.source.headings))
        ]


class ChoicesForm(Form):
    """Which association each doubtful row of a page means, and what becomes of differences."""

    def __init__(
        self,
        *args: Any,
        source: Import,
        rows: Iterable[ImportRow],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        named = {pk for row in rows for pk in row.candidates}
        associations = Association.objects.in_bulk(named) if named else {}
        self.numbers = [row.number for row in rows if row.candidates]
        for row in rows:
            if row.candidates:
                known = [associations[pk] for pk in row.candidates if pk in associations]
                self.fields[f"row_{row.number}"] = forms.ChoiceField(
                    label=_("Row %(number)s is") % {"number": row.number},
                    required=False,
                    initial=row.choice,
                    choices=[
                        ("", _("Not chosen yet: left out")),
                        *((str(one.pk), one.name) for one in known),
                        (CHOICE_NEW, _("A new association")),
                        (CHOICE_SKIP, _("Leave the row out")),
                    ],
                )
        self.fields["mode"] = mode_field(source)

    def choices(self) -> dict[int, str]:
        """By row; what the page did not show when it was opened is not chosen by it."""
        return {
            number: self.cleaned_data[f"row_{number}"]
            for number in self.numbers
            if self.add_prefix(f"row_{number}") in self.data
        }
