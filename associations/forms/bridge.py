"""The forms of the consultant bridge: opening a draft, suggesting, and the minutes."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, StepValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Role
from associations import draft_targets
from associations.models import Association, DraftOpening, Suggestion
from associations.models.contacts import STEP, WHOLE_FIVES
from core.forms import Form
from core.panels import DraftField


class OpenDraftForm(Form):
    """To whom, and for how long."""

    consultant = forms.ModelChoiceField(
        User.objects.none(), label=_("Who may read it?"), empty_label=None
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        help_text=_("You can close the draft at any time before."),
        coerce=int,
        widget=forms.RadioSelect,
        initial=DraftOpening.USUAL_DAYS,
    )

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        people = User.objects.with_role(Role.CONSULTANT, Role.COORDINATOR)
        fields["consultant"].queryset = people.order_by("full_name", "pk")
        fields["consultant"].initial = association.consultant_id
        fields["days"].choices = [
            (days, ngettext("%(days)d day", "%(days)d days", days) % {"days": days})
            for days in DraftOpening.DAYS
        ]


class SuggestionForm(Form):
    """A wording for one field, or a remark on it. `seen` is the text as the consultant read it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    text = forms.CharField(
        label=_("Your suggestion"),
        help_text=_("Write the whole text of the field, in Danish, as it should stand."),
        required=False,
    )
    note = forms.CharField(
        label=_("Why, or what to look at"),
        help_text=_("In plain words; the association reads it beside its own text."),
        max_length=Suggestion.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, field: DraftField, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        # What the association wrote is not the consultant's to mend here.
        fields["seen"].unscanned = True
        fields["seen"].initial = field.value
        if not field.longest:
            del fields["text"]
            fields["note"].required = True
            return
        fields["text"].initial = field.value
        fields["text"].max_length = field.longest
        widget = forms.TextInput() if field.is_line else forms.Textarea(attrs={"rows": 8})
        fields["text"].widget = widget
        widget.attrs |= {"maxlength": str(field.longest), "lang": "da", "dir": "auto"}

    def clean(self) -> dict[str, Any]:
        """A text left as it was is none: then there is only a remark."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if draft_targets.is_same(cleaned.get("text", ""), cleaned.get("seen", "")):
            cleaned["text"] = ""
        return cleaned


class MinutesForm(Form):
    """How long the help took."""

    minutes = forms.IntegerField(
        label=_("How many minutes did you spend on it?"),
        help_text=_("In whole fives. Write 0 if you did nothing; then nothing is logged."),
        validators=[
            MinValueValidator(0),
            MaxValueValidator(24 * 60),
            StepValueValidator(STEP, message=WHOLE_FIVES),
        ],
        widget=forms.NumberInput(attrs={"step": STEP, "min": 0}),
    )
