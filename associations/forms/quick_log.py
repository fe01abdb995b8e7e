"""The quick log: the last used values stand ready, the rest is one tap each."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from associations.models import Association, Contact, HelpKind, Theme
from core.forms import DanishDateField, Form
from core.models import Language

MINUTES = (15, 30, 45, 60, 90)
# Days from the day of typing; "" is none.
FOLLOW_UP_IN = [
    ("", _("None")),
    ("1", _("Tomorrow")),
    ("7", _("In a week")),
    ("30", _("In a month")),
]
# Chips of the associations one met last; the others are found by typing.
RECENT = 8
# As many more names come with the page, so that they can be found without a network.
LISTED = 200
# An entry typed without a network may be sent this much later.
LATEST_DAYS = 60


class QuickLogForm(Form):
    """A contact as it is logged on a phone."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    # The day of typing, from which “tomorrow” counts when the entry is sent later.
    typed_on = DanishDateField(widget=forms.HiddenInput, required=False)
    associations = forms.ModelMultipleChoiceField(
        Association.objects.none(),
        label=_("Associations"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_party = forms.CharField(
        label=_("Somebody else"),
        max_length=150,
        required=False,
        help_text=_("A new group, or somebody who is not in the register."),
    )
    channel = forms.ChoiceField(
        label=_("How"), choices=Contact.Channel.choices, widget=forms.RadioSelect
    )
    minutes = forms.TypedChoiceField(
        label=_("Minutes"),
        choices=[(n, str(n)) for n in MINUTES],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    own_minutes = forms.IntegerField(
        label=_("Other number of minutes"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(1440)],
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    help_kind = forms.ModelChoiceField(
        HelpKind.objects.none(), label=_("Kind of help"), widget=forms.RadioSelect, empty_label=None
    )
    summary = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Write about the association, not about a person's private affairs."),
    )
    happened_on = DanishDateField(label=_("Date"), help_text=_("Day-month-year"))
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label=_("Themes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ModelChoiceField(
        Language.objects.none(), label=_("Language"), required=False, empty_label="–"
    )
    interpreter_mode = forms.ChoiceField(
        label=_("Interpreter"), choices=Contact.InterpreterMode.choices, required=False
    )
    persons_met = forms.CharField(
        label=_("Persons met"),
        max_length=250,
        required=False,
        help_text=_("Posts first, names only if needed."),
    )
    place = forms.CharField(label=_("Place"), max_length=150, required=False)
    initiative = forms.ChoiceField(
        label=_("Whose initiative"), choices=Contact.Initiative.choices, required=False
    )
    colleagues = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Together with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    only_manager = forms.BooleanField(
        label=_("Only I and my manager may read this entry"), required=False
    )
    follow_up_text = forms.CharField(label=_("What is to be done"), max_length=250, required=False)
    follow_up_in = forms.ChoiceField(
        label=_("Follow up"), choices=FOLLOW_UP_IN, required=False, widget=forms.RadioSelect
    )
    follow_up_on = DanishDateField(label=_("On another day"), required=False)

    def __init__(self, *args: Any, user: Any, found: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["client_key"].unscanned = True
        fields["associations"].queryset = Association.objects.visible_to(user)
        fields["help_kind"].queryset = HelpKind.objects.in_use()
        fields["themes"].queryset = Theme.objects.in_use()
        fields["language"].queryset = Language.objects.in_use()
        fields["colleagues"].queryset = User.objects.with_role(
            Role.CONSULTANT, Role.COORDINATOR, Role.POOL_SECRETARY
        ).exclude(pk=user.pk)
        fields["associations"].choices = self._offered(user, list(found))

    def _offered(self, user: User, found: list[Association]) -> list[tuple[int, str]]:
        """Chosen ones first, then those found and those met last, then the rest by name.

        Validation asks the whole register; this is what the page shows. `first` is how many of
        them stand open.
        """
        chosen = self._chosen()
        recent = recently_met(user) if user.pk else []
        first = list(dict.fromkeys([*chosen, *found, *recent]))
        self.first = max(len(chosen) + len(found), min(len(first), RECENT))
        living = Association.objects.visible_to(user).exclude(stage=Association.Stage.DISSOLVED)
        rest = list(living.only("name", "city")[: LISTED + 1])
        self.has_more = len(rest) > LISTED
        return [(one.pk, one.name) for one in dict.fromkeys([*first, *rest[:LISTED]])]

    def _chosen(self) -> list[Association]:
        if not self.is_bound:
            return []
        keys = [key for key in self.data.getlist("associations") if key.isdigit()]  # type: ignore[attr-defined]
        return list(self.fields["associations"].queryset.filter(pk__in=keys)) if keys else []  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        took = cleaned.get("own_minutes") or cleaned.get("minutes")
        met = cleaned.get("associations") or cleaned.get("other_party")
        if not took and "own_minutes" not in self.errors:
            self.add_error("own_minutes", gettext("Choose how long it took."))
        if not met and not {"associations", "other_party"} & set(self.errors):
            self.add_error("associations", gettext("Choose an association, or write whom you met."))
        if cleaned.get("follow_up_text") and not self.follow_up_day():
            self.add_error("follow_up_in", gettext("Choose when to follow up."))
        return cleaned

    def clean_typed_on(self) -> date:
        """Today, unless the entry waited for a network."""
        today = timezone.localdate()
        typed_on = self.cleaned_data["typed_on"] or today
        earliest = today - timedelta(days=LATEST_DAYS)
        return typed_on if earliest <= typed_on <= today else today

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError(gettext("The day lies in the future."), code="future")
        return day

    def follow_up_day(self) -> date | None:
        """When to follow up, if at all."""
        if own := self.cleaned_data.get("follow_up_on"):
            return own
        days = self.cleaned_data.get("follow_up_in")
        start: date = self.cleaned_data.get("typed_on") or timezone.localdate()
        return start + timedelta(days=int(days)) if days else None

    def facts(self, user: User) -> dict[str, Any]:
        """What `contacts.log` takes."""
        typed = self.cleaned_data
        same = (
            "client_key",
            "happened_on",
            "associations",
            "other_party",
            "channel",
            "help_kind",
            "language",
            "themes",
            "summary",
            "persons_met",
            "place",
        )
        due_on = self.follow_up_day()
        text = typed["follow_up_text"] or gettext("Follow up")
        visibility = Contact.Visibility
        return {
            **{name: typed[name] for name in same},
            "minutes": typed["own_minutes"] or typed["minutes"],
            "interpreter_mode": typed["interpreter_mode"] or Contact.InterpreterMode.NONE,
            "initiative": typed["initiative"] or Contact.Initiative.MUNICIPALITY,
            "visibility": visibility.MANAGEMENT if typed["only_manager"] else visibility.TEAM,
            "consultants": [user, *typed["colleagues"]],
            "follow_up": {"text": text, "due_on": due_on, "assigned_to": user} if due_on else None,
        }


def recently_met(user: User) -> list[Association]:
    """The associations this user logged contacts with last, the latest first."""
    rows = (
        Contact.associations.through.objects.filter(contact__logged_by=user)
        .order_by("-contact__happened_on", "-contact_id", "-pk")
        .select_related("association")[: RECENT * 5]
    )
    living = (r.association for r in rows if r.association.stage != Association.Stage.DISSOLVED)
    return list(dict.fromkeys(living))[:RECENT]
