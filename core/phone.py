"""Telephone numbers: stored as E.164, Danish ones shown in pairs."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HOME = "DK"
_MALFORMED = _(
    "Write a phone number with 8 digits, or with + and the country code if it is foreign."
)


def normalise(text: str) -> str:
    """Return a typed phone number as E.164, e.g. `+4546313000`; Danish unless it names a country.

    Raises ValidationError if no telephone could have the number.
    """
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        raise ValidationError(_MALFORMED, code="invalid") from None
    # Possible by length, not "valid": number plans change faster than any list of them.
    if not phonenumbers.is_possible_number(number):
        raise ValidationError(_MALFORMED, code="invalid")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def display(number: str) -> str:
    """Write an E.164 number for people: `46 31 30 00`, foreign ones as `+90 312 213 29 65`."""
    try:
        parsed = phonenumbers.parse(number, HOME)
    except phonenumbers.NumberParseException:
        return number
    if parsed.country_code == 45:
        digits = str(parsed.national_number)
        return " ".join(digits[start : start + 2] for start in range(0, len(digits), 2))
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
