"""What contacts are about and which kinds of help there are: edited freely by the coordinator."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from associations.models import HelpKind, Theme
from core.admin import ReferenceAdmin


@admin.register(Theme)
class ThemeAdmin(ReferenceAdmin):
    list_display = ("name", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name",)


@admin.register(HelpKind)
class HelpKindAdmin(ReferenceAdmin):
    list_display = ("name", "scope", "referral_target", "offer", "position", "is_active")
    list_filter = ("scope", "is_active")
    search_fields = ("name", "code")
    fieldsets = (
        (None, {"fields": ("code", "name", "position", "is_active")}),
        (_("Whose task"), {"fields": ("scope", "referral_target", "referral_text")}),
        (_("Something lasting instead"), {"fields": ("offer", "offer_kind", "offer_after")}),
    )
