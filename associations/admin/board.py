"""Reported steps, changes of chair and a group's papers at the desk."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from associations import papers
from associations.admin.statutes import link_to
from associations.forms.board import ResendStepForm
from associations.forms.way import FORMS
from associations.models import Association, ChairChange, StageReport
from associations.views.way import paper_response
from core.admin import ModelAdmin, ReadOnlyAdmin
from core.admin.form_steps import FormStep, FormStepsAdmin
from core.site import change_url


@admin.register(StageReport)
class StageReportAdmin(ReadOnlyAdmin):
    """What an association says it has done: confirmed, or answered with what is missing."""

    list_display = ("association", "stage", "happened_on", "status", "reported_at", "reported_by")
    list_filter = ("status", "stage")
    list_select_related = ("association", "reported_by")
    search_fields = ("association__name",)
    fields = (
        "association",
        "stage",
        "happened_on",
        "remark",
        "file_link",
        "status",
        "answer",
        "reported_at",
        "reported_by",
    )
    readonly_fields = ("file_link",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return (
            super().get_queryset(request).select_related("association", "document", "reported_by")
        )

    @admin.display(description=_("file"))
    def file_link(self, report: StageReport) -> SafeString | str:
        return link_to(report.document)


@admin.register(ChairChange)
class ChairChangeAdmin(FormStepsAdmin, ReadOnlyAdmin):
    """One chair hands over to another; begun on the association's page or in the portal."""

    list_display = ("association", "new_chair", "effective_on", "status", "begun_at", "begun_by")
    list_filter = ("status",)
    list_select_related = ("association", "new_chair", "begun_by")
    search_fields = ("association__name", "new_chair__full_name")
    fields = (
        "association",
        "former_post",
        "new_chair",
        "effective_on",
        "minutes_link",
        "invitation",
        "status",
        "begun_at",
        "begun_by",
        "completed_at",
    )
    readonly_fields = ("minutes_link",)
    form_steps = (
        FormStep(
            "resend",
            _("Send the invitation again"),
            "associations.change_chair",
            "associations.actions.chair.resend",
            ResendStepForm,
            lambda change: change.status == ChairChange.Status.WAITING,
            _("The new chair gets a new link; the earlier one no longer works."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        related = (
            "association",
            "new_chair",
            "former_post__person",
            "invitation",
            "minutes",
            "begun_by",
        )
        return super().get_queryset(request).select_related(*related)

    @admin.display(description=_("minutes of the meeting"))
    def minutes_link(self, change: ChairChange) -> SafeString | str:
        return link_to(change.minutes)

    def step_initial(self, request: HttpRequest, step: FormStep, obj: Any) -> dict[str, Any]:
        if obj.invitation is None:
            return {"email": obj.new_chair.email}
        return {"email": obj.invitation.email, "language": obj.invitation.language}


class Papers(ModelAdmin):
    """Pages, not rows: staff make a paper together with a group."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.paper)
        return [path("associations/papir/<int:pk>/<slug:kind>/", view, name="associations_paper")]

    def paper(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """What stands in the paper is asked, and the PDF comes; nothing is kept."""
        if kind not in papers.KINDS:
            raise Http404
        if not request.user.has_perm("associations.advance_association"):
            raise PermissionDenied(_("These papers are made by consultants."))
        visible = Association.objects.visible_to(request.user)  # type: ignore[arg-type]
        association = get_object_or_404(visible, pk=pk)
        sent = request.method == "POST"
        form = FORMS[kind](request.POST if sent else None, user=request.user)
        if sent and form.is_valid():
            return paper_response(association, kind, form.arguments())
        return self.page(
            request,
            "admin/core/step.html",
            association,
            title=papers.KINDS[kind].title,
            text=papers.KINDS[kind].text,
            form=form,
            back=change_url(association),
        )
