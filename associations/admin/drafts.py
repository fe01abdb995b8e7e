"""Drafts of statutes at the desk: the Danish text, what to remark, and the answer."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from associations.admin.statutes import link_to
from associations.builder import danish
from associations.builder.warnings import warnings
from associations.clauses import GUIDANCE
from associations.models import StatutesDraft
from associations.models.statutes import LEGAL_MINIMUM
from core.admin import ReadOnlyAdmin
from core.admin.form_steps import FormStep, FormStepsAdmin, StepForm


class AdviceForm(StepForm):
    """What the association should look at, in plain words."""

    advice = forms.CharField(
        label=_("Advice to the association"),
        help_text=_("In plain words; it is sent to the association, which decides itself."),
        widget=forms.Textarea(attrs={"rows": 8, "cols": 32}),
    )


class ReadyForm(StepForm):
    """Nothing to remark; perhaps a word on the way."""

    advice = forms.CharField(
        label=_("A word on the way"),
        widget=forms.Textarea(attrs={"rows": 4, "cols": 32}),
        required=False,
    )


@admin.register(StatutesDraft)
class StatutesDraftAdmin(FormStepsAdmin, ReadOnlyAdmin):
    """A draft is read and answered, never edited: it is the association's own."""

    change_form_template = "admin/associations/statutes_draft.html"
    list_display = ("association", "status", "sent_at", "updated_at", "consultant")
    list_filter = ("status",)
    list_select_related = ("association__consultant",)
    search_fields = ("association__name", "association__short_name")
    ordering = ("-sent_at", "-id")
    fields = (
        "association",
        "status",
        "sent_at",
        "sent_by",
        "file_link",
        "advice",
        "advised_at",
        "advised_by",
    )
    readonly_fields = fields
    form_steps = (
        FormStep(
            "give_back",
            _("Give advice"),
            "associations.review_statutes",
            "associations.actions.drafts.give_back",
            AdviceForm,
            lambda draft: draft.status == StatutesDraft.Status.SENT,
            _("The association gets your advice by letter and goes on writing."),
        ),
        FormStep(
            "find_ready",
            _("No remarks"),
            "associations.review_statutes",
            "associations.actions.drafts.find_ready",
            ReadyForm,
            lambda draft: draft.status == StatutesDraft.Status.SENT,
            _("The association gets a letter that you have no remarks. Its meeting decides."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatutesDraft]:
        related = ("association__consultant", "sent_by", "advised_by", "document")
        return super().get_queryset(request).select_related(*related)

    @admin.display(description=_("consultant"), empty_value="–")
    def consultant(self, draft: StatutesDraft) -> Any:
        return draft.association.consultant

    @admin.display(description=_("the draft as it was sent"))
    def file_link(self, draft: StatutesDraft) -> SafeString | str:
        return link_to(draft.document)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        context = dict(extra_context or {})
        draft = self.get_object(request, object_id)
        if draft is not None:
            answers = draft.read()
            context["remarks"] = warnings(answers)
            context["clauses"] = [
                {"text": one, "is_legal": one.clause in LEGAL_MINIMUM, "look": GUIDANCE[one.clause]}
                for one in danish.clauses(answers)
            ]
        return super().change_view(request, object_id, form_url, context)

    def step_initial(self, request: HttpRequest, step: FormStep, obj: Any) -> dict[str, Any]:
        """The remarks that the answers give rise to, to begin the advice with."""
        if step.name != "give_back":
            return {}
        return {"advice": "\n".join(one.message for one in warnings(obj.read()))}
