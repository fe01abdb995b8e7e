"""Admin pages of the set-up, and the bases of all others."""

from django.contrib import admin

from core.admin.base import (
    ModelAdmin,
    ReadOnlyAdmin,
    ReferenceAdmin,
    StepButton,
    TranslatedModelAdmin,
)
from core.admin.inlines import Inline, ReadOnlyInline
from core.admin.municipality import MunicipalityAdmin
from core.admin.readonly import ReadonlyField
from core.admin.reads import ReadsNoted
from core.models import ClosingDay, CprOverride, Job, Language

__all__ = [
    "Inline",
    "ModelAdmin",
    "MunicipalityAdmin",
    "ReadOnlyAdmin",
    "ReadOnlyInline",
    "ReadonlyField",
    "ReadsNoted",
    "ReferenceAdmin",
    "StepButton",
    "TranslatedModelAdmin",
]


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
    has_export = False
    list_display = ("name", "last_run_at", "next_run_at", "last_error")
