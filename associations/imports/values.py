"""Read single cells: numbers, addresses, days and names in every style people write them.

Each function returns what the register can hold, and remarks on what it could not read.
"""

import re
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from associations.imports.remarks import Remark, remark
from associations.imports.spreadsheets import NO_RESULT
from associations.models import Association, Post
from core import calendar, cvr, phone

EMAIL_MAX_LENGTH = 254

_NOTHING = {
    "",
    "-",
    "–",
    "—",
    "?",
    ".",
    "x",
    "ingen",
    "ukendt",
    "n/a",
    "na",
    "nej",
    "mangler",
    "ikke oplyst",
    "0",
    "/",
}
_EMAIL = re.compile(r"[^\s,;<>()\[\]:\"]+@[^\s,;<>()\[\]:\"]+\.[^\s,;<>()\[\]:\".]{2,}")
_PHONE = re.compile(r"(?:\+|00)?\d[\d\s.()\-–]{4,}\d")
_PHONE_WORD = re.compile(
    r"\b(tlf|telefon|mobil|mob|tel|sms|priv|privat|arb|arbejde|fastnet|nr)\b\.?:?", re.IGNORECASE
)
_MAIL_WORD = re.compile(r"\b(e-?mail|mail|mailto)\b\.?:?", re.IGNORECASE)
_ROLE_WORD = re.compile(
    r"\(?\b(bestyrelses|næst)?(formand|forkvinde|forperson|kasserer|sekretær|kontaktperson|bestyrelsesmedlem|revisor|fmd)\b\.?:?\)?",
    re.IGNORECASE,
)
_TWO = re.compile(r"\s+(?:og|&|samt)\s+|\s*[/;\n]\s*")
_PLACE = re.compile(
    r"^(?P<street>.*?)[\s,;\n]*\b(?:DK-?\s?)?(?P<code>\d{4})[,\s]+(?P<city>[^\d,;\n]+)$", re.DOTALL
)
_MONTH = re.compile(
    rf"(?:(\d{{1,2}})\.?\s+)?({'|'.join(month[:3] for month in calendar.DANISH_MONTHS)})\w*\.?\s+(\d{{4}})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(19|20)\d\d")
_DIGITS = re.compile(r"\D")
_valid_email = EmailValidator()
_valid_url = URLValidator(schemes=["http", "https"])

_KINDS = (
    (r"uformel|gruppe|netværk", Association.Kind.INFORMAL_GROUP),
    (r"mosk|menighed|trossamfund|kirke|religiøs", Association.Kind.CONGREGATION),
    (r"paraply|sammenslutning|samvirke", Association.Kind.UMBRELLA),
    (r"idræt|sport|boldklub|fodbold", Association.Kind.SPORTS_CLUB),
    (r"kommunal|institution|bibliotek", Association.Kind.MUNICIPAL_UNIT),
    (r"bolig|beboer|afdelingsbest", Association.Kind.HOUSING_ASSOCIATION),
    (r"virksomhed|firma|aps|a/s", Association.Kind.COMPANY),
    (r"ngo|lokalafdeling|landsorganisation", Association.Kind.NGO_BRANCH),
    (r"forening|klub|association", Association.Kind.ASSOCIATION),
)
_STAGES = (
    (r"nedlagt|ophørt|opløst|lukket|slettet", Association.Stage.DISSOLVED),
    (r"hvilende|inaktiv|passiv|sover|dvale|ikke aktiv|^nej$", Association.Stage.DORMANT),
    (r"id[ée]", Association.Stage.IDEA),
    (r"opstart|under stiftelse|gruppe|ny", Association.Stage.GROUP_FORMED),
    (r"godkendt|folkeoplysende", Association.Stage.RECOGNISED),
    (r"aktiv|^ja$|eksisterende", Association.Stage.ACTIVE),
)
_POSTS = (
    (r"næstfor|vicefor", Post.Role.VICE_CHAIR),
    (r"formand|forkvinde|forperson|^fmd", Post.Role.CHAIR),
    (r"kasserer|kassér|økonomi", Post.Role.TREASURER),
    (r"sekretær", Post.Role.SECRETARY),
    (r"revisorsup", Post.Role.AUDITOR_SUBSTITUTE),
    (r"revisor", Post.Role.AUDITOR),
    (r"suppleant", Post.Role.SUBSTITUTE),
    (r"bestyrelse|menig|^medlem", Post.Role.BOARD_MEMBER),
    (r"kontakt", Post.Role.CONTACT_PERSON),
    (r"imam|præst|religiøs", Post.Role.RELIGIOUS_LEADER),
)


def is_nothing(text: str) -> bool:
    """Whether a cell says in some way that there is nothing."""
    return text.casefold() in _NOTHING or text == NO_RESULT


def cvr_number(text: str) -> tuple[str, list[Remark]]:
    """Eight digits with the right check digit, or nothing: a wrong number is told, not kept."""
    digits = _DIGITS.sub("", text.removesuffix(".0"))
    zero = []
    if len(digits) == 7 and cvr.is_valid(f"0{digits}"):
        digits, zero = f"0{digits}", [remark("cvr_zero")]
    if len(digits) != 8:
        return "", [remark("cvr_malformed", value=text[:40])]
    if not cvr.is_valid(digits):
        return "", [remark("cvr", value=text[:40])]
    return digits, zero


