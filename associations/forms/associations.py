"""Forms about an association at the desk: its facts, and the stage it has reached."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.models import Association
from core.admin.form_steps import StepForm
from core.forms import CvrField, DanishDateField, ModelForm, PhoneField


class AdvanceForm(StepForm):
    """Which stage it has reached, and when."""

    to = forms.ChoiceField(label=_("Stage"))
    happened_on = DanishDateField(label=_("Reached on"), help_text=_("Day-month-year"))
    reason = forms.CharField(
        label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, about: Association, **kwargs: Any) -> None:
        super().__init__(*args, about=about, **kwargs)
        stages: Any = self.fields["to"]
        stages.choices = [(s, s.label) for s in Association.PATH if about.may_advance_to(s)]
        self.fields["happened_on"].initial = timezone.localdate()


class AssociationForm(ModelForm):
    """The facts; the stage only where an actor is entered anew."""

    cvr_number = CvrField(
        label=_("CVR number"), help_text=_("Leave empty until the association is registered.")
    )
    phone = PhoneField(label=_("Telephone"), required=False)
    website = forms.URLField(
        label=_("Website"), required=False, assume_scheme="https", widget=AdminURLFieldWidget
    )
    first_stage = forms.ChoiceField(
        label=_("Stage"),
        choices=[(stage, stage.label) for stage in Association.PATH],
        required=False,
    )
