"""The quick log: the last used values stand ready, the rest is one tap each."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, StepValueValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from associations import case_targets
from associations.actions.contacts import Agreed
from associations.models import Association, Contact, FollowUp, HelpKind, Theme
from associations.models.contacts import STEP, WHOLE_FIVES
from core.forms import DanishDateField, Form
from core.models import Language

MINUTES = (15, 30, 45, 60, 90)
# Days from the day of typing; "" is none.
FOLLOW_UP_IN = [
    ("", _("None")),
    ("1", _("Tomorrow")),
    ("7", _("In a week")),
    ("14", _("In two weeks")),
    ("30", _("In a month")),
]
# Chips of the associations one met last; the others are found by typing.
RECENT = 8
# As many more names come with the page, so that they can be found without a network: one's own
# associations first, then those anybody met last. The others are found by searching.
LISTED = 200
# Rows for what was agreed; more at the desk.
ACTIONS = (1, 2, 3)
# An entry typed without a network may be sent this much later.
LATEST_DAYS = 60


class MinutesField(forms.IntegerField):
    """A duration typed in steps, at most a day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            validators=[
                MinValueValidator(STEP),
                MaxValueValidator(1440),
                StepValueValidator(STEP, message=WHOLE_FIVES),
            ],
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": STEP}),
            **kwargs,
        )


class EntryForm(Form):
    """What every form of the log asks."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    # The day of typing, from which “tomorrow” counts when the entry is sent later.
    typed_on = DanishDateField(widget=forms.HiddenInput, required=False)
    happened_on = DanishDateField(label=_("Date"), help_text=_("Day-month-year"))
    started_at = forms.TimeField(
        label=_("Time"),
        required=False,
        input_formats=("%H.%M", "%H:%M"),
        help_text=_("For example 14.30"),
    )
    channel = forms.ChoiceField(
        label=_("How"), choices=Contact.Channel.choices, widget=forms.RadioSelect
    )
    place = forms.CharField(label=_("Place"), max_length=150, required=False)
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
    colleagues = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Together with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    # What the entry is about (`application:12`), when one comes from its page.
    link = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def fill_choices(self, user: User) -> None:
        """What may be chosen today."""
        fields: dict[str, Any] = self.fields
        fields["client_key"].unscanned = True
        fields["themes"].queryset = Theme.objects.in_use()
        fields["language"].queryset = Language.objects.in_use()
        fields["colleagues"].queryset = keepers().exclude(pk=user.pk)
        for name in ("themes", "colleagues"):
            # Read once: the page asks first whether there are any.
            field = fields[name]
            field.choices = [(one.pk, field.label_from_instance(one)) for one in field.queryset]

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

    def clean_link(self) -> str:
        """What is not there, or not for this user's eyes, is left out."""
        link: str = self.cleaned_data["link"]
        return link if link and case_targets.find(self.user, link) is not None else ""

    def days_from_typing(self, days: str) -> date | None:
        """So many days from the day of typing; nothing chosen: None."""
        start: date = self.cleaned_data.get("typed_on") or timezone.localdate()
        return start + timedelta(days=int(days)) if days else None

    def common_facts(self, user: User) -> dict[str, Any]:
        """What every entry of the form has."""
        typed = self.cleaned_data
        same = ("happened_on", "started_at", "channel", "place", "themes", "language", "link")
        return {
            **{name: typed[name] for name in same},
            "interpreter_mode": typed["interpreter_mode"] or Contact.InterpreterMode.NONE,
            "consultants": [user, *typed["colleagues"]],
        }


