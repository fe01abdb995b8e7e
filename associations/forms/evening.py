"""An evening event in one go: what is common once, then a line for each association."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.forms.quick_log import (
    FOLLOW_UP_IN,
    EntryForm,
    MinutesField,
    listed,
    recently_met,
)
from associations.models import Association, HelpKind
from core.forms import Form

# Lines that stand ready, and how many more the button gives.
READY = 4
MORE = 4
MOST = 60
# Names in the select of a line; the others are found by searching.
OFFERED = 60
EVENING_MINUTES = 30


class EveningForm(EntryForm):
    """What all entries of the evening have in common."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fill_choices(user)

    def facts(self, user: User) -> dict[str, Any]:
        """What `contacts.log_batch` takes besides the lines."""
        return self.common_facts(user)


class LineForm(Form):
    """One association of the evening; a line in which nothing is chosen or written is left out."""

    association = forms.ChoiceField(label=_("Association"), required=False)
    other_party = forms.CharField(label=_("Somebody else"), max_length=150, required=False)
    minutes = MinutesField(label=_("Minutes"), required=False)
    help_kind = forms.ChoiceField(label=_("Kind of help"), required=False)
    summary = forms.CharField(label=_("Note"), max_length=500, required=False)
    follow_up_in = forms.ChoiceField(label=_("Follow up"), choices=FOLLOW_UP_IN, required=False)
    follow_up_text = forms.CharField(label=_("What is to be done"), max_length=250, required=False)

    def __init__(
        self,
        *args: Any,
        offered: list[tuple[str, str]],
        kinds: list[tuple[str, str]],
        known: dict[int, Association],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        fields: dict[str, Any] = self.fields
        fields["association"].choices = [("", "–"), *offered]
        fields["help_kind"].choices = kinds

    @property
    def is_empty(self) -> bool:
        """Only what stood ready is in it."""
        names = ("association", "other_party", "summary", "follow_up_in", "follow_up_text")
        return not any(self.cleaned_data.get(name) for name in names)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors or self.is_empty:
            return cleaned
        if not cleaned["association"] and not cleaned["other_party"]:
            self.add_error("association", gettext("Choose an association, or write whom you met."))
        if not cleaned["minutes"]:
            self.add_error("minutes", gettext("Choose how long it took."))
        if cleaned["follow_up_text"] and not cleaned["follow_up_in"]:
            self.add_error("follow_up_in", gettext("Choose when to follow up."))
        return cleaned

    def facts(self, common: EveningForm, kinds: dict[str, HelpKind], user: User) -> dict[str, Any]:
        """What `contacts.log_batch` takes for this line."""
        typed = self.cleaned_data
        met = [self.known[int(typed["association"])]] if typed["association"] else []
        due_on = common.days_from_typing(typed["follow_up_in"])
        text = typed["follow_up_text"] or gettext("Follow up")
        return {
            "associations": met,
            "other_party": typed["other_party"],
            "minutes": typed["minutes"],
            "help_kind": kinds[typed["help_kind"]],
            "summary": typed["summary"],
            "follow_up": {"text": text, "due_on": due_on, "assigned_to": user} if due_on else None,
        }


class Lines(BaseFormSet):
    """The lines of the evening; an association stands in one of them."""

    def clean(self) -> None:
        seen: set[str] = set()
        for line in self.forms:
            key = getattr(line, "cleaned_data", {}).get("association")
            if key and key in seen:
                line.add_error("association", gettext("It stands in a line above already."))
            seen.add(key or "")

    def filled(self) -> list[LineForm]:
        """Those in which something stands."""
        return [line for line in self.forms if not line.is_empty]


LineFormSet = formset_factory(
    LineForm, formset=Lines, extra=0, max_num=MOST, absolute_max=MOST, validate_max=True
)


class Evening:
    """The two together, with what their selects offer, read once."""

    def __init__(
        self,
        user: User,
        *,
        data: Any = None,
        initial: dict[str, Any] | None = None,
        found: Iterable[Association] = (),
        chosen: Iterable[int] = (),
    ) -> None:
        self.user = user
        self.kinds = {str(kind.pk): kind for kind in HelpKind.objects.in_use()}
        kinds = [(key, str(kind)) for key, kind in self.kinds.items()]
        wanted = set(chosen) | typed_associations(data)
        living = Association.objects.visible_to(user)
        known = living.in_bulk(wanted) if wanted else {}
        offered = list(dict.fromkeys([*known.values(), *found, *recently_met(user), *listed(user)]))
        # What was typed is always among them; the rest is bounded.
        offered = offered[: max(OFFERED, len(known) + len(list(found)))]
        self.form = EveningForm(data, user=user, initial=initial)
        first = (initial or {}).get("help_kind") or next(iter(self.kinds), "")
        ready = {"minutes": EVENING_MINUTES, "help_kind": str(first)}
        lines = [{**ready, "association": str(key)} for key in chosen if key in known]
        lines += [ready] * max(READY - len(lines), 1)
        self.lines = LineFormSet(
            data,
            prefix="linje",
            initial=None if data is not None else lines[:MOST],
            form_kwargs={
                "user": user,
                "offered": [(str(one.pk), one.name) for one in offered],
                "kinds": kinds,
                "known": {one.pk: one for one in offered},
            },
        )

    def is_valid(self) -> bool:
        sound = [self.form.is_valid(), self.lines.is_valid()]
        if all(sound) and not self.lines.filled():
            self.form.add_error(None, gettext("Fill in a line for each association you met."))
            return False
        return all(sound)

    def rows(self) -> list[dict[str, Any]]:
        """What `contacts.log_batch` takes as rows."""
        return [line.facts(self.form, self.kinds, self.user) for line in self.lines.filled()]

    def show(self, error: Any, place: int | None) -> None:
        """A refusal of the action, at its line."""
        where = self.form if place is None else self.lines.filled()[place]
        for field, errors in getattr(error, "error_dict", {None: [error]}).items():
            where.add_error(field if field in where.fields else None, errors)


def typed_associations(data: Any) -> set[int]:
    """The associations that the sent lines name."""
    if data is None:
        return set()
    sent = (data.get(f"linje-{n}-association", "") for n in range(MOST))
    return {int(key) for key in sent if key.isdecimal()}


def with_more_lines(data: Any, *, association: str = "") -> Any:
    """What was sent, with more empty lines, or with a line for one more association."""
    grown = data.copy()
    number = data.get("linje-TOTAL_FORMS", "0")
    total = int(number) if number.isdecimal() else 0
    places = range(min(total, MOST))
    if association:
        names = ("association", "other_party", "summary")
        free = (n for n in places if not any(data.get(f"linje-{n}-{name}", "") for name in names))
        place = next(free, total)
        total = max(total, min(place + 1, MOST))
        grown[f"linje-{place}-association"] = association
        added: Iterable[int] = [place]
    else:
        added = range(total, total + MORE)
        total = min(total + MORE, MOST)
    for place in added:
        for name in ("minutes", "help_kind"):
            last = data.get(f"linje-{max(place - 1, 0)}-{name}", "")
            grown.setdefault(f"linje-{place}-{name}", last)
    grown["linje-TOTAL_FORMS"] = str(total)
    return grown
