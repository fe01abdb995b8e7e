"""Forms about an entry of the log at the desk: the entry itself, and what it is about."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations import case_targets
from associations.actions import contacts
from associations.models import Contact, ContactLink
from associations.models.contacts import STEP
from core.admin.form_steps import StepForm
from core.forms import ModelForm


class LinkForm(StepForm):
    """What the entry is about: something the associations that were there have."""

    target = forms.ChoiceField(label=_("What it is about"))
    for_notes = False

    def __init__(self, *args: Any, about: Contact, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, about=about, user=user, **kwargs)
        field: Any = self.fields["target"]
        met = about.associations.all()
        field.choices = [
            ("", "–"),
            *case_targets.offered(user, met, for_notes=self.for_notes),
        ]


class CaseNoteForm(LinkForm):
    """The case the entry becomes a note of."""

    target = forms.ChoiceField(label=_("The case"))
    for_notes = True


class UnlinkForm(StepForm):
    """Which link is taken away; a case note stays."""

    link = forms.ModelChoiceField(ContactLink.objects.none(), label=_("Link"), empty_label="–")

    def __init__(self, *args: Any, about: Contact, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, about=about, user=user, **kwargs)
        field: Any = self.fields["link"]
        seen = {
            one.link.pk: f"{one.label}: {one.title}" for one in case_targets.linked(user, about)
        }
        field.queryset = about.links.filter(pk__in=seen, noted_at=None)
        field.label_from_instance = lambda link: seen[link.pk]

    def subject(self) -> Any:
        return self.cleaned_data["link"]

    def arguments(self) -> dict[str, Any]:
        return {}


class ContactForm(ModelForm):
    """An entry; whoever was met is named, and the day is not in the future."""

    # Two clicks on “Save” send one key, and one entry is made.
    entry_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "minutes" in self.fields:
            self.fields["minutes"].widget.attrs["step"] = STEP
        if "entry_key" in self.fields:
            self.fields["entry_key"].unscanned = True  # type: ignore[attr-defined]
            self.fields["entry_key"].initial = uuid4

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError(_("The day lies in the future."), code="future")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("associations") and not cleaned.get("other_party"):
            self.add_error("associations", _("Choose an association, or write whom you met."))
        is_private = cleaned.get("visibility") not in (None, Contact.Visibility.TEAM)
        if is_private and self.instance.pk and self.instance.links.exclude(noted_at=None).exists():
            self.add_error("visibility", contacts.NOTE_IS_READ)
        return cleaned
