"""One's own details."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.forms.invitations import FULL_NAME_MAX
from core.forms import Form
from core.forms.fields import PhoneField


class ProfileForm(Form):
    """Name, telephone and language; the e-mail is what the municipality knows the person by."""

    full_name = forms.CharField(
        label=_("Full name"),
        max_length=FULL_NAME_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(label=_("Telephone"), required=False)
    preferred_language = forms.ChoiceField(
        label=_("Preferred language"),
        choices=settings.LANGUAGES,
        help_text=_("Pages and messages are shown in this language."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
