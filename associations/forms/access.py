"""The chair's forms about who has access."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form


class EndAccessForm(Form):
    """Why somebody shall no longer have access."""

    reason = forms.CharField(
        label=_("Why does the access end?"),
        help_text=_("A few words, for example “Left the board”. The municipality can read it."),
        max_length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
