"""What a reviewer looks for in each clause of the statutes, and what they tell the association
(domain §1.3).

The municipality advises and the association decides: no text here says that anything is approved.
"""

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from associations.models.statutes import LEGAL_MINIMUM, Clause, ClauseReview

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


# What is usual, beside what a reviewer looks for.
TYPICAL: dict[str, str | Promise] = {
    Clause.NAME: _("The full name, as in the CVR register"),
    Clause.DOMICILE: _("“Roskilde Kommune”, with the municipality's own name"),
    Clause.PURPOSE: _("One to three sentences: for whom, what, and why"),
    Clause.MEMBERSHIP: _("Everybody who supports the purpose; perhaps a minimum age"),
    Clause.EXIT_EXCLUSION: _("In writing to the board; appeal to the general meeting"),
    Clause.FEE: _("Set every year by the general meeting"),
    Clause.AGM: _("Every year before the end of March, three weeks' notice by e-mail"),
    Clause.MOTIONS: _("With the chair 14 days before"),
    Clause.AGENDA: _("Nine points, from the chair of the meeting to any other business"),
    Clause.EGM: _("The board, or 10 to 33 per cent of the members"),
    Clause.BOARD: _("Five members for two years, half of them elected each year"),
    Clause.CONSTITUTION: _("The board itself, at its first meeting"),
    Clause.SIGNING_RULES: _("The chair and the treasurer together"),
    Clause.ACCOUNTS: _("The calendar year; presented at the general meeting"),
    Clause.AUDIT: _("One elected auditor and a substitute, outside the board"),
    Clause.LIABILITY: _("Only the association's own assets"),
    Clause.AMENDMENTS: _("Two thirds of the votes at a general meeting"),
    Clause.DISSOLUTION: _("Two thirds at two meetings; to a non-profit purpose"),
    Clause.EFFECTIVE_DATE: _("The date of the meeting, signed by its chair"),
}

# One sentence for the association: what the clause is there for.
EXPLANATIONS: dict[str, str | Promise] = {
    Clause.NAME: _("The name is what bank, CVR register and municipality know you by."),
    Clause.DOMICILE: _("The home municipality decides where you can get support and rooms."),
    Clause.PURPOSE: _("The purpose tells everybody why your association is here."),
    Clause.MEMBERSHIP: _("This tells who can join."),
    Clause.EXIT_EXCLUSION: _(
        "This protects members: how one leaves, and when one can be excluded."
    ),
    Clause.FEE: _("This tells who decides what membership costs."),
    Clause.AGM: _("The yearly meeting is where all members decide together."),
    Clause.MOTIONS: _("This gives every member the chance to propose something."),
    Clause.AGENDA: _("A fixed agenda makes sure that nothing important is forgotten."),
    Clause.EGM: _("This lets members call a meeting when something cannot wait."),
    Clause.BOARD: _("This tells how many lead the association, and for how long."),
    Clause.CONSTITUTION: _("This tells who becomes chair and treasurer, and how."),
    Clause.SIGNING_RULES: _("This tells whose signature binds the association."),
    Clause.ACCOUNTS: _("This shows the members where the money comes from and goes."),
    Clause.AUDIT: _("An auditor from outside the board checks the accounts."),
    Clause.LIABILITY: _("This protects your own money if the association owes something."),
    Clause.AMENDMENTS: _("This tells how the rules can be changed, and that nobody does it alone."),
    Clause.DISSOLUTION: _("This tells what happens to the money if the association ends."),
    Clause.EFFECTIVE_DATE: _("Date and signatures show from when the rules hold."),
}

