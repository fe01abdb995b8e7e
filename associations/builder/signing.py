"""The signing rule that the answers come to, as the rows that keep it."""

from typing import Any

from associations.builder.answers import Answers, Signers
from associations.models.signing import SigningCombination

_WAYS: dict[Signers, list[dict[str, Any]]] = {
    Signers.CHAIR_TREASURER: [{"chair": True, "treasurer": True}],
    Signers.CHAIR_MEMBER: [{"chair": True, "board_members": 1}],
    Signers.CHAIR_OR_TREASURER_MEMBER: [
        {"chair": True, "board_members": 1},
        {"treasurer": True, "board_members": 1},
    ],
    Signers.TWO_MEMBERS: [{"board_members": 2}],
    Signers.WHOLE_BOARD: [{"whole_board": True}],
    Signers.ONE: [{"chair": True}],
}


def combinations(answers: Answers) -> list[dict[str, Any]]:
    """The ways to sign, for agreements and for money, as SigningCombination keeps them."""
    matters = SigningCombination.Matter
    money = (
        [{"treasurer": True}]
        if answers.money_signers == Signers.ONE
        else _WAYS[answers.money_signers]
    )
    return [
        *({"matter": matters.ANYTHING, **way} for way in _WAYS[answers.signers]),
        *({"matter": matters.MONEY, **way} for way in money),
    ]
