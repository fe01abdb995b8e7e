"""The municipality's own page: name, contact, colour and logo."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import documents, pdf
from core.admin.base import ModelAdmin
from core.forms import DocumentField, ModelForm
from core.models import Municipality


class MunicipalityForm(ModelForm):
    """A new logo takes the place of the old one, which documents already made keep."""

    logo_upload = DocumentField(
        label=_("New logo"),
        required=False,
        help_text=_("PNG or JPEG, at least 80 pixels high."),
        widget=forms.FileInput,
    )
    without_logo = forms.BooleanField(label=_("Use no logo"), required=False)

    def clean_logo_upload(self) -> UploadedFile | None:
        upload = self.cleaned_data["logo_upload"]
        if upload is None:
            return None
        content = upload.read()
        upload.seek(0)
        if upload.content_type not in pdf.PICTURES or not pdf.prints_picture(content):
            raise ValidationError(
                _(
                    "%(name)s can't be printed on letters. Open the picture, save it anew as PNG "
                    "or JPEG and try again."
                ),
                params={"name": upload.name},
            )
        return upload


@admin.register(Municipality)
class MunicipalityAdmin(ModelAdmin):
    """The one row, made by the first migration; the list leads straight to it."""

    form = MunicipalityForm
    exclude = ("logo",)
    has_export = False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Who only reads the page is not asked for a picture."""
        fields = list(super().get_fields(request, obj))
        if self.has_change_permission(request, obj):
            return fields
        return [name for name in fields if name not in self.form.declared_fields]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:core_municipality_change", args=[1]))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        upload = form.cleaned_data["logo_upload"]
        if upload:
            user: Any = request.user
            obj.logo = documents.store(content=upload, name=upload.name, by=user)
        elif form.cleaned_data["without_logo"]:
            obj.logo = None
        super().save_model(request, obj, form, change)
