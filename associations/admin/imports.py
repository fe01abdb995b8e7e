"""A list brought into the register, step by step: file, columns, verdicts, and then the register."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from associations.actions import import_confirming, import_files, imports
from associations.admin.import_rows import context_of, page_of, table_of
from associations.forms.imports import ChoicesForm, ColumnsForm, SheetForm, UploadForm
from associations.models import Import, ImportRow
from core.actions import NotPossibleNow
from core.admin import ModelAdmin, StepButton
from core.admin.export import CONTENT_TYPES, as_workbook

Status = Import.Status
# While it stands in these the page shows how it goes on.
WORKED_AT = (Status.CHECKING, Status.CONFIRMING)
# Rows from which the examples beside the columns come.
EXAMPLES = 30


@admin.register(Import)
class ImportAdmin(ModelAdmin):
    """The page of an import shows the step it stands at."""

    list_display = (
        "uploaded_at",
        "file_name",
        "status",
        "row_count",
        "uploaded_by",
        "confirmed_at",
    )
    list_filter = ("status",)
    list_select_related = ("document", "uploaded_by")
    search_fields = ("document__name",)
    date_hierarchy = "uploaded_at"

    @admin.display(description=gettext_lazy("file"), ordering="document__name")
    def file_name(self, source: Import) -> str:
        return source.document.name if source.document else pgettext("a file", "deleted")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        name = "associations_import"
        return [
            path("<int:pk>/ark/", view(require_POST(self.sheet_view)), name=f"{name}_sheet"),
            path("<int:pk>/videre/", view(require_POST(self.next_view)), name=f"{name}_next"),
            path("<int:pk>/udeladt.xlsx", view(self.left_out_view), name=f"{name}_left_out"),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        people = ("uploaded_by", "confirmed_by")
        return super().get_queryset(request).select_related("document", *people)

    def url_of(self, source: Import) -> str:
        return reverse("admin:associations_import_change", args=[source.pk])

    def step_buttons(self, request: HttpRequest, obj: Any) -> list[StepButton]:
        """What brings the list on comes first, to leave it last."""
        order = ("confirm", "reopen", "cancel")
        return sorted(
            super().step_buttons(request, obj), key=lambda button: order.index(button.name)
        )

    def step_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """Before the list is brought in: once more what comes of its rows."""
        response = super().step_view(request, object_id, name)
        if name == "confirm" and isinstance(response, TemplateResponse):
            context: Any = response.context_data
            counts = context["object"].rows.counts()
            context["text"] = _(
                "New associations: %(new)d. Changes: %(update)d. Nothing to change: %(same)d. "
                "Rows left out: %(left)d."
            ) % {**counts, "left": counts["duplicate"] + counts["refused"]}
        return response

    def said_after(self, action: str) -> str:
        """A list that was just confirmed is not done: its page says how far it has come."""
        return "" if action.endswith("import_confirming.confirm") else super().said_after(action)

    # --- the file -------------------------------------------------------------------------------

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Upload the list."""
        if not self.has_add_permission(request):
            raise PermissionDenied(_("Your role does not allow this step."))
        sent = request.method == "POST"
        form = UploadForm(
            request.POST if sent else None, request.FILES if sent else None, user=request.user
        )
        if sent and form.is_valid():
            by: Any = request.user
            try:
                source = import_files.upload(
                    upload=form.cleaned_data["upload"], by=by, at=timezone.now()
                )
            except ValidationError as refusal:
                form.add_error("upload", refusal)
            else:
                return HttpResponseRedirect(self.url_of(source))
        return self.page(
            request,
            "admin/associations/imports/upload.html",
            title=_("Bring in a list of associations"),
            form=form,
            submit_label=_("Upload"),
            back=reverse("admin:associations_import_changelist"),
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        source = self.get_visible_or_404(request, object_id)
        if source.status == Status.UPLOADED:
            return self.columns_page(request, source)
        if source.status in WORKED_AT:
            return self.show(request, "progress", source)
        return self.rows_page(request, source)

    def show(
        self, request: HttpRequest, template: str, source: Import, **context: Any
    ) -> HttpResponse:
        return self.page(
            request,
            f"admin/associations/imports/{template}.html",
            None,
            source=source,
            original=source,
            step_buttons=self.step_buttons(request, source),
            **{"title": source.document.name if source.document else str(source), **context},
        )

    # --- the columns ------------------------------------------------------------------------------

    def columns_page(self, request: HttpRequest, source: Import) -> HttpResponse:
        """What each column is: proposed, to be changed; then the rows are checked."""
        sent = request.method == "POST"
        form = ColumnsForm(
            request.POST if sent else None,
            source=source,
            examples=[] if sent else self._examples(source),
            user=request.user,
        )
        if sent and form.is_valid():
            by: Any = request.user
            try:
                imports.begin_check(
                    source,
                    columns=form.columns(),
                    mode=form.cleaned_data["mode"],
                    by=by,
                    at=timezone.now(),
                )
            except ValidationError as refusal:
                form.add_error(None, refusal)
                form.examples = self._examples(source)
            except NotPossibleNow as refusal:
                messages.error(request, refusal.message)
                return HttpResponseRedirect(request.path)
            else:
                return HttpResponseRedirect(request.path)
        return self.show(request, "columns", source, form=form, sheet_form=SheetForm(source=source))

    def _examples(self, source: Import) -> list[list[str]]:
        sheets = import_files.sheets_of(source, limit=source.header_row + EXAMPLES)
        sheet = next((one for one in sheets if one.name == source.sheet), sheets[0])
        return [cells for number, cells in sheet.rows if number > source.header_row]

    def sheet_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read another sheet, or the headings from another row."""
        source = self.get_visible_or_404(request, str(pk))
        form = SheetForm(request.POST, source=source, user=request.user)
        if form.is_valid():
            by: Any = request.user
            try:
                import_files.turn_to(
                    source,
                    sheet=form.cleaned_data.get("sheet", source.sheet),
                    header_row=form.cleaned_data["header_row"],
                    by=by,
                    at=timezone.now(),
                )
            except (ValidationError, NotPossibleNow) as refusal:
                for message in getattr(refusal, "messages", [str(refusal)]):
                    messages.error(request, message)
        else:
            messages.error(request, _("Write the number of the row with the headings."))
        return HttpResponseRedirect(self.url_of(source))

    # --- the work --------------------------------------------------------------------------------

    def next_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Check the next rows, or bring the list in, unless the worker does.

        The page asks again by itself, or by its button without scripts.
        """
        source = self.get_visible_or_404(request, str(pk))
        by: Any = request.user
        now = timezone.now()
        if source.status == Status.CHECKING:
            source = imports.check_next(source, by=by, at=now)
        elif import_confirming.is_for_the_page(source, at=now):
            source = import_confirming.bring_in(source, by=by, at=now)
        if not request.headers.get("HX-Request"):
            return HttpResponseRedirect(self.url_of(source))
        if source.status not in WORKED_AT:
            return HttpResponse(headers={"HX-Redirect": self.url_of(source)})
        return self.show(request, "progress_bar", source)

    # --- the rows -----------------------------------------------------------------------------------

    def rows_page(self, request: HttpRequest, source: Import) -> HttpResponse:
        """Every row with its verdict; choices where a row may be in the register already."""
        chosen = request.GET.get("vis", "")
        page = page_of(source, chosen, request.GET.get("side"))
        form = None
        if source.status == Status.CHECKED:
            sent = request.POST if request.method == "POST" else None
            form = ChoicesForm(sent, source=source, rows=page.object_list, user=request.user)
        if request.method == "POST":
            return self._save_choices(request, source, form)
        return self.show(request, "rows", source, **context_of(source, page, chosen, form))

    def _save_choices(
        self, request: HttpRequest, source: Import, form: ChoicesForm | None
    ) -> HttpResponse:
        if form is None:
            raise NotPossibleNow(_("The list is brought in already, or not checked yet."))
        if form.is_valid():
            done = self.take(
                request,
                "associations.actions.imports.choose",
                source,
                choices=form.choices(),
                mode=form.cleaned_data["mode"],
            )
            if not done:
                return HttpResponseRedirect(request.get_full_path())
        else:
            messages.error(request, _("Choose one of those named."))
        return HttpResponseRedirect(request.get_full_path())

    def left_out_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The rows that were left out, with their reasons, to mend and bring in again."""
        source = self.get_visible_or_404(request, str(pk))
        if source.emptied_at:
            raise NotPossibleNow(
                _("The rows of this list are deleted. Fetch them from your own list.")
            )
        rows = source.rows.filter(verdict=ImportRow.Verdict.REFUSED).order_by("number")
        return HttpResponse(
            as_workbook(table_of(rows, source.headings)),
            content_type=CONTENT_TYPES["xlsx"],
            headers={"Content-Disposition": 'attachment; filename="udeladte-raekker.xlsx"'},
        )
