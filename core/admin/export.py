"""Take a list away as a spreadsheet: the rows this user may see, filtered as on the page."""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from import_export import fields, resources

from core import calendar

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
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

    class Meta:
        chunk_size = 1000


class ExportMixin:
    """For a ModelAdmin: buttons over the list that fetch it as Excel or CSV.

    `export_resource` names the columns. Permission: whoever may see the list, and of it the rows
    that `get_queryset` gives this user.
    """

    export_resource: type[ExportResource]
    change_list_template = "admin/core/change_list_export.html"
    opts: Any
    admin_site: Any

    def _export_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_export"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export_view)
        return [path("eksport/", view, name=self._export_name()), *super().get_urls()]  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        query = request.GET.copy()
        links = []
        for kind, label in (("xlsx", _("Export to Excel")), ("csv", _("Export to CSV"))):
            query["format"] = kind
            links.append((label, f"{reverse(f'admin:{self._export_name()}')}?{query.urlencode()}"))
        context = {"export_links": links, **(extra_context or {})}
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
            return HttpResponseRedirect(reverse(f"admin:{self._export_name()[:-7]}_changelist"))
        name = f"{slugify(self.opts.verbose_name_plural)}-{calendar.format_date(calendar.today())}"
        return HttpResponse(
            written(self.export_resource(), rows, kind),
            content_type=CONTENT_TYPES[kind],
            headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
        )

    def get_export_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows of the list page, all of its pages."""
        return self.get_changelist_instance(request).get_queryset(request)  # type: ignore[attr-defined]


def written(resource: ExportResource, rows: QuerySet[Any] | Sequence[Any], kind: str) -> bytes:
    """The rows as a file of this kind: `xlsx` or `csv` (as Danish Excel reads it)."""
    table = resource.export(queryset=rows)
    as_text = kind == "csv"
    cells = [[cell(value, as_text=as_text) for value in row] for row in table]
    table.wipe()
    table.headers = resource.get_export_headers()
    for row in cells:
        table.append(row)
    if as_text:
        # Semicolons and the byte order mark: what Excel in Danish opens with the letters right.
        return str(table.export("csv", delimiter=";")).encode("utf-8-sig")
    return io.BytesIO(table.export("xlsx", escape=True)).getvalue()


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
    text = _CONTROL.sub("", str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
