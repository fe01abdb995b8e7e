"""Texts for requests and hearings, to begin from; the officer edits them before they are sent."""

from django.utils.translation import gettext_lazy as _

# Name in the address → button, text.
REQUESTS = {
    "budget": (
        _("The budget"),
        _(
            "We cannot see how the budget adds up. Please write what each expense is, and where the rest of the money comes from."
        ),
    ),
    "vedtaegter": (
        _("The statutes"),
        _("Please send us the association's statutes as they are now, with date and signatures."),
    ),
    "cvr": (
        _("CVR number"),
        _(
            "Please write the association's CVR number. If you have none yet, call us: we help you to get one."
        ),
    ),
    "dato": (
        _("Date and place"),
        _("Please write when and where the activity takes place, and whether the place is booked."),
    ),
    "samarbejde": (
        _("Partners"),
        _("Please write who you do this with, and what each of you does."),
    ),
}
HEARINGS = {
    "formaal": (
        _("Outside the purpose"),
        _(
            "As we read it, the activity lies outside the purpose of the pool, because … You are welcome to comment on this before a decision is made."
        ),
    ),
    "udgift": (
        _("Costs that are not paid"),
        _(
            "The budget holds costs that the pool does not pay: … You are welcome to comment on this before a decision is made."
        ),
    ),
}
BY_STEP = {"ask": REQUESTS, "hear": HEARINGS}
