"""The shorter forms of the portal: files, signature, withdrawal, answer, copy."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import DocumentField, Form
from grants.models import Attachment, PoolRound

ALLOWED_FILES = _("PDF, picture, Word or Excel. A photo of a paper is fine.")

TICK = _("Tick this, or the application cannot be sent.")


class AttachmentForm(Form):
    """A file, and what it is. Sent without a file it says so, unless the user only goes on."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Attachment.Kind)
    file = DocumentField(label=_("Choose the file"), help_text=ALLOWED_FILES)


class SignForm(Form):
    """The declarations and the typed name that stands for a signature."""

    declared_true = forms.BooleanField(
        label=_("What we have written is true"), error_messages={"required": TICK}
    )
    declared_democratic = forms.BooleanField(
        label=_(
            "Our association's purpose and what it does respect democracy and human rights "
            "(folkeoplysningsloven § 44 a)"
        ),
        error_messages={"required": TICK},
    )
    signed_name = forms.CharField(
        label=_("Your full name"),
        help_text=_("Typing your name here is your signature."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Sign with your name.")},
    )


class WithdrawForm(Form):
    """Taking an application back; nobody has to give a reason, but it helps us."""

    reason = forms.CharField(
        label=_("Why do you withdraw it?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(Form):
    """The answer to a question of the municipality, with a file if there is one."""

    text = forms.CharField(
        label=_("Your answer"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6})
    )
    kind = forms.ChoiceField(
        label=_("What is the file?"),
        choices=[("", _("No file")), *Attachment.Kind.choices],
        required=False,
    )
    file = DocumentField(label=_("File"), help_text=ALLOWED_FILES, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") and not cleaned.get("file") and not self.has_error("file"):
            self.add_error("file", ValidationError(_("Choose a file."), code="required"))
        return cleaned


class CopyForm(Form):
    """Into which open round an earlier application is copied."""

    round = forms.ModelChoiceField(
        label=_("Into which round?"),
        queryset=PoolRound.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, rounds: list[PoolRound], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = PoolRound.objects.filter(  # type: ignore[attr-defined]
            pk__in=[one.pk for one in rounds]
        ).select_related("pool")
        if len(rounds) == 1:
            self.initial.setdefault("round", rounds[0].pk)
