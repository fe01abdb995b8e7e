"""The case file on paper, for those who read better there: made when asked for, never kept.

It holds what the page shows and nothing of the persons' own telephone numbers or addresses.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import calendar, cvr, money, pdf
from grants.casefile import CasePage, Line
from grants.documents import RECORD_LANGUAGE, Section, period


@dataclass(frozen=True)
class Figures:
    """A table of figures."""

    heading: str
    header: list[str]
    rows: list[list[str]]
    total: list[str]


@dataclass(frozen=True)
class CasePaper:
    """One case."""

    title: str
    particulars: list[tuple[str, str]]
    sections: list[Section]
    budget: list[Figures]


@dataclass(frozen=True)
class CaseFile:
    """One case, or all of a meeting that are open to the reader."""

    title: str
    date: str
    case_number: str
    recipient: list[str]
    cases: list[CasePaper]
    closed: str = ""


def case_file(pages: Iterable[CasePage], *, title: str, closed: str = "") -> bytes:
    """The cases as one PDF, in Danish."""
    with translation.override(RECORD_LANGUAGE):
        papers = [_paper(page) for page in pages]
        facts = CaseFile(
            title=title,
            date=calendar.format_long_date(calendar.today()),
            case_number="",
            recipient=[],
            cases=papers,
            closed=closed,
        )
    return pdf.render("grants/case", facts, language=RECORD_LANGUAGE)


def as_response(
    pages: Iterable[CasePage], *, title: str, name: str, closed: str = ""
) -> HttpResponse:
    """The case file shown in the browser and kept nowhere."""
    response = HttpResponse(
        case_file(pages, title=title, closed=closed), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _paper(page: CasePage) -> CasePaper:
    application = page.application
    return CasePaper(
        title=f"{application.case_number} {application.title}",
        particulars=[row for row in _particulars(page) if row[1]],
        sections=[one for one in _sections(page) if one.text.strip()],
        budget=_budget(page),
    )


def _yes_no(value: bool | None) -> str:
    return "" if value is None else (_("yes") if value else _("no"))


def _particulars(page: CasePage) -> list[tuple[str, str]]:
    one = page.application
    sent_on = timezone.localdate(one.submitted_at) if one.submitted_at else None
    return [
        (_("Applicant"), one.association.name),
        (_("CVR number"), cvr.display(one.association.cvr_number)),
        (_("Applied for"), money.format(one.amount_sought or 0)),
        (_("Pool"), f"{one.round.pool}, {one.round.name}"),
        (_("Received"), calendar.format_date(sent_on) if sent_on else ""),
        (_("Period"), period(one)),
        (_("Place"), one.place),
        (_("For whom"), one.audience),
        (_("Open to all"), _yes_no(one.open_to_all)),
        (_("Expected participants"), str(one.expected_participants or "")),
        (_("Volunteers"), str(one.volunteers or "")),
    ]


def _sections(page: CasePage) -> list[Section]:
    one = page.application
    partners = [f"{row.name}: {row.contribution}".rstrip(": ") for row in one.partners.all()]
    made = getattr(one, "recommendation", None)
    return [
        Section(_("Recommendation"), _recommendation(made) if made else ""),
        Section(_("What they want to do and why"), one.purpose),
        Section(_("What will happen"), one.activities),
        Section(_("What will be different afterwards"), one.expected_effect),
        Section(_("How people hear about it"), one.announcement),
        Section(_("Partners"), "\n".join(partners)),
        Section(_("Applications elsewhere"), one.other_applications),
        Section(_("Attachments"), "\n".join(str(row) for row in one.attachments.all())),
        Section(
            _("Checks"),
            "\n".join(f"{row.label}: {row.explanation} ({row.source})" for row in page.checks),
        ),
        Section(_("Questions and answers"), _dialogue(page)),
        Section(_("Case notes"), _notes(page)),
    ]


def _recommendation(made: object) -> str:
    parts = [
        f"{made.get_outcome_display()}: {money.format(made.amount)}",  # type: ignore[attr-defined]
        made.reasons,  # type: ignore[attr-defined]
        made.conditions,  # type: ignore[attr-defined]
    ]
    return "\n\n".join(part for part in parts if part)


def _notes(page: CasePage) -> str:
    """What was said and noted, and what a note said before it was corrected."""
    lines = []
    for one in page.notes:
        entry = one.contact
        made = f"{one.noted_by}, {calendar.format_moment(one.noted_at)}" if one.noted_at else ""
        day = calendar.format_date(entry.happened_on)
        lines.append(f"{day}, {entry.get_channel_display()} ({made}): {entry.summary}")
        lines += [
            _("Until %(at)s it said: %(text)s")
            % {"at": calendar.format_moment(earlier.replaced_at), "text": earlier.summary}
            for earlier in entry.revisions.all()
        ]
    return "\n\n".join(lines)


def _dialogue(page: CasePage) -> str:
    unanswered = _("No answer.")
    return "\n\n".join(
        f"{calendar.format_date(timezone.localdate(one.asked_at))}: {one.text}\n→ {one.answer or unanswered}"
        for one in page.dialogue
    )


def _budget(page: CasePage) -> list[Figures]:
    sums = page.totals
    header = [_("What"), _("Amount"), _("Share")]

    def rows(lines: list[Line]) -> list[list[str]]:
        return [
            [str(one.row), money.format(one.row.amount), f"{one.percent:.0f} %"] for one in lines
        ]

    sought = [
        _("Applied for from the pool"),
        money.format(sums.sought),
        f"{sums.share_percent:.0f} %",
    ]
    return [
        Figures(
            _("Expenses"),
            header,
            rows(page.expenses),
            [_("In all"), money.format(sums.expenses), ""],
        ),
        Figures(
            _("Income"),
            header,
            [*rows(page.income), sought],
            [_("In all"), money.format(sums.income + sums.sought), ""],
        ),
    ]
