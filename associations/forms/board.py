"""Forms about the board: a new post, the end of one, the change of chair, the yearly answer."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.forms.models import ModelChoiceField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.models import Association, BoardConfirmation, Person, Post
from core.admin.form_steps import StepForm
from core.forms import DanishDateField, DocumentField, Form, PhoneField
from core.forms.base import OVERRIDE

# People who can be chosen by name: those of the latest posts; others are typed.
KNOWN = 60
NAME_MAX = 150


class WhoFields(Form):
    """Somebody who has had a post here, or a new person with contact details."""

    person = ModelChoiceField(
        Person.objects.none(),
        label=_("Who?"),
        required=False,
        empty_label=_("Somebody new – write below"),
    )
    full_name = forms.CharField(label=_("Full name"), max_length=NAME_MAX, required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"dir": "ltr"})
    )
    phone = PhoneField(label=_("Telephone"), required=False)
    language = forms.ChoiceField(
        label=_("The person's language"), choices=settings.LANGUAGES, initial=settings.LANGUAGE_CODE
    )

    association: Association

    def _offer_known(self) -> None:
        latest = Post.objects.filter(association=self.association).order_by("-valid_from", "-pk")
        known = list(latest.values_list("person_id", flat=True)[:KNOWN])
        self.fields["person"].queryset = Person.objects.filter(pk__in=known)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("person") or cleaned.get("full_name") or self.has_error("full_name")):
            self.add_error("full_name", _("Choose a person above, or write the name here."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """What the action is given besides `by` and `at`."""
        return {name: value for name, value in self.cleaned_data.items() if name != OVERRIDE}


class PortalWhoForm(WhoFields):
    """For the association's own pages."""

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.association = association
        self._offer_known()
        self.helper = FormHelper()
        self.helper.form_tag = False


class AppointForm(PortalWhoForm):
    """A new post; the chair's only where there is none, for a chair is handed over."""

    role = forms.ChoiceField(label=_("Post"), choices=Post.Role.choices)
    valid_from = DanishDateField(label=_("From"), help_text=_("Day-month-year"))
    can_sign = forms.BooleanField(
        label=_("May sign for the association"),
        required=False,
        help_text=_("Look in your statutes: who signs, and who together?"),
    )
    field_order = ("role", "person", "full_name", "email", "phone", "language", "valid_from")

    def __init__(self, *args: Any, has_chair: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.choices = [
            choice for choice in Post.Role.choices if choice[0] != Post.Role.CHAIR or not has_chair
        ]
        self.fields["valid_from"].initial = timezone.localdate()


class EndPostForm(Form):
    """The last day of a post."""

    on = DanishDateField(label=_("Last day"), help_text=_("Day-month-year"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        self.helper = FormHelper()
        self.helper.form_tag = False


class ChairChangeForm(PortalWhoForm):
    """Who is the new chair, and from which day."""

    effective_on = DanishDateField(
        label=_("Chair from"),
        help_text=_("The day of the meeting, day-month-year. Not later than today."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effective_on"].initial = timezone.localdate()
        self.fields["email"].help_text = _("The invitation is sent there.")

    def as_sent(self) -> Any:
        """What the page of confirmation sends again, unseen."""
        return [field.as_hidden() for field in self]


class ConfirmedChairChangeForm(ChairChangeForm):
    """The same, with the minutes, which are chosen on the page of confirmation."""

    minutes_upload = DocumentField(
        label=_("Signed minutes of the meeting (file)"),
        required=False,
        help_text=_("A picture taken with the phone will do. You may also send it later."),
    )

    def as_sent(self) -> Any:
        return [field.as_hidden() for field in self if field.name != "minutes_upload"]


class ResendForm(Form):
    """Where the new chair is invited again."""

    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"dir": "ltr"}))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class CancelForm(Form):
    """Why the change is cancelled."""

    reason = forms.CharField(
        label=_("Why is it cancelled?"),
        max_length=300,
        help_text=_("A few words. The board and the municipality can read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class ConfirmBoardForm(Form):
    """One tap: yes, or no with what has changed."""

    # Whoever says no writes what: the word beside the field would be wrong.
    mark_optional = False
    answer = forms.ChoiceField(choices=BoardConfirmation.Answer.choices)
    remark = forms.CharField(
        label=_("What has changed?"),
        required=False,
        max_length=1000,
        help_text=_("Who has left, who is new? Write in your own language if you like."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


# --- At the desk ----------------------------------------------------------------------------------


class ChairChangeStepForm(WhoFields, StepForm):
    """The change of chair by staff, when the former chair has vanished or asks for help."""

    effective_on = DanishDateField(label=_("Chair from"), help_text=_("Day-month-year"))
    minutes_upload = DocumentField(label=_("Signed minutes of the meeting (file)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.association = self.about  # type: ignore[assignment]
        self._offer_known()


class NoteBoardForm(StepForm):
    """What the association said by telephone."""

    answer = forms.ChoiceField(
        label=_("Is this still the board?"),
        choices=BoardConfirmation.Answer.choices,
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("What has changed?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ResendStepForm(StepForm):
    """Where the new chair is invited again."""

    email = forms.EmailField(label=_("E-mail"))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
