"""CVR numbers: eight digits that name a registered association or business."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.dk import cvr as stdnum_cvr

UNUSUAL = _(
    "The check digit of this CVR number is wrong. Please check the number; you can still go on."
)
_MALFORMED = _(
    "A CVR number has 8 digits, for example 99 00 00 07. Leave the field empty if there is none."
)
_ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def normalise(text: str) -> str:
    """Return the 8 digits of a CVR number typed with spaces, hyphens, dots or `DK` in front.

    Raises ValidationError if there are not 8 digits. The check digit is not looked at: a wrong
    one warns (`is_valid`) and never blocks.
    """
    number = stdnum_cvr.compact(text.translate(_ARABIC))
    if not re.fullmatch(r"[0-9]{8}", number):
        raise ValidationError(_MALFORMED, code="invalid")
    return number


def is_valid(number: str) -> bool:
    """Whether the check digit is right (weights 2 7 6 5 4 3 2 1, sum divisible by 11).

    Says nothing about whether the number is in use.
    Source: erhvervsstyrelsen.dk/modulus_11.
    """
    return stdnum_cvr.is_valid(number)


def display(number: str) -> str:
    """Write a CVR number in pairs: `99 00 00 07`."""
    return " ".join(number[start : start + 2] for start in range(0, len(number), 2))
