"""Sentences that are used in more than one place."""

from django.utils.translation import gettext_lazy as _

SAVED = _("Saved.")
ENDS_BEFORE_IT_BEGINS = _("The end must not be before the beginning.")
AMOUNT_NOT_NEGATIVE = _("The amount must not be negative.")
CVR_TAKEN = _("Another association already has this CVR number.")
REASON_NEEDED = _("Write a reason. It is shown to the person it concerns and kept in the case.")
