"""Forms on the way to an association: a step that is done, and what stands in a paper."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DanishDateField, DocumentField, Form
from core.forms.base import OVERRIDE


class WayForm(Form):
    """Fields without a frame; the template has the buttons."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def arguments(self) -> dict[str, Any]:
        """What the action is given besides `by` and `at`."""
        return {name: value for name, value in self.cleaned_data.items() if name != OVERRIDE}


class ReportForm(WayForm):
    """The day a step was done, with a paper that shows it."""

    happened_on = DanishDateField(label=_("When was it?"), help_text=_("Day-month-year"))
    upload = DocumentField(
        label=_("A paper that shows it (file)"),
        required=False,
        help_text=_(
            "For example the signed minutes. A picture taken with the phone will do. You need not "
            "have one."
        ),
    )
    remark = forms.CharField(
        label=_("Do you want to say something about it?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = timezone.localdate()


class InvitationForm(WayForm):
    """Where and when the founding assembly is held, and who invites."""

    held_on = DanishDateField(label=_("Which day?"), help_text=_("Day-month-year"))
    begins_at = forms.TimeField(
        label=_("At what time?"),
        required=False,
        input_formats=("%H.%M", "%H:%M", "%H"),
        help_text=_("For example 18.30"),
        widget=forms.TimeInput(format="%H.%M"),
        error_messages={"invalid": _("Write the time, for example 18.30.")},
    )
    place = forms.CharField(label=_("Where?"), max_length=150)
    host = forms.CharField(
        label=_("Who invites?"),
        max_length=150,
        required=False,
        help_text=_("A name and a telephone number"),
    )


class MinutesForm(WayForm):
    """What of the minutes is known before the meeting; the rest is written by hand."""

    held_on = DanishDateField(label=_("Which day?"), required=False, help_text=_("Day-month-year"))
    place = forms.CharField(label=_("Where?"), max_length=150, required=False)
    elected = forms.CharField(
        label=_("Who is elected to the board?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One name a line. Leave it empty to write the names by hand."),
    )

    def clean_elected(self) -> list[str]:
        """The names, without empty lines."""
        return [
            name for line in self.cleaned_data["elected"].splitlines() if (name := line.strip())
        ]


class BoardListForm(WayForm):
    """Nothing to ask: the register has the posts."""


FORMS: dict[str, type[WayForm]] = {
    "indkaldelse": InvitationForm,
    "referat": MinutesForm,
    "bestyrelsesliste": BoardListForm,
}
