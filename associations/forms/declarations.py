"""Forms about the yearly declarations: in the portal, and at the desk for what comes on paper."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.declarations import Answer, open_years
from core.admin.form_steps import StepForm
from core.forms import DanishDateField, Form


class DonationsForm(Form):
    """One tick: the words above it are the declaration."""

    declared = forms.BooleanField(
        label=_("I give this declaration on behalf of the association"),
        error_messages={"required": _("Tick the box if the declaration is true.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def arguments(self) -> dict[str, Any]:
        """What the action is given besides the year, `by` and `at`."""
        return {}


class CertificatesForm(DonationsForm):
    """Which of the two is true; the words of each stand beside it."""

    answer = forms.ChoiceField(
        label=_("Which of the two is true for your association?"),
        choices=Answer,
        widget=forms.RadioSelect,
    )
    field_order = ("answer", "declared")

    def arguments(self) -> dict[str, Any]:
        return {"answer": self.cleaned_data["answer"]}


class NoteDonationsForm(StepForm):
    """A declaration that was received on paper."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    signed_name = forms.CharField(label=_("Signed by"), max_length=150)
    signed_on = DanishDateField(label=_("Signed on"), help_text=_("Day-month-year"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        year: Any = self.fields["year"]
        year.choices = [(one, one) for one in (*open_years(today), today.year - 1)]
        self.fields["signed_on"].initial = today


class NoteCertificatesForm(NoteDonationsForm):
    """The same about child certificates, with what was declared."""

    answer = forms.ChoiceField(
        label=_("What is declared?"), choices=Answer, widget=forms.RadioSelect
    )
    field_order = ("year", "answer", "signed_name", "signed_on")
