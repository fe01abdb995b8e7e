"""What the receipt of an entry says besides “saved”: refer, budgets, the ladder, offers."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import get_language_info

from accounts.models import User
from associations import budgets, independence
from associations.models import Association, Contact, HelpKind, IndependenceStep, Referral

# A meeting with more associations than these helps none of them by itself.
FEW = 6


@dataclass(frozen=True)
class Text:
    """A referral text in one language, ready to be sent from a telephone."""

    code: str
    name: str
    direction: str
    text: str
    sms: str


@dataclass(frozen=True)
class Rungs:
    """Who does this kind of task for an association now."""

    association: Association
    step: IndependenceStep | None
    choices: list[tuple[str, str, bool]]


def of(contact: Contact, user: User) -> dict[str, Any]:
    """For the receipt's page; the contact comes with its kind and its associations."""
    associations = list(contact.associations.all())
    few = associations if len(associations) <= FEW else []
    kind = contact.help_kind
    words = texts(contact, associations)
    told = Referral.objects.visible_to(user).filter(contact=contact)
    due = independence.hints(few, contact.happened_on, kinds=[kind]) if few and kind.offer else []
    return {
        "texts": words,
        "referrals": told.select_related("association")[:FEW] if words else [],
        "standings": budgets.standings(budgets.touched_by(contact)[:FEW], contact.happened_on),
        "ladders": rungs(few, kind),
        "hints": due,
    }


def texts(contact: Contact, associations: list[Association]) -> list[Text]:
    """The referral text in every language it is written in, the association's first."""
    kind = contact.help_kind
    if kind.is_ours or not kind.referral_target:
        return []
    written = {
        code: text
        for code, _name in settings.LANGUAGES
        if (text := getattr(kind, f"referral_text_{code}", "") or "")
    }
    spoken = [contact.language_id, *_languages(associations), settings.LANGUAGE_CODE]
    first = next((code for code in spoken if code in written), None)
    codes = [first, *(code for code in written if code != first)] if first else []
    phone = associations[0].phone if len(associations) == 1 else ""
    return [_text(str(code), written[str(code)], phone) for code in codes]


def _languages(associations: list[Association]) -> list[str]:
    spoken = Association.languages.through.objects.filter(association__in=associations)
    return list(spoken.order_by("language_id").values_list("language_id", flat=True)[:20])


def _text(code: str, text: str, phone: str) -> Text:
    known = get_language_info(code)
    return Text(
        code=code,
        name=known["name_local"],
        direction="rtl" if known["bidi"] else "ltr",
        text=text,
        # Understood by both kinds of telephones; without a number one chooses whom to write to.
        sms=f"sms:{phone}?&body={quote(text)}",
    )


def rungs(associations: list[Association], kind: HelpKind) -> list[Rungs]:
    """The ladder of each association in this kind of task."""
    if not associations:
        return []
    known = independence.ladder([one.pk for one in associations], [kind.pk])
    found = []
    for one in associations:
        step = known.get((one.pk, kind.pk))
        now = step.rung if step else ""
        choices = [(r.value, str(r.label), r.value == now) for r in IndependenceStep.Rung]
        found.append(Rungs(one, step, choices))
    return found
