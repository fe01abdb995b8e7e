"""What an association says of its event, and what staff note afterwards."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import ButtonHolder, Fieldset, Layout, Submit
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models import Event
from core.admin.form_steps import StepForm
from core.forms import DanishDateTimeField, Form
from core.phrases import ENDS_BEFORE_IT_BEGINS


class ProposalForm(Form):
    """A proposal, short enough for a phone."""

    title = forms.CharField(label=_("What do you want to do?"), max_length=150)
    kind = forms.ChoiceField(label=_("Kind"), choices=Event.Kind, initial=Event.Kind.OTHER)
    description = forms.CharField(
        label=_("Tell a little more"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text=_("What happens, with whom, and what you hope for. Write it in your own words."),
    )
    starts_at = DanishDateTimeField(
        label=_("Begins"), required=False, help_text=_("For example 24-12-2026 18.30.")
    )
    ends_at = DanishDateTimeField(label=_("Ends"), required=False)
    place = forms.CharField(label=_("Where?"), max_length=200, required=False)
    audience = forms.CharField(
        label=_("For whom?"),
        max_length=150,
        required=False,
        help_text=_("For example families, women, everybody in town."),
    )
    open_to_all = forms.BooleanField(label=_("Everybody is welcome"), required=False, initial=True)
    has_children = forms.BooleanField(label=_("Children under 15 take part"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if ends and not starts and "starts_at" not in self.errors:
            self.add_error("starts_at", gettext("Say when it begins too."))
        elif starts and ends and ends < starts:
            self.add_error("ends_at", ENDS_BEFORE_IT_BEGINS)
        return cleaned

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout(
            "title",
            "kind",
            "description",
            Fieldset(gettext("When and where"), "starts_at", "ends_at", "place"),
            Fieldset(gettext("Who can come"), "audience", "open_to_all", "has_children"),
            ButtonHolder(Submit("send", gettext("Send the proposal"))),
        )
        return helper


class HoldForm(StepForm):
    """How many came; unknown figures may stay empty and be filled in later."""

    participants = forms.IntegerField(
        label=_("How many came in all?"),
        min_value=0,
        required=False,
        help_text=_("Counted or estimated; no names are kept."),
    )
    volunteers = forms.IntegerField(label=_("Volunteers"), min_value=0, required=False)
    volunteer_hours = forms.IntegerField(
        label=_("Volunteer hours in all"), min_value=0, required=False
    )

    LISTENERS = "listeners_"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(self.about.interpreting.select_related("language"))  # type: ignore[attr-defined]
        for row in self.rows:
            self.fields[f"{self.LISTENERS}{row.pk}"] = forms.IntegerField(
                label=_("Listeners to %(language)s") % {"language": row.language},
                min_value=0,
                required=False,
            )

    def arguments(self) -> dict[str, Any]:
        names = ("participants", "volunteers", "volunteer_hours")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "listeners": {
                row.pk: self.cleaned_data[f"{self.LISTENERS}{row.pk}"] for row in self.rows
            },
        }
