"""What a reviewer would remark on an answer, and what is usual. It never stops anybody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from associations.builder.answers import Answers, Beneficiary, Majority, Openness, Signers
from associations.builder.questions import TOPIC_OF

# Purposes that are not enough by themselves, whoever writes them (domain §1.3).
_TOO_NARROW = frozenset(
    [
        "sport", "idræt", "fodbold", "motion", "træning", "football", "futbol", "spor", "kubadda", "رياضة", "كرة",
        "bøn", "bede", "gudstjeneste", "moske", "religion", "prayer", "worship", "mosque", "ibadet", "namaz", "dua",
        "salaad", "tukasho", "صلاة", "الصلاة", "عبادة",
    ]
)  # fmt: skip
_SMALL_WORDS = frozenset(
    [
        "at",
        "og",
        "i",
        "for",
        "med",
        "om",
        "til",
        "en",
        "et",
        "den",
        "det",
        "de",
        "vi",
        "vil",
        "som",
        "er",
        "have",
        "holde",
        "spille",
        "dyrke",
        "lave",
        "gøre",
        "the",
        "and",
        "to",
        "of",
        "in",
        "play",
        "do",
        "ve",
        "için",
        "و",
        "في",
    ]
)
_STREET = re.compile(
    r"\d|\w(vej|gade|alle|allé|plads|stræde|parken|vænget|torvet|boulevard|street|road)\b", re.I
)
FEW_WORDS = 4


@dataclass(frozen=True)
class Remark:
    """A remark on one answer: which step and question it is about, and what is usual."""

    topic: str
    question: str
    message: str


def warnings(answers: Answers, topic: str = "") -> list[Remark]:
    """All remarks, or those of one step, in the reader's language."""
    found = [Remark(TOPIC_OF[name], name, message) for name, message in _look(answers)]
    return [one for one in found if not topic or one.topic == topic]


def _look(answers: Answers) -> Iterator[tuple[str, str]]:
    yield from _home_and_purpose(answers)
    yield from _members_and_meetings(answers)
    yield from _board_and_money(answers)
    yield from _ending(answers)


def _home_and_purpose(answers: Answers) -> Iterator[tuple[str, str]]:
    if _STREET.search(answers.municipality):
        yield (
            "municipality",
            _(
                "This looks like a street. Write a municipality, for example “Roskilde Kommune”: then "
                "you need no new statutes when you move."
            ),
        )
    words = {
        word.strip(".,;:!?”“\"'").casefold() for word in answers.purpose.split()
    } - _SMALL_WORDS
    if words and words <= _TOO_NARROW:
        yield (
            "purpose",
            _(
                "The purpose is only sport or prayer. Most pools and the recognition as a "
                "folkeoplysende association want more: write too about fellowship and taking part in "
                "society."
            ),
        )
    elif words and len(answers.purpose.split()) < FEW_WORDS:
        yield (
            "purpose",
            _(
                "The purpose is very short. One to three sentences are usual: for whom, and what for."
            ),
        )


def _members_and_meetings(answers: Answers) -> Iterator[tuple[str, str]]:
    if answers.open_to == Openness.OTHER:
        yield (
            "open_to",
            _(
                "The association is not open to all. Associations that get public money usually are "
                "open to all who support the purpose."
            ),
        )
        if not answers.open_to_other:
            yield "open_to_other", _("Write who can become a member.")
    if not answers.appeal:
        yield (
            "appeal",
            _("It is usual that an excluded member can ask the general meeting to decide."),
        )
    for name in ("notice_weeks", "egm_weeks"):
        if getattr(answers, name) < 2:
            yield (
                name,
                _(
                    "Less than two weeks is short: members must have time to come. Two to four weeks "
                    "are usual."
                ),
            )
    if answers.notice_weeks and answers.motions_days >= answers.notice_weeks * 7:
        yield (
            "motions_days",
            _(
                "Proposals must be sent before or on the day on which members are invited. Give a "
                "shorter time for proposals, or send the invitation earlier."
            ),
        )
    if not 10 <= answers.egm_percent <= 33:
        yield (
            "egm_percent",
            _(
                "Between 10 and 33 out of 100 members is usual: neither one person, nor most of them."
            ),
        )


def _board_and_money(answers: Answers) -> Iterator[tuple[str, str]]:
    if answers.board_size < 3:
        yield (
            "board_size",
            _("A board of fewer than three is too small for the bank and for most pools."),
        )
    elif answers.board_size % 2 == 0:
        yield (
            "board_size",
            _("With an even number a vote can end in a draw. An odd number is usual."),
        )
    if answers.signers == Signers.ONE:
        yield (
            "signers",
            _(
                "One person alone can bind the association to anything. It is usual that two sign "
                "together."
            ),
        )
    if answers.money_signers == Signers.ONE:
        yield (
            "money_signers",
            _("One person alone has the money. Banks and pools usually want two people together."),
        )
    if answers.auditor_on_board:
        yield (
            "auditor_on_board",
            _("An auditor must not sit on the board: nobody can check their own accounts."),
        )
    if not answers.liability:
        yield "liability", _("Members would owe the association's debts with their own money.")


def _ending(answers: Answers) -> Iterator[tuple[str, str]]:
    for name in ("amendment_majority", "dissolution_majority"):
        if getattr(answers, name) == Majority.SIMPLE:
            yield (
                name,
                _("More than half is little for so big a step. Two out of three votes are usual."),
            )
    if answers.money_to == Beneficiary.MEMBERS:
        yield (
            "money_to",
            _(
                "Money that came from members' fees and from public support must go to a good cause, "
                "not to the members."
            ),
        )
    if answers.money_to == Beneficiary.NAMED and not answers.money_to_name:
        yield "money_to_name", _("Write which association gets the money.")