def phones(text: str) -> list[str]:
    """Every telephone number in a cell, as E.164."""
    found = []
    for part in re.split(r"[/,;\n|]|\b(?:og|eller)\b", text):
        # Numbers of eight digits may follow each other with nothing but a space between.
        groups = [match[0] for match in _PHONE.finditer(part)] or [part]
        for group in groups:
            number = _one_phone(group)
            if number:
                found.append(number)
            elif len(_DIGITS.sub("", group)) == 16:
                digits = _DIGITS.sub("", group)
                found += [n for n in (_one_phone(digits[:8]), _one_phone(digits[8:])) if n]
    return list(dict.fromkeys(found))


def _one_phone(text: str) -> str:
    digits = _DIGITS.sub("", text)
    if text.strip().startswith(("+", "00")):
        written = f"+{digits.removeprefix('00')}"
    elif len(digits) == 8 and digits[0] in "23456789":
        return f"+45{digits}"
    elif 9 <= len(digits) <= 14:
        # Without + and 00 in front, which a spreadsheet takes away from a number.
        written = f"+{digits}"
    else:
        return ""
    try:
        return phone.normalise(written)
    except ValidationError:
        return ""


def emails(text: str) -> list[str]:
    """Every e-mail address in a cell."""
    found = []
    for match in _EMAIL.finditer(re.sub(r"\s*@\s*", "@", text.replace("mailto:", ""))):
        try:
            _valid_email(match[0])
        except ValidationError:
            continue
        if len(match[0]) <= EMAIL_MAX_LENGTH:
            found.append(match[0])
    return list(dict.fromkeys(found))


def website(text: str) -> tuple[str, list[Remark]]:
    """A web address, with https:// in front where it has nothing."""
    address = text.split()[0].rstrip(",;") if text.split() else ""
    if "://" not in address:
        address = f"https://{address}"
    try:
        _valid_url(address)
    except ValidationError:
        return "", [remark("website", value=text[:80])]
    return address[:200], []


class Place(NamedTuple):
    street: str = ""
    postal_code: str = ""
    city: str = ""


def place(text: str) -> Place:
    """An address, with its postal code and town taken apart where they stand at its end."""
    if match := _PLACE.match(text.strip()):
        street = " ".join(match["street"].split()).rstrip(",; ")
        return Place(street, match["code"], match["city"].strip())
    return Place(street=", ".join(line.strip() for line in text.splitlines() if line.strip()))


def postal_code(text: str) -> tuple[str, list[Remark]]:
    digits = _DIGITS.sub("", text.removesuffix(".0"))
    if len(digits) == 3:
        digits = f"0{digits}"
    return (digits, []) if len(digits) == 4 else ("", [remark("postal_code", value=text[:40])])


def day(text: str, today: date) -> date | None:
    """A day; of a month or a year the first day. Two-digit years lie at most a year ahead."""
    typed = text.split(" kl")[0].strip()
    if match := _MONTH.search(typed):
        month = next(
            n
            for n, name in enumerate(calendar.DANISH_MONTHS, 1)
            if name.startswith(match[2].lower())
        )
        try:
            return date(int(match[3]), month, int(match[1] or 1))
        except ValueError:
            return None
    if _YEAR.fullmatch(typed):
        return date(int(typed), 1, 1)
    try:
        found = calendar.parse_date(typed)
    except ValidationError:
        return None
    if found.year > today.year + 1 and not re.search(str(found.year), typed):
        return found.replace(year=found.year - 100)
    return found


def kind(text: str) -> str:
    return next((k for pattern, k in _KINDS if re.search(pattern, text.casefold())), "")


def stage(text: str) -> str:
    return next((s for pattern, s in _STAGES if re.search(pattern, text.casefold())), "")


def post(text: str) -> str:
    return next((role for pattern, role in _POSTS if re.search(pattern, text.casefold())), "")


class Named(NamedTuple):
    """What stands in a cell with a person: names, and what was written beside them."""

    names: list[str]
    phones: list[str]
    emails: list[str]


def people(text: str) -> Named:
    """The names in a cell; telephone and mail, which often stand beside them, taken out."""
    mails = emails(text)
    rest = _EMAIL.sub(" ", re.sub(r"\s*@\s*", "@", text))
    numbers = [match[0] for match in _PHONE.finditer(rest)]
    found = phones(", ".join(numbers))
    for number in numbers:
        rest = rest.replace(number, " ")
    for words in (_PHONE_WORD, _MAIL_WORD, _ROLE_WORD):
        rest = words.sub(" ", rest)
    names = []
    for part in _TWO.split(rest):
        name = re.sub(r"\(\s*\)|[<>]", " ", part)
        name = " ".join(name.split()).strip(" ,.;:-–/")
        if len(re.sub(r"[\W\d_]", "", name)) > 1:
            names.append(name)
    return Named(names, found, mails)
