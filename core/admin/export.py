"""Take a list away as a spreadsheet: the rows this user may see, filtered as on the page.

Every list of the admin has it (`ListExport` is part of its base). Rows are read a thousand at a
time and written on as they come, so that a hundred thousand need no more memory than the file.
"""

import csv
import html
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from import_export import fields, resources
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from core import calendar

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# Rows fetched at a time.
CHUNK = 1000
# What a cell of a spreadsheet can hold.
_LONGEST = 32_767
_FORMATS = {Decimal: "#,##0.00", datetime: "DD-MM-YYYY HH:MM", date: "DD-MM-YYYY"}
# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# No spreadsheet cell may hold these.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Column(fields.Field):
    """A column: its value (`association__name`, `get_kind_display`) and its heading."""

    def __init__(self, attribute: str, heading: str | Promise) -> None:
        super().__init__(attribute=attribute, column_name=heading, readonly=True)

    def export(self, instance: Any, **kwargs: Any) -> Any:
        """The value as it is; `cell` writes it."""
        return self.get_value(instance)


class ExportResource(resources.Resource):
    """The columns of an export, in the order they are declared.

    `filter_export(queryset)` may add what the columns need (`prefetch_related`); a method
    `dehydrate_<column>(instance)` computes a value.
    """


class ListExport:
    """Part of every page of the admin: buttons over the list that fetch it as Excel or CSV.

    The columns are those of the list without `export_leaves_out`, or what `export_resource` names.
    Permission: whoever may see the list, and of it the rows that `get_queryset` gives this user.
    """

    has_export = True
    export_resource: type[ExportResource] | None = None
    export_leaves_out: Sequence[str] = ()
    change_list_template = "admin/core/change_list_export.html"
    model: Any
    opts: Any
    admin_site: Any

    def _page_name(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def get_urls(self) -> list[URLPattern]:
        urls: list[URLPattern] = super().get_urls()  # type: ignore[misc]
        if not self.has_export:
            return urls
        view = self.admin_site.admin_view(self.export_view)
        return [path("eksport/", view, name=self._page_name("export")), *urls]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        query = request.GET.copy()
        links = []
        for kind, label in (("xlsx", _("Export to Excel")), ("csv", _("Export to CSV"))):
            if self.has_export:
                query["format"] = kind
                url = reverse(f"admin:{self._page_name('export')}")
                links.append((label, f"{url}?{query.urlencode()}"))
        # The list is called what it holds; Django's own heading tells what to click.
        title = capfirst(self.opts.verbose_name_plural)
        context = {"export_links": links, "title": title, **(extra_context or {})}
        return super().changelist_view(request, context)  # type: ignore[misc]

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """The list with the filters of the address, as `?format=xlsx` or `csv`."""
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied(_("Your role does not allow this step."))
        query = request.GET.copy()
        kind = query.pop("format", ["xlsx"])[-1]
        if kind not in CONTENT_TYPES:
            raise Http404
        request.GET = query
        try:
            rows = self.get_export_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse(f"admin:{self._page_name('changelist')}"))
        name = f"{slugify(self.opts.verbose_name_plural)}-{calendar.format_date(calendar.today())}"
        return HttpResponse(
            in_file(self.export_table(request, rows), kind),
            content_type=CONTENT_TYPES[kind],
            headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
        )

    def get_export_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows of the list page, all of its pages."""
        return self.get_changelist_instance(request).get_queryset(request)  # type: ignore[attr-defined]

    def export_table(self, request: HttpRequest, rows: QuerySet[Any]) -> Iterator[list[Any]]:
        """The headings, and then row after row."""
        if self.export_resource is not None:
            yield from table_of(self.export_resource(), rows)
            return
        names = [
            name
            for name in self.get_list_display(request)  # type: ignore[attr-defined]
            if name not in self.export_leaves_out
        ]
        yield [capfirst(str(label_for_field(name, self.model, self))) for name in names]  # type: ignore[arg-type]
        for row in rows.iterator(chunk_size=CHUNK):
            yield [self._listed(name, row) for name in names]

    def _listed(self, name: str, row: Any) -> Any:
        """What the list shows of a row, as a number or a day where it is one."""
        field, _attribute, value = lookup_field(name, row, self)  # type: ignore[arg-type]
        if field is not None and getattr(field, "flatchoices", None):
            return str(dict(field.flatchoices).get(value, value or ""))
        return html.unescape(strip_tags(value)) if hasattr(value, "__html__") else value


def table_of(resource: ExportResource, rows: QuerySet[Any] | Sequence[Any]) -> Iterator[list[Any]]:
    """The headings of a resource, and then row after row."""
    yield resource.get_export_headers()
    found = resource.filter_export(rows)
    if isinstance(found, QuerySet):
        found = found.iterator(chunk_size=CHUNK)
    for row in found:
        yield resource.export_resource(row)


def written(resource: ExportResource, rows: QuerySet[Any] | Sequence[Any], kind: str) -> bytes:
    """The rows as a file of this kind: `xlsx` or `csv` (as Danish Excel reads it)."""
    return in_file(table_of(resource, rows), kind)


def in_file(table: Iterable[Sequence[Any]], kind: str) -> bytes:
    """A table, headings first, as a file of this kind."""
    return as_workbook(table) if kind == "xlsx" else as_csv(table)


def as_csv(table: Iterable[Sequence[Any]]) -> bytes:
    """Semicolons and the byte order mark: what Excel in Danish opens with the letters right."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    for row in table:
        writer.writerow([cell(value, as_text=True) for value in row])
    return text.getvalue().encode("utf-8-sig")


def as_workbook(table: Iterable[Sequence[Any]]) -> bytes:
    """An Excel workbook, with numbers and days as such and its headings kept in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for place, row in enumerate(table):
        sheet.append([_in_sheet(sheet, value, is_heading=place == 0) for value in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _in_sheet(sheet: Any, value: Any, *, is_heading: bool) -> Any:
    plain = cell(value, as_text=False)
    form = next((one for kind, one in _FORMATS.items() if type(plain) is kind), "")
    if not (form or is_heading):
        return plain
    written = WriteOnlyCell(sheet, value=plain)
    if form:
        written.number_format = form
    if is_heading:
        written.font = Font(bold=True)
    return written


def cell(value: Any, *, as_text: bool) -> Any:
    """A value as a spreadsheet may hold it; what looks like a formula becomes plain text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        local = timezone.localtime(value, calendar.COPENHAGEN).replace(tzinfo=None, microsecond=0)
        return f"{local:%d-%m-%Y %H.%M}" if as_text else local
    if isinstance(value, date):
        return calendar.format_date(value) if as_text else value
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",") if as_text else value
    text = _CONTROL.sub("", str(value))[:_LONGEST]
    return f"'{text}" if text.startswith(_FORMULA) else text
