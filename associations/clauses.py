"""What a reviewer looks for in each clause of the statutes (domain §1.3).

The municipality advises and the association decides: no text here says that anything is approved.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from associations.models.statutes import LEGAL_MINIMUM, Clause

GUIDANCE: dict[str, str | Promise] = {
    Clause.NAME: _("Is it the same name as in the CVR register?"),
    Clause.DOMICILE: _("Does it name a municipality, and not a street?"),
    Clause.PURPOSE: _(
        "Does it say more than “sport” or “prayer”? Active fellowship and shared responsibility "
        "must be in it, and nothing may be contrary to democracy."
    ),
    Clause.MEMBERSHIP: _("Is the association open to all who support its purpose?"),
    Clause.EXIT_EXCLUSION: _("Can an excluded member appeal to the general meeting?"),
    Clause.FEE: _("Who sets the fee, and for how long?"),
    Clause.AGM: _(
        "Every year, in which month, with how many weeks' notice and how is it called? Who may "
        "vote? Two to four weeks' notice is usual."
    ),
    Clause.MOTIONS: _("By when must a motion reach the chair? Two weeks before is usual."),
    Clause.AGENDA: _("Is there a list of what must at least be on the agenda?"),
    Clause.EGM: _(
        "Who can demand an extraordinary general meeting: the board, a share of members?"
    ),
    Clause.BOARD: _(
        "How many members, for how long, are they elected in turns, are there substitutes? At "
        "least three; an odd number is advised."
    ),
    Clause.CONSTITUTION: _("Does the board share out its posts itself, or does the meeting do it?"),
    Clause.SIGNING_RULES: _("Who can bind the association? Money matters need two people."),
    Clause.ACCOUNTS: _(
        "Which financial year, when are the accounts presented, who looks after the money, and how "
        "is the auditor chosen?"
    ),
    Clause.AUDIT: _("Is an auditor elected who does not sit on the board?"),
    Clause.LIABILITY: _("Does it say that members are not personally liable?"),
    Clause.AMENDMENTS: _("Only the general meeting can change the statutes. By which majority?"),
    Clause.DISSOLUTION: _(
        "Which majority is needed, and to which non-profit purpose does the money go?"
    ),
    Clause.EFFECTIVE_DATE: _("Are the date of the meeting and the signatures there?"),
}


def clauses_to_review(*, every_clause: bool) -> list[Clause]:
    """The eight points of the law, or all nineteen customary clauses, in their order."""
    return [clause for clause in Clause if every_clause or clause in LEGAL_MINIMUM]
