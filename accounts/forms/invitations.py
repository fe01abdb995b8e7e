"""Inviting somebody, and saying yes to an invitation."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Access
from core.forms import Form

FULL_NAME_MAX = 150


class InviteForm(Form):
    """Who is to act for an association, in which role, and in which language we write to them."""

    full_name = forms.CharField(label=_("Full name"), max_length=FULL_NAME_MAX)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The person's own address. We send the invitation there.")
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Access.Role.choices,
        initial=Access.Role.BOARD_MEMBER,
        widget=forms.RadioSelect,
        help_text=_(
            "The chair and the treasurer can apply and sign. A board member can read everything."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=settings.LANGUAGES,
        initial=settings.LANGUAGE_CODE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class AcceptForm(Form):
    """Saying yes; a person who has no account yet checks the name and chooses a language."""

    full_name = forms.CharField(
        label=_("Your full name"),
        max_length=FULL_NAME_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Your language"),
        choices=settings.LANGUAGES,
        help_text=_("Pages and messages are shown in this language."),
    )

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        if not is_new:
            self.fields.clear()
