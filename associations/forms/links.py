"""Linking two associations of the register, told from the end one stands at."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.models import Association, AssociationLink
from core.admin.form_steps import StepForm
from core.forms import DanishDateField

_FROM_OTHER = "from_other:"


def _ways() -> list[tuple[str, Any]]:
    """Every kind of link, read from this end and, where it differs, from the other."""
    kinds = AssociationLink.Kind
    here = [(kind.value, kind.label) for kind in kinds]
    there = [
        (f"{_FROM_OTHER}{kind}", AssociationLink.FROM_THE_OTHER_END[kind])
        for kind in kinds
        if kind not in AssociationLink.SYMMETRIC
    ]
    return [*here, *there]


class TieForm(StepForm):
    """How this association belongs to another one, and since when."""

    way = forms.ChoiceField(label=_("This association"))
    other = forms.ModelChoiceField(label=_("Which one"), queryset=Association.objects.none())
    valid_from = DanishDateField(label=_("Since"), help_text=_("Day-month-year"))
    note = forms.CharField(label=_("Remark"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        way: Any = self.fields["way"]
        way.choices = _ways()
        other: Any = self.fields["other"]
        other.queryset = Association.objects.visible_to(self.user)
        other.widget = AutocompleteSelect(AssociationLink._meta.get_field("target"), admin.site)
        other.widget.choices = other.choices
        self.fields["valid_from"].initial = timezone.localdate()

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        way = given.pop("way")
        return {**given, "kind": way.removeprefix(_FROM_OTHER), "from_other": _FROM_OTHER in way}


class EndLinkForm(StepForm):
    """The last day of a link."""

    on = DanishDateField(label=_("Last day"), help_text=_("Day-month-year"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
