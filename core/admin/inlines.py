"""Rows of another model on a page of the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.admin.base import PermissionMixin
from core.forms import ModelForm


class Inline(PermissionMixin, admin.TabularInline):
    """Rows of another model on a page; the parent's permission decides unless the model has its own."""

    extra = 0
    form = ModelForm

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """The cells of a table have no label: each tells a screen reader what it is."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", str(field.label))
        return field

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        user = request.user

        class WithUser(formset):  # type: ignore[misc, valid-type]
            def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
                return {**super().get_form_kwargs(index), "user": user}

            def add_fields(self, form: Any, index: int | None) -> None:
                super().add_fields(form, index)
                if "DELETE" in form.fields:
                    field = form.fields["DELETE"]
                    field.widget.attrs["aria-label"] = str(field.label)

        return WithUser


class ReadOnlyInline(Inline):
    """Rows that are written elsewhere and only read here."""

    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
