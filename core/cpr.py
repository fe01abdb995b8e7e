"""Find what looks like a CPR number (personnummer) in free text, so that it is never stored.

No modulus check: since 2007 valid numbers without it are issued, mostly to people born on
1 January – the very users of this application (cpr.dk, "Personnumre uden kontrolciffer").
"""

import re

# Spaces, hyphens and dashes of any width, minus, slash, dot, underscore (file names) and the
# invisible marks that right-to-left text puts around numbers.
_SEPARATOR = r"[\s\-‐‑‒–—−/._\u200b-\u200f\u2060\u2066-\u2069]"
_CANDIDATE = re.compile(
    # Day, month and year may stand apart by a single space; a longer run of digits is no match.
    rf"(?<!\d)(?P<day>\d\d) ?(?P<month>\d\d) ?\d\d{_SEPARATOR}{{0,3}}\d{{4}}(?!\d)"
)
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def find(text: str) -> list[str]:
    """Return every part of the text that looks like a CPR number, as it was typed.

    A date of birth DDMMYY that can exist (29 February always), an optional separator and four
    digits, with no digit right before or after. Digits of any script count. The result is for
    the person who typed it; it must not be logged or stored.
    """
    return [
        match[0]
        for match in _CANDIDATE.finditer(text)
        if 1 <= int(match["month"]) <= 12
        and 1 <= int(match["day"]) <= _DAYS_IN_MONTH[int(match["month"]) - 1]
    ]
