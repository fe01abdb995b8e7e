"""Declarations at the desk: read here, noted on an association's page when they come on paper."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations import declarations
from associations.admin.search import AssociationSearch
from associations.forms.declarations import NoteCertificatesForm, NoteDonationsForm
from associations.models import ChildCertificateDeclaration, DonationBanDeclaration
from core.admin import ReadOnlyAdmin
from core.admin.form_steps import FormStep

# So many years back one looks in a list.
YEARS_BACK = 4

# On the association's page (associations.admin.associations).
NOTE_STEPS = (
    FormStep(
        "note_certificates",
        _("Note a declaration on child certificates"),
        "associations.note_declaration",
        "associations.actions.declarations.note_certificates",
        NoteCertificatesForm,
        declarations.is_asked,
        _(
            "Only for a declaration that came on paper; otherwise the chair or the treasurer gives it "
            "in the portal. Never take the certificates themselves."
        ),
    ),
    FormStep(
        "note_donations",
        _("Note a declaration on donations"),
        "associations.note_declaration",
        "associations.actions.declarations.note_donations",
        NoteDonationsForm,
        declarations.is_asked,
        _("Only for a declaration that came on paper. It is voluntary."),
    ),
)


class YearFilter(admin.SimpleListFilter):
    """This year, the next, and some that are over; asks the database nothing."""

    title = _("year")
    parameter_name = "aar"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        this = timezone.localdate().year
        return [(str(year), str(year)) for year in range(this + 1, this - YEARS_BACK, -1)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = str(self.value() or "")
        return queryset.filter(year=value) if value.isdecimal() else queryset


class MissingDeclarationFilter(admin.SimpleListFilter):
    """In the list of associations: who has not declared on child certificates."""

    title = _("declaration on child certificates")
    parameter_name = "erklaering"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("mangler", _("Missing for this year")),
            ("naeste", _("Missing for next year")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        year = timezone.localdate().year
        match self.value():
            case "mangler":
                return declarations.missing(queryset, year)  # type: ignore[arg-type]
            case "naeste":
                return declarations.missing(queryset, year + 1)  # type: ignore[arg-type]
        return queryset


class DeclarationAdmin(AssociationSearch, ReadOnlyAdmin):
    """One a year and association, with the words that were signed."""

    list_display: tuple[str, ...] = (
        "association",
        "year",
        "signed_name",
        "given_on",
        "received_via",
    )
    list_filter: tuple[Any, ...] = (YearFilter, "received_via")
    show_facets = admin.ShowFacets.NEVER
    list_select_related = ("association",)
    search_fields = ("signed_name",)
    fields: tuple[str, ...] = (
        "association",
        "year",
        "wording",
        "signed_name",
        "declared_at",
        "declared_by",
        "received_via",
        "noted_at",
        "noted_by",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_related("association", "declared_by", "noted_by")

    @admin.display(description=_("declared on"), ordering="declared_at")
    def given_on(self, declaration: Any) -> Any:
        return timezone.localdate(declaration.declared_at)


@admin.register(ChildCertificateDeclaration)
class ChildCertificateDeclarationAdmin(DeclarationAdmin):
    list_display = ("association", "year", "answer", "signed_name", "given_on", "received_via")
    list_filter = (YearFilter, "answer", "received_via")
    fields = ("association", "year", "answer", *DeclarationAdmin.fields[2:])


@admin.register(DonationBanDeclaration)
class DonationBanDeclarationAdmin(DeclarationAdmin):
    pass
