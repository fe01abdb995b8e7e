"""Receipt, decision letter and case file: facts gathered here, set by typst, Danish on paper.

The Danish text is the one that counts; a receipt adds a few lines in the language of the person
who signed.
"""

from dataclasses import dataclass, field

from django.utils import timezone, translation
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from associations.models import Association
from core import calendar, cvr, money, pdf
from core.documents import store
from core.models import Document
from grants.models import Application, Decision

RECORD_LANGUAGE = "da"


@dataclass(frozen=True)
class Section:
    """A headed part of a letter; `text` is prose."""

    heading: str
    text: str


@dataclass(frozen=True)
class Courtesy:
    """The gist in another language, marked as such."""

    language: str
    direction: str
    heading: str
    text: str


@dataclass(frozen=True)
class Letter:
    """What decision and receipt have in common."""

    title: str
    date: str
    case_number: str
    recipient: list[str]
    opening: str
    particulars: list[tuple[str, str]]
    sections: list[Section]
    signatures: list[dict[str, str]] = field(default_factory=list)
    courtesy: Courtesy | None = None


def _address(association: Association) -> list[str]:
    """Name, street, town and CVR number, as far as they are known."""
    place = f"{association.postal_code} {association.city}".strip()
    number = f"CVR {cvr.display(association.cvr_number)}" if association.cvr_number else ""
    return [line for line in (association.name, association.street, place, number) if line]


def period(application: Application) -> str:
    days = [day for day in (application.starts_on, application.ends_on) if day]
    return " – ".join(dict.fromkeys(calendar.format_date(day) for day in days))


def _enclosures(application: Application) -> str:
    names = [str(one) for one in application.attachments.select_related("document")]
    return "\n".join(names)


# --- receipt --------------------------------------------------------------------------------


def receipt(application: Application) -> Document:
    """Store the receipt of a submitted application and return it."""
    with translation.override(RECORD_LANGUAGE):
        facts = _receipt_facts(application)
        name = _("Receipt %(number)s.pdf") % {"number": application.case_number}
    return store(
        content=pdf.render("grants/receipt", facts, language=RECORD_LANGUAGE),
        name=name,
        by=application.submitted_by,
        kind=Document.Kind.RECEIPT,
    )


def _receipt_facts(application: Application) -> Letter:
    sent_at = application.submitted_at
    assert sent_at is not None  # noqa: S101 - submitted is numbered and timed (database constraint)
    particulars = [
        (_("Case number"), application.case_number),
        (_("Received"), calendar.format_moment(sent_at)),
        (_("Applicant"), application.association.name),
        (_("Pool"), str(application.round.pool)),
        (_("Applied for"), money.format(application.amount_sought or 0)),
        (_("Title"), application.title),
        (_("Period"), period(application)),
        (_("Signed by"), application.signed_name),
    ]
    return Letter(
        title=_("Receipt: we have received your application"),
        date=calendar.format_long_date(timezone.localdate(sent_at)),
        case_number=application.case_number,
        recipient=_address(application.association),
        opening=_("We have received your application. Keep this receipt: it shows when it came."),
        particulars=[row for row in particulars if row[1]],
        sections=[row for row in _receipt_sections(application) if row.text],
        courtesy=_courtesy(application),
    )


def _receipt_sections(application: Application) -> list[Section]:
    return [
        Section(_("What happens now"), _what_happens_now(application)),
        Section(_("Attachments"), _enclosures(application)),
        Section(_("Questions"), _contact(application)),
    ]


def _what_happens_now(application: Application) -> str:
    pool = application.round.pool
    steps = [
        _("We read the application and look up what we know already."),
        _("If something is missing, we write to you and say by when we need it."),
    ]
    if (application.amount_sought or 0) <= pool.delegation_limit:
        steps.append(_("The pool's staff decide, because the amount is small."))
    else:
        steps.append(_("%(committee)s decides.") % {"committee": pool.committee})
    if application.answer_expected_on:
        steps.append(
            _("You can expect an answer by %(day)s.")
            % {"day": calendar.format_long_date(application.answer_expected_on)}
        )
    return "\n".join(f"{number}. {text}" for number, text in enumerate(steps, start=1))


def _contact(application: Application) -> str:
    pool = application.round.pool
    lines = [str(application.officer) if application.officer else "", pool.name]
    if pool.contact_phone:
        lines.append(_("Telephone %(number)s") % {"number": pool.contact_phone})
    lines.append(pool.contact_email)
    return "\n".join(line for line in lines if line)


def _courtesy(application: Application) -> Courtesy | None:
    """The gist for a signer who reads another language."""
    language = getattr(application.submitted_by, "preferred_language", RECORD_LANGUAGE)
    if language == RECORD_LANGUAGE:
        return None
    with translation.override(language):
        parts = [
            _("We have received your application %(number)s.")
            % {"number": application.case_number},
            _what_happens_now(application),
            _("This is a help to understand. The Danish text counts."),
        ]
        return Courtesy(
            language=language,
            direction="rtl" if get_language_info(language)["bidi"] else "ltr",
            heading=_("In short"),
            text="\n\n".join(parts),
        )


