"""What is asked when a signature or a kept commitment is noted."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models import Commitment, Signatory
from core.admin.form_steps import StepForm
from core.calendar import today
from core.forms import DanishDateField


class SignForm(StepForm):
    """Who signed, when and how."""

    signatory = forms.ModelChoiceField(
        label=_("Who has signed?"),
        queryset=Signatory.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    signed_on = DanishDateField(label=_("Signed on"), initial=today)
    method = forms.ChoiceField(
        label=_("How"),
        choices=Signatory.Method,
        widget=forms.RadioSelect,
        initial=Signatory.Method.WET,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["signatory"]
        field.queryset = self.about.signatories.filter(signed_on=None)  # type: ignore[attr-defined]

    def subject(self) -> models.Model:
        return self.cleaned_data["signatory"]

    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("signed_on", "method")}


class KeepForm(StepForm):
    """Which commitment was kept, and when."""

    commitment = forms.ModelChoiceField(
        label=_("Which commitment?"),
        queryset=Commitment.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    done_on = DanishDateField(label=_("Kept on"), initial=today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["commitment"]
        field.queryset = self.about.commitments.filter(done_on=None)  # type: ignore[attr-defined]

    def subject(self) -> models.Model:
        return self.cleaned_data["commitment"]

    def arguments(self) -> dict[str, Any]:
        return {"done_on": self.cleaned_data["done_on"]}
