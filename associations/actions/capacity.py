"""The association check: filled in by the board, mended until the year ends, noted as done together."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from associations.models import Association, CapacityAnswer, CapacityCheck, CapacityStatement
from core.actions import NotPossibleNow, allow, lock
from core.calendar import COPENHAGEN


@transaction.atomic
def fill(
    association: Association,
    *,
    answers: Mapping[int, int],
    priorities: Sequence[str] = (),
    by: User,
    at: datetime,
) -> CapacityCheck:
    """What the board says this year; said before in the same year, it is mended.

    Args:
        answers: how far they agree (1–5) by the statement's id; what they skipped is left out.
        priorities: what they want to become better at, at most three things.

    Raises:
        PermissionDenied: `by` does not sign for the association.
        NotPossibleNow: the association is dissolved.
        ValidationError: nothing is answered, or a statement is out of use or answered wrongly.
    """
    association = lock(association)
    allow(
        by,
        "associations.fill_capacity_check",
        association,
        because=_(
            "Only the chair and the treasurer can do this. Ask one of them, or call your consultant."
        ),
    )
    if association.stage == Association.Stage.DISSOLVED:
        raise NotPossibleNow(_("The association is dissolved."))
    if not answers:
        raise ValidationError(_("Answer at least one of the statements."), code="empty")
    asked = set(CapacityStatement.objects.in_use().values_list("pk", flat=True))
    if not (set(answers) <= asked and set(answers.values()) <= set(CapacityAnswer.Value.values)):
        raise ValidationError(_("The statements have changed. Look at the page again."))
    day = localdate(at, COPENHAGEN)
    wanted = [text for one in priorities if (text := one.strip())]
    check = CapacityCheck.objects.filter(association=association, year=day.year).first()
    check = check or CapacityCheck(association=association, year=day.year)
    check.filled_on, check.filled_by = day, by
    for number, name in enumerate(CapacityCheck.PRIORITIES):
        setattr(check, name, wanted[number] if number < len(wanted) else "")
    check.full_clean(exclude=["association", "filled_by"])
    check.save()
    _answer(check, answers, asked)
    return check


def _answer(check: CapacityCheck, answers: Mapping[int, int], asked: set[int]) -> None:
    """Write what changed; answers to statements that are out of use since stay as they were."""
    said = {one.statement_id: one for one in check.answers.filter(statement__in=asked)}
    for gone in said.keys() - answers.keys():
        said[gone].delete()
    for statement, value in answers.items():
        row = said.get(statement) or CapacityAnswer(capacity_check=check, statement_id=statement)
        if row.value != value:
            row.value = value
            row.save()


@transaction.atomic
def note_help(check: CapacityCheck, *, by: User, at: datetime) -> CapacityCheck:
    """The consultant sat beside while the board filled it in.

    Raises:
        PermissionDenied: `by` is no consultant.
        NotPossibleNow: somebody has noted it already.
    """
    check = lock(check)
    allow(by, "associations.help_capacity_check", check)
    if check.helped_by_id is not None:
        raise NotPossibleNow(_("It is noted already who helped."))
    check.helped_at, check.helped_by = at, by
    check.save()
    return check
