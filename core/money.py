"""Amounts in Danish kroner: read as Danes write them, written as `12.345,00 kr.`"""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CENT = Decimal("0.01")
# numeric(12, 2), the widest amount column: more than any municipal pool will hold.
MOST = Decimal("9999999999.99")

# Arabic keyboards write their own digits and separators.
_ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789,.")
_CURRENCY = re.compile(r"^(?:kr\.?|dkk)\s*|\s*(?:kr\.?|dkk)$", re.IGNORECASE)
_MINUS = ("-", "−", "–")
# Whole kroner, plain or in groups of three parted by one kind of separator; then the øre.
_AMOUNT = re.compile(
    r"""(?P<kroner>\d{1,3}(?P<group>[.\s])\d{3}(?:(?P=group)\d{3})*|\d+)
        (?:,(?:(?P<oere>\d{1,2})|[-–−]))?""",  # "1.500,-" is common on Danish price tags
    re.VERBOSE,
)
# A dot before one or two last digits can only be a decimal point: `1500.50`.
_DOTTED = re.compile(r"(?P<kroner>\d+)\.(?P<oere>\d{1,2})")

_UNREADABLE = _(
    "Write the amount in kroner with at most two decimals, for example 1.500 or 1500,50."
)
_NEGATIVE = _("The amount can't be less than 0 kr.")
_TOO_LARGE = _("The amount is too large.")


def parse(text: str) -> Decimal:
    """Read an amount in kroner as typed by a person.

    Accepts `1.500`, `1500,50`, `1500.50`, `kr. 1.500`, `1 500 kr.`, `1.500,-` and Arabic digits.
    A dot before exactly three digits parts thousands; before one or two last digits it is a
    decimal point.

    Returns a Decimal of kroner with two decimals, never negative.
    Raises ValidationError naming what is allowed.
    """
    typed = _CURRENCY.sub("", text.translate(_ARABIC).strip()).strip()
    match = _AMOUNT.fullmatch(typed) or _DOTTED.fullmatch(typed)
    if match is None:
        if typed.startswith(_MINUS) and len(typed) > 1 and typed[1:].strip()[:1].isdigit():
            raise ValidationError(_NEGATIVE, code="negative")
        raise ValidationError(_UNREADABLE, code="invalid")
    kroner = re.sub(r"[.\s]", "", match["kroner"])
    amount = Decimal(f"{kroner}.{match['oere'] or '0'}")
    if amount > MOST:
        raise ValidationError(_TOO_LARGE, code="max_value")
    return amount.quantize(CENT)


def format(amount: Decimal | int) -> str:
    """Write an amount of kroner as `12.345,00 kr.`; øre are rounded half up."""
    return f"{format_number(amount)} kr."


def format_number(amount: Decimal | int) -> str:
    """Write an amount of kroner as `12.345,00`, for input fields and table columns."""
    rounded = Decimal(amount).quantize(CENT, rounding=ROUND_HALF_UP)
    return f"{rounded:,.2f}".translate(str.maketrans(",.", ".,"))
