"""Parties, signatories and commitments on the agreement's page."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from agreements.models import Agreement, AgreementParty, Commitment, Signatory
from agreements.signing import OPEN_FOR_SIGNING, is_text_open
from core.admin import Inline
from core.admin.autocomplete import KnownAutocomplete, KnownRowForm

# Rows of a table have less room than a field of its own.
NARROW = {models.CharField: {"widget": forms.TextInput(attrs={"size": 22})}}


def is_text_open_in(request: HttpRequest, agreement: Agreement) -> bool:
    """Asked by every part of the page, read once a request."""
    known = request.__dict__.setdefault("_text_is_open", {})
    if agreement.pk not in known:
        known[agreement.pk] = is_text_open(agreement)
    return known[agreement.pk]


class PartOfText(Inline):
    """Rows that are part of the text: they stand once somebody has signed."""

    def _may(self, request: HttpRequest, verb: str, obj: models.Model | None = None) -> bool:
        allowed = super()._may(request, verb, obj)
        if verb == "view" or not isinstance(obj, Agreement):
            return allowed
        return allowed and is_text_open_in(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "add", obj)


class PartyInline(PartOfText):
    model = AgreementParty
    form = KnownRowForm
    formfield_overrides = NARROW
    fields = ("association", "unit", "statutes")
    readonly_fields = ("statutes",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AgreementParty]:
        related = ("association", "statutes__association")
        return super().get_queryset(request).select_related(*related)

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name == "association":
            kwargs["widget"] = KnownAutocomplete(db_field, admin.site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def parties_of_page(request: HttpRequest) -> QuerySet[AgreementParty]:
    """The parties of the agreement whose page this is, read once a request."""
    if "_parties" not in request.__dict__:
        match = request.resolver_match
        request.__dict__["_parties"] = AgreementParty.objects.filter(
            agreement_id=match.kwargs.get("object_id") if match else None
        ).select_related("association")
    return request.__dict__["_parties"]


class OfAParty(PartOfText):
    """Rows that belong to one of this agreement's parties."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("party__association")

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "party":
            parties = parties_of_page(request)
            field.queryset = parties  # type: ignore[union-attr]
            # One list for all rows, read once.
            field.choices = [("", "---------"), *((one.pk, str(one)) for one in parties)]  # type: ignore[union-attr]
        return field


class SignatoryInline(OfAParty):
    model = Signatory
    formfield_overrides = NARROW
    fields = ("party", "name", "capacity", "signed_on", "method")
    readonly_fields = ("signed_on", "method")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Until it is concluded: somebody whom the statutes demand may be missing on the paper."""
        if isinstance(obj, Agreement) and obj.status in OPEN_FOR_SIGNING:
            return bool(request.user.has_perm("agreements.change_agreement", obj))
        return super().has_add_permission(request, obj)


class CommitmentInline(OfAParty):
    model = Commitment
    formfield_overrides = {
        models.CharField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 32})}
    }
    fields = ("party", "text", "due_on", "done_on")
    readonly_fields = ("done_on",)
