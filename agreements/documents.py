"""The agreement on paper, in Danish, the language of record."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from agreements.models import Agreement, AgreementParty, Commitment
from core import pdf
from core.calendar import format_date, format_long_date
from core.context_processors import find_municipality

LANGUAGE = "da"


@dataclass(frozen=True)
class Paper:
    """What the template prints; `sections` are (heading, text), empty ones left out."""

    title: str
    date: str
    draft: str
    headings: dict[str, str]
    parties: list[list[str]]
    sections: list[list[str]]
    commitments: list[dict[str, object]]
    commitment_header: list[str]
    term: list[list[str]]
    signatories: list[dict[str, str]]


def party_name(party: AgreementParty, municipality: str) -> str:
    """The party as the paper names it: a unit always with its municipality."""
    return str(party) if party.association_id else f"{municipality}, {party.unit}"


def gather(agreement: Agreement, *, on: date, is_draft: bool) -> Paper:
    """The facts of the agreement as they stand now."""
    municipality = find_municipality().name
    parties = list(agreement.parties.select_related("association", "statutes"))
    names = {party.pk: party_name(party, municipality) for party in parties}
    promised: dict[int, list[Commitment]] = {}
    for commitment in agreement.commitments.order_by("due_on", "id"):
        promised.setdefault(commitment.party_id, []).append(commitment)
    sections = [
        (_("Background"), agreement.background),
        (_("Purpose"), agreement.purpose),
        (_("Areas of cooperation"), agreement.areas),
        (_("Meetings"), agreement.meeting_rhythm),
        (_("Economy"), agreement.economy),
        (_("What volunteers do not do"), agreement.limits),
    ]
    return Paper(
        title=agreement.title,
        date=format_long_date(on),
        draft=_("Draft: not signed yet") if is_draft else "",
        headings={
            "parties": _("Parties"),
            "commitments": _("What each party does"),
            "term": _("Term"),
            "signatures": _("Signatures"),
        },
        parties=[_described(party, names[party.pk]) for party in parties],
        sections=[[heading, text] for heading, text in sections if text.strip()],
        commitments=[
            {
                "party": names[pk],
                "rows": [
                    [one.text, format_date(one.due_on) if one.due_on else "–"] for one in rows
                ],
            }
            for pk, rows in promised.items()
        ],
        commitment_header=[_("Commitment"), _("Until")],
        term=_term(agreement),
        signatories=_signatories(agreement, names),
    )


def _described(party: AgreementParty, name: str) -> list[str]:
    """Name, and what identifies it: CVR number and the statutes in force."""
    facts = []
    if party.association and party.association.cvr_number:
        facts.append(_("CVR number %(number)s") % {"number": party.association.cvr_number})
    if party.statutes and party.statutes.adopted_on:
        facts.append(_("statutes of %(day)s") % {"day": format_date(party.statutes.adopted_on)})
    return [name, ", ".join(facts)]


def _term(agreement: Agreement) -> list[list[str]]:
    rows = [
        (_("From"), format_date(agreement.starts_on) if agreement.starts_on else _("not set yet")),
        (
            _("Until"),
            format_date(agreement.ends_on) if agreement.ends_on else _("until further notice"),
        ),
        (_("Notice"), _("%(months)s months") % {"months": agreement.notice_months}),
    ]
    if agreement.evaluation_on:
        rows.append((_("To be evaluated"), format_date(agreement.evaluation_on)))
    return [list(row) for row in rows]


def _signatories(agreement: Agreement, names: dict[int, str]) -> list[dict[str, str]]:
    return [
        {
            "name": one.name,
            "capacity": one.get_capacity_display(),
            "party": names[one.party_id],
            "signed": _("Signed %(day)s (%(method)s)")
            % {"day": format_date(one.signed_on), "method": one.get_method_display().lower()}
            if one.signed_on
            else "",
            "line": _("Date and signature"),
        }
        for one in agreement.signatories.all()
    ]


def render(agreement: Agreement, *, on: date, is_draft: bool) -> bytes:
    """The PDF of the agreement; a draft says that it is one."""
    with translation.override(LANGUAGE):
        paper = gather(agreement, on=on, is_draft=is_draft)
    return pdf.render("agreements/agreement", paper, language=LANGUAGE)
