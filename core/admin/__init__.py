"""Admin pages of the set-up, and the bases of all others."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from core.admin.base import (
    Inline,
    ModelAdmin,
    ReadOnlyAdmin,
    ReasonForm,
    ReferenceAdmin,
    StepButton,
    TranslatedModelAdmin,
)
from core.admin.readonly import ReadonlyField
from core.models import ClosingDay, CprOverride, Job, Language, Municipality

__all__ = [
    "Inline",
    "ModelAdmin",
    "ReadOnlyAdmin",
    "ReadonlyField",
    "ReasonForm",
    "ReferenceAdmin",
    "StepButton",
    "TranslatedModelAdmin",
]


@admin.register(Municipality)
class MunicipalityAdmin(ModelAdmin):
    """The one row, made by the first migration; the list leads straight to it."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:core_municipality_change", args=[1]))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ClosingDay)
class ClosingDayAdmin(ModelAdmin):
    list_display = ("date", "name")
    date_hierarchy = "date"


@admin.register(Language)
class LanguageAdmin(ReferenceAdmin):
    list_display = ("name", "native_name", "code", "is_rtl", "is_active")
    list_filter = ("is_active", "is_rtl")
    search_fields = ("name", "native_name", "code")


@admin.register(CprOverride)
class CprOverrideAdmin(ReadOnlyAdmin):
    list_display = ("at", "user", "form", "field", "reason")
    list_select_related = ("user",)


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ("name", "last_run_at", "next_run_at", "last_error")
