"""What was merged, and how it is made two again."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from associations.admin.merge_pages import ACTION
from associations.models import Merge
from core.admin import ReadOnlyAdmin
from core.admin.form_steps import FormStep, FormStepsAdmin, StepForm


class UndoForm(StepForm):
    """Why they are two after all."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))


@admin.register(Merge)
class MergeAdmin(FormStepsAdmin, ReadOnlyAdmin):
    """What was merged, by whom, and how to make it two again."""

    change_form_template = "admin/associations/merge.html"
    list_display = ("merged_at", "kept_name", "gone_name", "merged_by", "undone_at")
    list_filter = (("undone_at", admin.EmptyFieldListFilter),)
    list_select_related = ("merged_by",)
    search_fields = ("kept_name", "gone_name")
    fields = (
        "kept_name",
        "gone_name",
        "merged_at",
        "merged_by",
        "undone_at",
        "undone_by",
        "undo_reason",
    )
    form_steps = (
        FormStep(
            "undo",
            _("Make them two again"),
            "associations.merge_association",
            f"{ACTION}.undo",
            UndoForm,
            lambda merge: merge.undone_at is None,
            _("What was moved goes back to where it was. What was entered since stays."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("merged_by", "undone_by")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        context = dict(extra_context or {})
        merge = self.get_object(request, object_id)
        if merge is not None:
            context["changes"] = merge.rows.count()
        return super().change_view(request, object_id, form_url, context)
