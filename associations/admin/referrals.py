"""Referrals at the desk: who was sent where, and whether it helped."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations import hours, meter
from associations.models import Referral
from core.admin import ReadOnlyAdmin
from core.admin.export import Column, ExportResource
from core.admin.form_steps import FormStep, FormStepsAdmin, StepForm


class AnswerForm(StepForm):
    outcome = forms.ChoiceField(
        label=_("Did it help?"), choices=Referral.Outcome.choices, widget=forms.RadioSelect
    )


class ReferralResource(ExportResource):
    made_at = Column("made_at", _("Referred at"))
    association = Column("association", _("Association"))
    help_kind = Column("help_kind", _("Kind of help"))
    target = Column("target", _("Referred to"))
    language = Column("language", _("Language"))
    outcome = Column("get_outcome_display", _("Did it help?"))
    answered_at = Column("answered_at", _("Answered at"))


@admin.register(Referral)
class ReferralAdmin(FormStepsAdmin, ReadOnlyAdmin):
    """Made on the receipt of an entry; here it is asked whether it helped."""

    change_list_template = "admin/associations/referrals.html"
    list_display = ("association_or_other", "target", "help_kind", "made_at", "outcome_or_question")
    list_display_links = ("association_or_other",)
    list_filter = ("outcome", "help_kind")
    list_select_related = ("association", "help_kind", "contact", "language")
    search_fields = ("association__name", "target")
    date_hierarchy = "made_at"
    fields = (
        "association",
        "contact",
        "help_kind",
        "target",
        "language",
        "made_at",
        "made_by",
        "outcome",
        "answered_at",
        "answered_by",
    )
    readonly_fields = fields
    export_resource = ReferralResource
    form_steps = (
        FormStep(
            "answer",
            _("Did it help?"),
            "associations.change_referral",
            "associations.actions.referrals.answer",
            AnswerForm,
            lambda referral: referral.outcome in ("", Referral.Outcome.UNKNOWN),
            _("Ask the association. What does not help is better not recommended again."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_related(
            "association", "contact", "help_kind", "language", "made_by", "answered_by"
        )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        year = meter.year_of(timezone.localdate())
        context = {"year": year.first.year, "sums": hours.referrals(year), **(extra_context or {})}
        return super().changelist_view(request, context)

    @admin.display(description=_("association"), ordering="association__name")
    def association_or_other(self, referral: Referral) -> str:
        return str(referral.association or referral.contact.other_party or "–")

    @admin.display(description=_("did it help?"), ordering="outcome")
    def outcome_or_question(self, referral: Referral) -> str:
        return referral.get_outcome_display() or str(_("Not asked yet"))
