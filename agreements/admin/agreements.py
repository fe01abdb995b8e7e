"""The page of an agreement: its text, who is still to sign, its paper, the steps."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from agreements import documents
from agreements.admin.inlines import (
    CommitmentInline,
    PartyInline,
    SignatoryInline,
    is_text_open_in,
)
from agreements.forms import KeepForm, SignForm
from agreements.models import Agreement
from agreements.signing import OPEN_FOR_SIGNING, missing_signatures
from associations.admin.search import AssociationSearch
from associations.outreach_panels import on_target
from core.admin.form_steps import FormStep, FormStepsAdmin
from core.calendar import today

# What may be changed while the text itself stands.
ALWAYS_WRITABLE = ("responsible", "evaluation_on")


@admin.register(Agreement)
class AgreementAdmin(AssociationSearch, FormStepsAdmin):
    association_paths = ("parties__association",)
    change_form_template = "admin/agreements/agreement_form.html"
    list_display = ("title", "status", "party_names", "starts_on", "ends_on", "responsible")
    list_filter = ("status", "responsible")
    list_select_related = ("responsible",)
    search_fields = ("title", "parties__association__name", "parties__unit")
    date_hierarchy = "starts_on"
    autocomplete_fields = ("responsible",)
    fieldsets = (
        (None, {"fields": ("title", "status", "responsible", "document_link")}),
        (
            _("The text"),
            {
                "fields": (
                    "background",
                    "purpose",
                    "areas",
                    "meeting_rhythm",
                    "economy",
                    "limits",
                )
            },
        ),
        (
            _("Term"),
            {"fields": ("starts_on", "ends_on", "notice_months", "evaluation_on")},
        ),
    )
    readonly_fields = ("document_link",)
    form_steps = (
        FormStep(
            "sign",
            _("Note a signature"),
            "agreements.change_agreement",
            "agreements.actions.signatories.sign",
            SignForm,
            lambda agreement: (
                agreement.status in OPEN_FOR_SIGNING
                and agreement.signatories.filter(signed_on=None).exists()
            ),
            _("From the first signature on, the text can't be changed any more."),
        ),
        FormStep(
            "keep",
            _("Note a kept commitment"),
            "agreements.change_agreement",
            "agreements.actions.commitments.keep",
            KeepForm,
            lambda agreement: (
                agreement.status in Agreement.IN_FORCE
                and agreement.commitments.filter(done_on=None).exists()
            ),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Agreement]:
        found = super().get_queryset(request).select_related("responsible", "document")
        match = request.resolver_match
        lists = ("agreements_agreement_changelist", "agreements_agreement_export")
        is_list = match is not None and match.url_name in lists
        return found.prefetch_related("parties__association") if is_list else found

    def get_inlines(self, request: HttpRequest, obj: Agreement | None) -> Any:
        # Signatories and commitments belong to parties, which must be saved first.
        return [PartyInline] if obj is None else [PartyInline, SignatoryInline, CommitmentInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Agreement | None = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        if obj is None or is_text_open_in(request, obj):
            return fixed
        names = [name for _heading, part in self.fieldsets for name in part["fields"]]
        return [name for name in names if name in fixed or name not in ALWAYS_WRITABLE]

    @admin.display(description=_("parties"))
    def party_names(self, agreement: Agreement) -> str:
        return ", ".join(str(party) for party in agreement.parties.all())

    @admin.display(description=_("paper"))
    def document_link(self, agreement: Agreement) -> SafeString | str:
        """The signed document, or a preview of the draft that is stored nowhere."""
        if agreement.pk is None:
            return "–"
        if agreement.document is not None:
            url = agreement.document.get_absolute_url()
            return format_html('<a href="{}">{}</a>', url, _("The signed agreement (PDF)"))
        url = reverse("admin:agreements_agreement_preview", args=[agreement.pk])
        return format_html('<a href="{}">{}</a>', url, _("Draft as PDF"))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if obj is not None:
            contacts = on_target(request, "agreement", obj.pk)
            context["panels"] = [contacts] if contacts else []
        if obj is not None and obj.status in (Agreement.Status.DRAFT, *OPEN_FOR_SIGNING):
            context["missing_signatures"] = missing_signatures(obj)
            context["text_is_open"] = is_text_open_in(request, obj)
        return super().change_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "<path:object_id>/udkast.pdf",
                self.admin_site.admin_view(self.preview),
                name="agreements_agreement_preview",
            ),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The paper as it would look now; nothing is stored."""
        agreement = self.get_visible_or_404(request, object_id)
        content = documents.render(agreement, on=today(), is_draft=agreement.document is None)
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="udkast.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response
