"""Put a follow-up off, or hand it over to a colleague."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.forms.quick_log import keepers
from core.forms import DanishDateField, Form

# One tap each; days from today.
SNOOZES = [("1", _("Tomorrow")), ("7", _("In a week"))]


class SnoozeForm(Form):
    """One tap, or a day of one's own."""

    days = forms.ChoiceField(choices=SNOOZES, required=False)
    # The day of the tap, from which “tomorrow” counts when it is sent later.
    typed_on = DanishDateField(required=False)
    to = DanishDateField(label=_("Put it off to"), required=False, help_text=_("Day-month-year"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("to") and not cleaned.get("days"):
            raise ValidationError({"to": gettext("Choose a day.")}, code="no_day")
        return cleaned

    def day(self) -> date:
        """Until when."""
        today = timezone.localdate()
        typed_on = self.cleaned_data.get("typed_on") or today
        days = int(self.cleaned_data.get("days") or 0)
        return self.cleaned_data.get("to") or max(min(typed_on, today) + timedelta(days), today)


class HandOverForm(Form):
    """To whom, and why."""

    to = forms.ModelChoiceField(User.objects.none(), label=_("Colleague"), empty_label="–")
    reason = forms.CharField(
        label=_("Reason"),
        max_length=250,
        help_text=_("Your colleague reads it in the daily list."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["to"].queryset = keepers().exclude(pk=user.pk)  # type: ignore[attr-defined]
