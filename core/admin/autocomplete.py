"""A searching select whose chosen row is known already, so that thirty rows ask nothing more."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db import models

from core.forms import ModelForm


class KnownAutocomplete(AutocompleteSelect):
    """Shows the chosen object by the label it was given, without looking it up."""

    known: tuple[Any, str] | None = None

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        if self.known is None or [str(one) for one in value] != [str(self.known[0])]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, *self.known, True, len(options)))
        return [(None, options, 0)]


def known_autocomplete(field: models.ForeignKey, **kwargs: Any) -> forms.Field:
    """The form field of a foreign key with this widget."""
    return field.formfield(widget=KnownAutocomplete(field, admin.site), **kwargs)


class KnownRowForm(ModelForm):
    """The form of an inline row whose related objects came with the row (select_related)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = field.widget
            if isinstance(widget, RelatedFieldWidgetWrapper):
                widget = widget.widget
            related = getattr(self.instance, name, None) if self.instance.pk else None
            if isinstance(widget, KnownAutocomplete) and related is not None:
                widget.known = (related.pk, str(related))