class QuickLogForm(EntryForm):
    """A contact as it is logged on a phone."""

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
    minutes = forms.TypedChoiceField(
        label=_("Minutes"),
        choices=[(n, str(n)) for n in MINUTES],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    own_minutes = MinutesField(label=_("Other number of minutes"), required=False)
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
    persons_met = forms.CharField(
        label=_("Persons met"),
        max_length=250,
        required=False,
        help_text=_("Posts first, names only if needed."),
    )
    initiative = forms.ChoiceField(
        label=_("Whose initiative"), choices=Contact.Initiative.choices, required=False
    )
    visibility = forms.ChoiceField(
        label=_("Who may read this entry"),
        choices=Contact.Visibility.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    follow_up_text = forms.CharField(label=_("What is to be done"), max_length=250, required=False)
    follow_up_in = forms.ChoiceField(
        label=_("Follow up"), choices=FOLLOW_UP_IN, required=False, widget=forms.RadioSelect
    )
    follow_up_on = DanishDateField(label=_("On another day"), required=False)

    def __init__(self, *args: Any, user: Any, found: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        fields: dict[str, Any] = self.fields
        self.fill_choices(user)
        fields["associations"].queryset = Association.objects.visible_to(user)
        fields["help_kind"].queryset = HelpKind.objects.in_use()
        for number in ACTIONS:
            fields |= action_fields(number)
        fields["associations"].choices = self._offered(user, list(found))

    def _offered(self, user: User, found: list[Association]) -> list[tuple[int, str]]:
        """Chosen ones first, then those found and those met last, then others (`listed`).

        Validation asks the whole register; this is what the page shows. `first` is how many of
        them stand open.
        """
        chosen = self._chosen()
        recent = recently_met(user) if user.pk else []
        first = list(dict.fromkeys([*chosen, *found, *recent]))
        self.first = max(len(chosen) + len(found), min(len(first), RECENT))
        rest = listed(user)
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
        for number in ACTIONS:
            self._clean_action(number, bool(cleaned.get("associations")))
        return cleaned

    def _clean_action(self, number: int, has_association: bool) -> None:
        typed = self.cleaned_data
        text, day = typed.get(f"action_{number}_text"), typed.get(f"action_{number}_on")
        if text and day is None and f"action_{number}_on" not in self.errors:
            self.add_error(f"action_{number}_on", gettext("Choose until when."))
        if day and not text:
            self.add_error(f"action_{number}_text", gettext("Write what was agreed."))
        if text and typed.get(f"action_{number}_shared"):
            if not has_association:
                self.add_error(
                    f"action_{number}_shared",
                    gettext("Choose the association that is to read it, or do not show it."),
                )
            elif typed.get("visibility", "") not in ("", Contact.Visibility.TEAM):
                self.add_error(
                    f"action_{number}_shared",
                    gettext("The note is not for everybody, so the association cannot read this."),
                )

    @property
    def actions(self) -> list[dict[str, Any]]:
        """The rows for what was agreed, as the template shows them."""
        parts = ("text", "owner", "on", "shared")
        return [{part: self[f"action_{n}_{part}"] for part in parts} for n in ACTIONS]

    @property
    def has_actions(self) -> bool:
        """Whether anything is typed in them, so that they stand open."""
        return self.is_bound and any(
            self[f"action_{n}_{part}"].value() for n in ACTIONS for part in ("text", "on")
        )

    def agreed(self) -> list[Agreed]:
        """What was agreed, row by row."""
        typed = self.cleaned_data
        return [
            Agreed(
                text=typed[f"action_{n}_text"],
                due_on=typed[f"action_{n}_on"],
                owner=typed[f"action_{n}_owner"] or FollowUp.Owner.MUNICIPALITY,
                is_shared=typed[f"action_{n}_shared"],
            )
            for n in ACTIONS
            if typed[f"action_{n}_text"]
        ]

    def follow_up_day(self) -> date | None:
        """When to follow up, if at all."""
        if own := self.cleaned_data.get("follow_up_on"):
            return own
        return self.days_from_typing(self.cleaned_data.get("follow_up_in", ""))

    def facts(self, user: User) -> dict[str, Any]:
        """What `contacts.log` takes."""
        typed = self.cleaned_data
        same = ("client_key", "associations", "other_party", "help_kind", "summary", "persons_met")
        due_on = self.follow_up_day()
        text = typed["follow_up_text"] or gettext("Follow up")
        return {
            **self.common_facts(user),
            **{name: typed[name] for name in same},
            "minutes": typed["own_minutes"] or typed["minutes"],
            "initiative": typed["initiative"] or Contact.Initiative.MUNICIPALITY,
            "visibility": typed["visibility"] or Contact.Visibility.TEAM,
            "agreed": self.agreed(),
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


def listed(user: User) -> list[Association]:
    """The names that come with the page, one more than are shown: the user's own associations,
    then those anybody met last; a register of 100,000 is searched instead."""
    living = Association.objects.visible_to(user).alive()
    own = list(living.filter(consultant=user).only("name")[:LISTED]) if user.pk else []
    met = living.filter(last_contact_on__isnull=False).order_by("-last_contact_on", "pk")
    found = dict.fromkeys([*own, *met.only("name")[: LISTED + 1]])
    if len(found) <= LISTED:
        # A small register comes as a whole.
        found |= dict.fromkeys(living.order_by("pk").only("name")[: LISTED + 1])
    others = sorted(set(list(found)[: LISTED + 1]) - set(own), key=lambda one: one.name.casefold())
    return [*own, *others]


def keepers() -> Any:
    """Who keeps the log."""
    return User.objects.with_role(Role.CONSULTANT, Role.COORDINATOR, Role.POOL_SECRETARY)


def action_fields(number: int) -> dict[str, forms.Field]:
    """The fields of one row for what was agreed."""
    return {
        f"action_{number}_text": forms.CharField(
            label=_("What was agreed"), max_length=250, required=False
        ),
        f"action_{number}_owner": forms.ChoiceField(
            label=_("Who does it"),
            choices=FollowUp.Owner.choices,
            required=False,
            widget=forms.RadioSelect,
        ),
        f"action_{number}_on": DanishDateField(
            label=_("Until when"), required=False, help_text=_("Day-month-year")
        ),
        f"action_{number}_shared": forms.BooleanField(
            label=_("Show it to the association"),
            required=False,
            help_text=_("The association reads the text and the day on its own pages."),
        ),
    }
