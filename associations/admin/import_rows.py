"""The rows of a list as the page shows them: in words, with old and new side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from associations.imports import columns as headings
from associations.imports.remarks import sentence
from associations.models import Association, Import, ImportRow, Person, Post
from core import cvr, phone
from core.models import Language, Transition

V = ImportRow.Verdict
# Rows on a page.
PAGE = 50
BADGES = {
    V.NEW: "ok",
    V.UPDATE: "info",
    V.SAME: "",
    V.DUPLICATE: "warn",
    V.REFUSED: "fail",
}
# What the list of rows can be narrowed to, beside the verdicts.
REMARKS, PROPOSALS = "bemaerkninger", "forslag"
NARROWED = {
    REMARKS: gettext_lazy("With remarks"),
    PROPOSALS: gettext_lazy("Somebody else for a post"),
}


@dataclass
class Line:
    """A row of the list, ready to be shown."""

    row: ImportRow
    name: str
    badge: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    choice: Any = None


class Writer:
    """Puts plans into words; looks up for all rows of a page at once what they name."""

    def __init__(self, rows: Sequence[ImportRow], source: Import) -> None:
        self.columns = list(source.columns)
        self.keeps = source.mode == Import.Mode.FILL
        planned = [one for row in rows for one in row.plan.get("fields", [])]
        users = {v for one in planned if one["name"] == "consultant" for v in _values(one)}
        self.users = {user.pk: str(user) for user in User.objects.filter(pk__in=users)}
        is_spoken = any(one["name"] == "languages" for one in planned)
        self.languages = dict(Language.objects.values_list("code", "name")) if is_spoken else {}

    def lines(self, rows: Iterable[ImportRow], choices: Any) -> list[Line]:
        found = []
        for row in rows:
            name = f"row_{row.number}"
            found.append(
                Line(
                    row=row,
                    name=self.name_of(row),
                    badge=BADGES.get(V(row.verdict), "") if row.verdict else "",
                    changes=self.changes(row),
                    people=self.people(row),
                    remarks=[sentence(one) for one in row.reasons],
                    choice=choices[name]
                    if choices is not None and name in choices.fields
                    else None,
                )
            )
        return found

    def name_of(self, row: ImportRow) -> str:
        """The cell with the name, else the first that holds anything."""
        place = self.columns.index("name") if "name" in self.columns else -1
        named = row.cells[place] if 0 <= place < len(row.cells) else ""
        return named or next((cell for cell in row.cells if cell), "")

    def changes(self, row: ImportRow) -> list[tuple[str, str, str]]:
        """Field, what the register says, what the list says."""
        return [
            (label_of(one["name"]), self.shown(one, "old"), self.shown(one, "new"))
            for one in row.plan.get("fields", [])
            if not (row.verdict == V.NEW and one["name"] == "name")
        ]

    def people(self, row: ImportRow) -> list[str]:
        found = []
        for one in row.plan.get("people", []):
            role = Post.Role(one["role"]).label
            if one["is_new_post"]:
                contact = [phone.display(one["phone"]) if one["phone"] else "", one["email"]]
                found.append(", ".join([f"{role}: {one['name']}", *filter(None, contact)]))
            for change in one["fields"]:
                label = str(Person._meta.get_field(change["name"]).verbose_name)  # type: ignore[union-attr]
                old, new = self.shown(change, "old"), self.shown(change, "new")
                if old and self.keeps:
                    new = f"{old} {_('(kept; the list says %(new)s)') % {'new': new}}"
                elif old:
                    new = f"{old} → {new}"
                found.append(f"{one['name']}, {label}: {new}")
        return found

    def shown(self, one: dict[str, Any], side: str) -> str:
        """A value as people read it."""
        name, value = one["name"], one[side]
        if not value:
            return ""
        if name == "languages":
            return ", ".join(self.languages.get(code, code) for code in value)
        if name == "consultant":
            return self.users.get(value, "")
        if name == "phone":
            return phone.display(value)
        if name == "cvr_number":
            return cvr.display(value)
        if name == "kind":
            return str(Association.Kind(value).label)
        return str(value)


def _values(one: dict[str, Any]) -> list[Any]:
    return [value for value in (one["old"], one["new"]) if value]


def label_of(name: str) -> str:
    field_: Any = Association._meta.get_field(name)
    return str(field_.verbose_name).capitalize()


def table_of(rows: Iterable[ImportRow], titles: Sequence[str]) -> list[list[str]]:
    """Rows as they stood in the list, and beside each why it was left out: to mend and send again."""
    titles = [title for title in titles if title != headings.WHY]
    table = [[*titles, headings.WHY]]
    for row in rows:
        cells = [*row.cells, *[""] * len(titles)][: len(titles)]
        table.append([*cells, " ".join(sentence(one) for one in row.reasons)])
    return table


def narrowed(rows: Any, to: str) -> Any:
    """The rows of one verdict, or those with remarks or proposals."""
    if to in V.values:
        return rows.filter(verdict=to)
    if to == REMARKS:
        return rows.exclude(reasons=[])
    return rows.filter(proposes=True) if to == PROPOSALS else rows


def page_of(source: Import, chosen: str, number: str | None) -> Page:
    """The rows that are shown at once."""
    rows = narrowed(source.rows.select_related("association").order_by("number"), chosen)
    page = Paginator(rows, PAGE).get_page(number)
    page.object_list = list(page.object_list)
    return page


def context_of(source: Import, page: Page, chosen: str, choices: Any) -> dict[str, Any]:
    """What the page of the rows is made of."""
    rows = page.object_list
    counts = source.rows.counts()
    return {
        "counters": counters(counts, chosen),
        "narrowings": [(key, label, key == chosen) for key, label in NARROWED.items()],
        "chosen": chosen,
        "page": page,
        "form": choices,
        "lines": Writer(rows, source).lines(rows, choices),
        "left_out": counts[V.REFUSED],
        "undecided": counts[V.DUPLICATE],
        "other_sheets": source.other_sheets,
        "steps_taken": Transition.objects.of(source).select_related("moved_by"),
    }


def counters(counts: dict[str, int], chosen: str) -> list[tuple[str, str, int, bool]]:
    """Verdict, its name, how many, and whether the list shows these now; all come first."""
    found = [("", _("All"), sum(counts.values()), not chosen)]
    for verdict in V:
        found.append((verdict, str(verdict.label), counts[verdict], chosen == verdict))
    return found
