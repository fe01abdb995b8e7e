"""What was answered, typed; whatever is missing or not sound stands at its usual value."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any


class Openness(StrEnum):
    ALL = "all"
    LOCAL = "local"
    OTHER = "other"


class Body(StrEnum):
    ASSEMBLY = "assembly"
    BOARD = "board"


class Period(StrEnum):
    YEAR = "year"
    HALF_YEAR = "half_year"
    MONTH = "month"


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    LETTER = "letter"
    NOTICE = "notice"


class Voters(StrEnum):
    PAID = "paid"
    ALL = "all"


class Majority(StrEnum):
    SIMPLE = "simple"
    TWO_THIRDS = "two_thirds"
    THREE_QUARTERS = "three_quarters"


class Signers(StrEnum):
    """Who signs together; also the answers to the question about money."""

    CHAIR_TREASURER = "chair_treasurer"
    CHAIR_MEMBER = "chair_member"
    CHAIR_OR_TREASURER_MEMBER = "either_member"
    TWO_MEMBERS = "two_members"
    WHOLE_BOARD = "whole_board"
    ONE = "one"


class Year(StrEnum):
    CALENDAR = "calendar"
    JULY = "july"


class Auditor(StrEnum):
    ELECTED = "elected"
    TWO = "two"
    REGISTERED = "registered"


class Beneficiary(StrEnum):
    MUNICIPALITY = "municipality"
    NAMED = "named"
    MEMBERS = "members"


# Answers of numbers: name → the smallest and the largest that can be.
RANGES: dict[str, tuple[int, int]] = {
    "minimum_age": (0, 99),
    "agm_month": (1, 12),
    "notice_weeks": (0, 12),
    "motions_days": (0, 60),
    "egm_percent": (1, 100),
    "egm_weeks": (0, 12),
    "board_size": (1, 25),
    "term_years": (1, 4),
    "substitutes": (0, 10),
}
LONGEST = 2000
MOST_ITEMS = 20


@dataclass(frozen=True)
class Answers:
    """One answer for each question; the defaults are the usual values of domain §1.3."""

    name: str = ""
    municipality: str = ""
    purpose: str = ""
    activities: str = ""
    open_to: Openness = Openness.ALL
    open_to_other: str = ""
    minimum_age: int = 0
    appeal: bool = True
    fee_set_by: Body = Body.ASSEMBLY
    fee_period: Period = Period.YEAR
    agm_month: int = 3
    notice_weeks: int = 3
    notice_by: tuple[Channel, ...] = (Channel.EMAIL,)
    motions_days: int = 14
    voters: Voters = Voters.PAID
    proxies: bool = False
    agenda_extra: tuple[str, ...] = ()
    egm_percent: int = 25
    egm_weeks: int = 2
    board_size: int = 5
    term_years: int = 2
    staggered: bool = True
    substitutes: int = 2
    constitution: Body = Body.BOARD
    signers: Signers = Signers.CHAIR_TREASURER
    money_signers: Signers = Signers.CHAIR_TREASURER
    financial_year: Year = Year.CALENDAR
    auditor: Auditor = Auditor.ELECTED
    auditor_on_board: bool = False
    liability: bool = True
    amendment_majority: Majority = Majority.TWO_THIRDS
    dissolution_majority: Majority = Majority.TWO_THIRDS
    dissolution_twice: bool = True
    money_to: Beneficiary = Beneficiary.MUNICIPALITY
    money_to_name: str = ""
    assembly_on: date | None = None
    # Which questions were answered, so that the rest can be told to stand at their usual value.
    given: frozenset[str] = field(default=frozenset(), compare=False)

    def unanswered(self) -> list[str]:
        """What no statutes can do without and nobody can guess."""
        return [name for name in ("name", "municipality", "purpose") if not getattr(self, name)]


def read(stored: Mapping[str, Any]) -> Answers:
    """The answers as they were stored; never fails, whatever stands there."""
    known: dict[str, Any] = {}
    for one in fields(Answers):
        if one.name == "given" or one.name not in stored:
            continue
        value = _sound(one.name, one.default, stored[one.name])
        if value is not None:
            known[one.name] = value
    return Answers(**known, given=frozenset(known))


def _sound(name: str, usual: Any, value: Any) -> Any:
    """The value as its type, or None if it is none of that."""
    if name == "notice_by":
        chosen = tuple(one for one in Channel if isinstance(value, list) and one.value in value)
        return chosen or None
    if name == "agenda_extra":
        lines = value if isinstance(value, list) else []
        kept = (_plain(line)[:200] for line in lines if isinstance(line, str))
        return tuple(line for line in kept if line)[:MOST_ITEMS]
    if name == "assembly_on":
        return _day(value)
    if isinstance(usual, StrEnum):
        kind = type(usual)
        return kind(value) if isinstance(value, str) and value in list(kind) else None
    if isinstance(usual, bool):
        return value if isinstance(value, bool) else None
    if isinstance(usual, int):
        lowest, highest = RANGES[name]
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number and lowest <= value <= highest else None
    return _plain(value)[:LONGEST] if isinstance(value, str) else None


def _plain(text: str) -> str:
    """One line without the characters that no file can hold."""
    kept = (one if unicodedata.category(one) not in ("Cc", "Cs", "Cn") else " " for one in text)
    return " ".join("".join(kept).split())


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def store(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """Sound answers of a step as JSON; the opposite of `read`."""
    kept: dict[str, Any] = {}
    for name, value in cleaned.items():
        if isinstance(value, date):
            kept[name] = value.isoformat()
        elif isinstance(value, tuple | list):
            kept[name] = [str(one) for one in value]
        elif isinstance(value, StrEnum):
            kept[name] = value.value
        else:
            kept[name] = value
    return kept