# --- decision -------------------------------------------------------------------------------


def decision_letter(decision: Decision) -> Document:
    """Store the letter that tells the party the decision, and return it (domain §2.7)."""
    application = decision.application
    with translation.override(RECORD_LANGUAGE):
        facts = _decision_facts(decision)
        name = _("Decision %(number)s.pdf") % {"number": application.case_number}
    return store(
        content=pdf.render("grants/decision", facts, language=RECORD_LANGUAGE),
        name=name,
        by=decision.entered_by,
        kind=Document.Kind.LETTER,
    )


def _decision_facts(decision: Decision) -> Letter:
    application = decision.application
    particulars = [
        (_("Purpose"), application.title),
        (_("Period"), period(application)),
        (_("Applied for"), money.format(application.amount_sought or 0)),
        (_("Granted"), money.format(decision.amount) if decision.amount else ""),
        (_("Pool"), str(application.round.pool)),
        (_("Decided on"), calendar.format_date(decision.decided_on)),
    ]
    officer = application.officer or decision.entered_by
    return Letter(
        title=TITLES[Decision.Outcome(decision.outcome)](),
        date=calendar.format_long_date(timezone.localdate(decision.entered_at)),
        case_number=application.case_number,
        recipient=_address(application.association),
        opening=_opening(decision),
        particulars=[row for row in particulars if row[1]],
        sections=[row for row in _decision_sections(decision) if row.text.strip()],
        signatures=[{"name": str(officer), "title": _("Officer")}],
    )


TITLES = {
    Decision.Outcome.GRANTED: lambda: _("Decision: you are granted the support"),
    Decision.Outcome.PARTLY_GRANTED: lambda: _("Decision: you are granted part of the support"),
    Decision.Outcome.REFUSED: lambda: _("Decision: refusal of support"),
    Decision.Outcome.REJECTED_FORMALLY: lambda: _("Decision: the application is rejected"),
}


def _opening(decision: Decision) -> str:
    """The decision itself, in one sentence and first of all."""
    body = decision.application.round.pool.committee if decision.meeting_id else _("The pool")
    figures = {
        "body": body,
        "amount": money.format(decision.amount),
        "sought": money.format(decision.application.amount_sought or 0),
        "title": decision.application.title,
    }
    if decision.outcome == Decision.Outcome.GRANTED:
        return _("%(body)s grants you %(amount)s for “%(title)s”.") % figures
    if decision.outcome == Decision.Outcome.PARTLY_GRANTED:
        return (
            _("%(body)s grants you %(amount)s of the %(sought)s you applied for to “%(title)s”.")
            % figures
        )
    if decision.outcome == Decision.Outcome.REFUSED:
        return _("%(body)s does not grant support for “%(title)s”.") % figures
    return _("We cannot consider your application for “%(title)s”.") % figures


def _decision_sections(decision: Decision) -> list[Section]:
    application, pool = decision.application, decision.application.round.pool
    return [
        Section(_("Conditions"), decision.conditions),
        Section(_("Payment"), _payment(decision)),
        Section(_("Reasons"), decision.reasons),
        Section(_("What the decision rests on"), _grounds(decision)),
        Section(_("Legal basis"), pool.legal_basis),
        Section(_("If you disagree"), _remedies(decision)),
        Section(_("Questions"), _contact(application)),
    ]


def _payment(decision: Decision) -> str:
    if not decision.amount:
        return ""
    if decision.application.association.nemkonto_confirmed_on:
        return _("The money is paid to the association's NemKonto.")
    return _(
        "The money can be paid when the association has a CVR number and a NemKonto. Call us: we "
        "help you with it."
    )


def _grounds(decision: Decision) -> str:
    application = decision.application
    received = calendar.format_date(timezone.localdate(application.submitted_at))
    lines = [_("Your application, received on %(day)s") % {"day": received}]
    lines += [str(one) for one in application.attachments.select_related("document")]
    answers = sum(
        rows.exclude(answered_at=None).count()
        for rows in (application.informationrequests, application.hearings)
    )
    if answers:
        lines.append(
            ngettext("Your answer to our question", "Your answers to our %(n)s questions", answers)
            % {"n": answers}
        )
    return "\n".join(lines)


def _remedies(decision: Decision) -> str:
    pool = decision.application.round.pool
    text = decision.remedies_text
    if text and pool.appeal_body:
        text += "\n\n" + _("You can appeal to %(body)s.") % {"body": pool.appeal_body}
        if pool.appeal_deadline_days:
            text += " " + _("Do it within %(days)s days after you got this letter.") % {
                "days": pool.appeal_deadline_days
            }
    return text
