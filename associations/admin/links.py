"""Links between actors of the register: read and ended here, tied on an association's page."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from associations.forms.links import EndLinkForm
from associations.models import Association, AssociationLink
from core.admin.form_steps import FormStep, FormStepsAdmin


class OfAssociationFilter(admin.SimpleListFilter):
    """`?forening=` as an association's page asks; names only the one that is chosen."""

    title = _("association")
    parameter_name = "forening"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        chosen = request.GET.get(self.parameter_name, "")
        found = Association.objects.visible_to(request.user)  # type: ignore[arg-type]
        return [
            (str(one.pk), one.name)
            for one in (found.filter(pk=chosen) if chosen.isdecimal() else ())
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = str(self.value() or "")
        if not value.isdecimal():
            return queryset
        return queryset.filter(Q(source=value) | Q(target=value))


@admin.register(AssociationLink)
class AssociationLinkAdmin(FormStepsAdmin):
    """A link is corrected by ending it and tying another; only its remark is rewritten."""

    list_display = ("source", "kind", "target", "valid_from", "valid_until")
    list_display_links = ("kind",)
    list_filter = (OfAssociationFilter, "kind")
    list_select_related = ("source", "target")
    search_fields = ("source__name", "target__name")
    fields = ("source", "kind", "target", "valid_from", "valid_until", "note")
    readonly_fields = ("source", "kind", "target", "valid_from", "valid_until")
    form_steps = (
        FormStep(
            "end",
            _("End the link"),
            "associations.change_associationlink",
            "associations.actions.links.end",
            EndLinkForm,
            lambda link: link.valid_until is None,
            _("The link stays in the history with its last day."),
        ),
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is tied on the page of one of the two."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("source", "target")
