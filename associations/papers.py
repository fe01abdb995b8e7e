"""Papers a group needs to become an association, as PDF in Danish: the language bank and state read.

They are the association's own papers, to be printed, changed by hand and signed; nothing is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.board import in_order
from associations.models import Association, Post
from core import cvr, pdf
from core.calendar import format_long_date

LANGUAGE = "da"
TEMPLATE = "associations/assembly"
# Who is elected at a founding assembly, three at least; a board elects its own secretary.
ELECTED_LINES = 7


@dataclass(frozen=True)
class Kind:
    """A paper one can have made: its title and what it is for."""

    title: str | Promise
    text: str | Promise


KINDS: dict[str, Kind] = {
    "indkaldelse": Kind(
        gettext_lazy("Invitation to the founding assembly"),
        gettext_lazy("Give it to everybody who may want to be a member, two weeks before."),
    ),
    "referat": Kind(
        gettext_lazy("Minutes of the founding assembly"),
        gettext_lazy("Fill it in at the meeting and sign it. Take a picture and send it to us."),
    ),
    "bestyrelsesliste": Kind(
        gettext_lazy("List of the board"),
        gettext_lazy("The bank and others ask for it. It shows the posts noted here today."),
    ),
}


@dataclass(frozen=True)
class Paper:
    """What the template prints."""

    title: str
    association: list[str]
    opening: str
    date: str = ""
    particulars: list[tuple[str, str]] = field(default_factory=list)
    agenda: dict[str, object] = field(default_factory=lambda: {"heading": "", "items": []})
    parts: list[dict[str, object]] = field(default_factory=list)
    table: dict[str, object] = field(
        default_factory=lambda: {"heading": "", "header": [], "rows": []}
    )
    rest: list[dict[str, object]] = field(default_factory=list)
    signatures: dict[str, object] = field(default_factory=lambda: {"heading": "", "people": []})


def agenda() -> list[str]:
    """The customary agenda of a founding assembly (domain §1.4)."""
    return [
        _("Election of a person to lead the meeting and a person to write the minutes"),
        _("Why we found an association"),
        _("The statutes are read, discussed and adopted"),
        _("Membership fee"),
        _("Election of the board"),
        _("Election of an auditor, who may not sit on the board"),
        _("Any other business"),
    ]


def invitation(
    association: Association, *, held_on: date, begins_at: time | None, place: str, host: str
) -> bytes:
    """The invitation to the founding assembly."""
    with translation.override(LANGUAGE):
        when = format_long_date(held_on)
        if begins_at:
            when = _("%(day)s at %(time)s") % {"day": when, "time": begins_at.strftime("%H.%M")}
        return _made(
            Paper(
                title=_("Invitation to the founding assembly"),
                association=_head(association),
                opening=_(
                    "We want to found the association %(name)s. Everybody who supports its purpose "
                    "is welcome and may vote."
                )
                % {"name": association.name},
                particulars=_filled(
                    (_("When"), when), (_("Where"), place), (_("Purpose"), association.purpose)
                ),
                agenda={"heading": _("Agenda"), "items": agenda()},
                parts=[
                    {
                        "heading": _("Who invites"),
                        "text": host or _("The group behind the association"),
                        "blanks": [],
                    }
                ],
            )
        )


def minutes(
    association: Association, *, held_on: date | None, place: str, elected: Iterable[str]
) -> bytes:
    """The minutes of the founding assembly, to be filled in and signed."""
    with translation.override(LANGUAGE):
        names = list(elected)
        rows = [[name, "", ""] for name in names]
        rows += [["", "", ""]] * max(ELECTED_LINES - len(rows), 0)
        return _made(
            Paper(
                title=_("Minutes of the founding assembly"),
                association=_head(association),
                opening=_("The association %(name)s was founded at this meeting.")
                % {"name": association.name},
                particulars=[
                    (_("Date"), format_long_date(held_on) if held_on else "________________"),
                    (_("Place"), place or "________________"),
                    (_("Number of people present"), "________"),
                ],
                agenda={"heading": _("Agenda"), "items": agenda()},
                parts=[
                    _part(_("1. Leader and writer"), _("Leader of the meeting"), _("Writer")),
                    _part(_("2. Why we found an association"), ""),
                    {
                        "heading": _("3. The statutes"),
                        "text": _(
                            "The statutes were read and discussed. They are attached to the minutes."
                        ),
                        "blanks": [_("Adopted with how many votes for and against")],
                    },
                    _part(_("4. Membership fee"), _("Amount a year in kroner")),
                ],
                table={
                    "heading": _("5. The board"),
                    "header": [_("Name"), _("Post"), _("Signature")],
                    "rows": rows,
                },
                rest=[
                    _part(_("6. Auditor"), _("Name of the auditor")),
                    _part(_("7. Any other business"), ""),
                ],
                signatures={
                    "heading": _("Signatures"),
                    "people": [
                        _("Leader of the meeting, date and signature"),
                        _("Writer, date and signature"),
                    ],
                },
            )
        )


def board_list(association: Association, *, day: date) -> bytes:
    """Those who hold a post today, as the register has them; no contact details."""
    with translation.override(LANGUAGE):
        held = Post.objects.filter(association=association).open_on(day).select_related("person")
        rows = [
            [
                post.get_role_display(),
                post.person.full_name,
                format_long_date(post.valid_from),
                _("Yes") if post.can_sign else "",
            ]
            for post in in_order(held)
        ]
        return _made(
            Paper(
                title=_("List of the board"),
                association=_head(association),
                opening=_("These persons hold the posts of the association on %(day)s.")
                % {"day": format_long_date(day)},
                table={
                    "heading": _("Posts"),
                    "header": [_("Post"), _("Name"), _("Since"), _("May sign")],
                    "rows": rows or [["", "", "", ""]],
                },
                signatures={
                    "heading": _("Signatures"),
                    "people": [_("Chair, date and signature")],
                },
            )
        )


def _made(paper: Paper) -> bytes:
    return pdf.render(TEMPLATE, paper, language=LANGUAGE)


def _head(association: Association) -> list[str]:
    number = f"CVR {cvr.display(association.cvr_number)}" if association.cvr_number else ""
    return [line for line in (association.name, association.address, number) if line]


def _filled(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    return [row for row in rows if row[1]]


def _part(heading: str, *blanks: str) -> dict[str, object]:
    return {"heading": heading, "text": "", "blanks": list(blanks)}