# Notes that a reviewer begins with and edits: to the association, in plain words.
_MISSING: dict[str, str | Promise] = {
    Clause.NAME: _("Write the name of the association in the first clause."),
    Clause.DOMICILE: _("Write in which municipality the association is at home."),
    Clause.PURPOSE: _("Write in one to three sentences what you want and for whom."),
    Clause.MEMBERSHIP: _("Write who can become a member, and how."),
    Clause.EXIT_EXCLUSION: _(
        "Write how a member leaves, when a member can be excluded, and who decides in the end."
    ),
    Clause.FEE: _("Write who sets the membership fee and for how long it is paid."),
    Clause.AGM: _(
        "Write that a general meeting is held every year, in which month, and how many weeks before it is called."
    ),
    Clause.MOTIONS: _("Write by when a member must send a proposal to the chair."),
    Clause.AGENDA: _("Write which points must at least be on the agenda of the general meeting."),
    Clause.EGM: _("Write who can demand an extraordinary general meeting."),
    Clause.BOARD: _(
        "Write that the general meeting elects the board, how many members it has, and for how long."
    ),
    Clause.CONSTITUTION: _(
        "Write whether the board or the general meeting chooses the chair and the treasurer."
    ),
    Clause.SIGNING_RULES: _(
        "Write who signs for the association, for example the chair and the treasurer together."
    ),
    Clause.ACCOUNTS: _(
        "Write which year your accounts follow, who keeps them, and that the general meeting sees them."
    ),
    Clause.AUDIT: _(
        "Write that the general meeting elects an auditor who does not sit on the board."
    ),
    Clause.LIABILITY: _("Write that only the association's own assets answer for its debts."),
    Clause.AMENDMENTS: _("Write how large a majority it takes to change the statutes."),
    Clause.DISSOLUTION: _(
        "Write how the association can be closed, and to which non-profit purpose the money goes."
    ),
    Clause.EFFECTIVE_DATE: _(
        "Write the date of the meeting that adopted the statutes, and have them signed."
    ),
}
_UNCLEAR: dict[str, str | Promise] = {
    Clause.NAME: _("The name is not the same as in the CVR register. Which one is right?"),
    Clause.DOMICILE: _(
        "Write the municipality and not a street, so that you can move without new statutes."
    ),
    Clause.PURPOSE: _(
        "The purpose is very narrow. Write also about fellowship and taking part in society."
    ),
    Clause.MEMBERSHIP: _(
        "Is the association open to all who support the purpose? Please write it clearly."
    ),
    Clause.EXIT_EXCLUSION: _(
        "Can an excluded member ask the general meeting to decide? Please write it."
    ),
    Clause.FEE: _(
        "It is not clear who sets the fee. It is usual that the general meeting does it every year."
    ),
    Clause.AGM: _(
        "It is not clear how long before, or how, the members are invited. Two to four weeks are usual."
    ),
    Clause.MOTIONS: _(
        "The time for proposals does not fit with the invitation. 14 days before the meeting are usual."
    ),
    Clause.AGENDA: _(
        "Some usual points are missing on the agenda, for example accounts, elections or auditor."
    ),
    Clause.EGM: _("How many members can demand a meeting? Between 10 and 33 per cent is usual."),
    Clause.BOARD: _(
        "How many sit on the board, and for how many years? At least three; an odd number is best."
    ),
    Clause.CONSTITUTION: _("It is not clear who chooses the chair and the treasurer."),
    Clause.SIGNING_RULES: _(
        "It is not clear who must sign together. For money two people are usual."
    ),
    Clause.ACCOUNTS: _(
        "Write from which date to which date the accounts go, and when members see them."
    ),
    Clause.AUDIT: _("The auditor must not sit on the board. Please write it clearly."),
    Clause.LIABILITY: _(
        "It is not clear whether members can be made to pay the association's debts."
    ),
    Clause.AMENDMENTS: _(
        "How large a majority is needed, and of whom? Two thirds of the votes are usual."
    ),
    Clause.DISSOLUTION: _(
        "Write to which non-profit purpose the money goes; it cannot go to the members."
    ),
    Clause.EFFECTIVE_DATE: _(
        "The date or the signatures do not fit with the minutes of the meeting."
    ),
}


def proposed_note(clause: str, result: str) -> str | Promise:
    """The text bank's note for a clause with this result; empty where nothing is to be said."""
    if result == ClauseReview.Result.MISSING:
        return _MISSING[clause]
    if result == ClauseReview.Result.UNCLEAR:
        return _UNCLEAR[clause]
    return ""


def danish_note(clause: str, result: str) -> str:
    """The proposed note in Danish, the language in which it is sent."""
    with translation.override("da"):
        return str(proposed_note(clause, result))


def note_to_read(row: ClauseReview) -> str:
    """A note in the reader's language while it is the text bank's own, else as it was written."""
    is_proposed = bool(row.comment) and row.comment == danish_note(row.clause, row.result)
    return str(proposed_note(row.clause, row.result)) if is_proposed else row.comment


def clauses_to_review(*, every_clause: bool) -> list[Clause]:
    """The eight points of the law, or all nineteen customary clauses, in their order."""
    return [clause for clause in Clause if every_clause or clause in LEGAL_MINIMUM]
