"""What a pool is set up from: its texts, rules and yearly frames, its rounds and their criteria."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from core.actions import allow
from core.admin import Inline, ModelAdmin, StepButton, TranslatedModelAdmin
from grants import balance
from grants.actions import rounds
from grants.forms.rules import PoolRuleForm
from grants.models import (
    Committee,
    Criterion,
    EligibilityQuestion,
    Pool,
    PoolBudget,
    PoolRound,
    PoolRule,
)

# Texts of a few lines; the box can be drawn larger.
SHORT_TEXTS = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})}}


class TranslatedInline(Inline, TranslationStackedInline):
    """Rows with texts in several languages, each row a small form."""

    template = "admin/edit_inline/stacked.html"
    formfield_overrides = SHORT_TEXTS


class BudgetInline(Inline):
    model = PoolBudget
    fields = ("year", "amount", "carried_over")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Say the column's name in the field: a table of Django's has no labels."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs["aria-label"] = field.label
        return field


class RuleInline(TranslatedInline):
    model = PoolRule
    form = PoolRuleForm
    fields = (
        "kind",
        "severity",
        "amount",
        "percent",
        "days",
        "category",
        "attachment",
        "message",
        "position",
    )


class QuestionInline(TranslatedInline):
    model = EligibilityQuestion
    fields = ("text", "wanted_answer", "advice", "position")


class CriterionInline(TranslatedInline):
    model = Criterion
    fields = ("title", "description", "weight", "max_points", "position")


@admin.register(Pool)
class PoolAdmin(TranslatedModelAdmin):
    list_display = ("name", "code", "committee", "delegation_limit", "is_public")
    list_select_related = ("committee",)
    list_filter = ("is_public",)
    search_fields = ("name", "code")
    autocomplete_fields = ("committee",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (BudgetInline, RuleInline, QuestionInline)
    change_form_template = "admin/grants/pool/change_form.html"
    formfield_overrides = SHORT_TEXTS
    fieldsets = (
        (None, {"fields": ("name", "summary", "is_public")}),
        (
            _("For applicants"),
            {"fields": ("description", "pays_for", "does_not_pay_for", "guidelines")},
        ),
        (
            _("Decision and letter"),
            {
                "fields": (
                    "committee",
                    "delegation_limit",
                    "answer_days",
                    "legal_basis",
                    "remedies_text",
                    "appeal_body",
                    "appeal_deadline_days",
                )
            },
        ),
        (_("Contact"), {"fields": ("contact_email", "contact_phone")}),
        (_("Address and numbers"), {"fields": ("code", "slug")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The code stands in case numbers that have been given."""
        fixed = super().get_readonly_fields(request, obj)
        return (*fixed, "code") if obj and obj.rounds.exists() else fixed

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """With the balance of each year that has a frame."""
        pool = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if pool is not None:
            years = pool.budgets.order_by("-year").values_list("year", flat=True)[:3]
            context["accounts"] = [
                (year, balance.of(pool, year, user=request.user)) for year in years
            ]
        return super().change_view(request, object_id, form_url, context)


@admin.register(PoolRound)
class PoolRoundAdmin(TranslatedModelAdmin):
    list_display = ("name", "pool", "year", "opens_at", "deadline", "answer_expected_on")
    list_select_related = ("pool",)
    list_filter = (("pool", admin.RelatedOnlyFieldListFilter), "year")
    search_fields = ("name", "pool__name")
    ordering = ("-opens_at", "-id")
    autocomplete_fields = ("pool",)
    inlines = (CriterionInline,)
    fields = ("pool", "name", "year", "opens_at", "deadline", "answer_expected_on")

    def extra_buttons(self, request: HttpRequest, obj: Any) -> list[StepButton]:
        if not self.has_add_permission(request):
            return []
        url = reverse("admin:grants_poolround_copy", args=[obj.pk])
        return [StepButton("copy", _("Copy to next year"), url)]

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "<path:object_id>/kopier/",
                self.admin_site.admin_view(self.copy_view),
                name="grants_poolround_copy",
            ),
            *super().get_urls(),
        ]

    def copy_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Next year's round with the same criteria."""
        obj = self.get_visible_or_404(request, object_id)
        allow(request.user, "grants.add_poolround")
        if request.method == "POST":
            made = rounds.copy(obj, by=request.user, at=timezone.now())
            messages.success(request, _("The round is copied. Look at its name and dates."))
            return HttpResponseRedirect(reverse("admin:grants_poolround_change", args=[made.pk]))
        return self.page(
            request,
            "admin/core/step.html",
            obj,
            title=_("Copy to next year"),
            text=_("The criteria come along, and every date is moved a year."),
            back=reverse("admin:grants_poolround_change", args=[obj.pk]),
        )


@admin.register(Committee)
class CommitteeAdmin(ModelAdmin):
    list_display = ("name",)
    search_fields = ("name",)
    autocomplete_fields = ("members",)
