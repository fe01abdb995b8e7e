"""Decision letters in the outbox: nothing leaves before a person presses send."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.actions import allow, lock, move
from grants import letters
from grants.conflicts import require_able
from grants.models import Application, Decision, DecisionLetter


@transaction.atomic
def send(letter: DecisionLetter, *, by: User, at: datetime) -> DecisionLetter:
    """Tell the party: the portal shows the decision from now on, and a mail with a link goes out.

    Raises:
        PermissionDenied: role, or conflict of interest.
        NotPossibleNow: it is sent already.
    """
    letter = lock(letter)
    allow(by, "grants.send_letter", letter)
    require_able(letter.decision.application, by)
    letter.sent_at, letter.sent_by = at, by
    move(letter, "send", by=by, at=at)
    letters.decision(letter)
    return letter


@transaction.atomic
def send_many(chosen: Iterable[DecisionLetter], *, by: User, at: datetime) -> int:
    """Send several letters together, all or none; those sent meanwhile are passed over.

    Returns:
        how many were sent now.
    """
    waiting = DecisionLetter.objects.waiting().filter(pk__in=[one.pk for one in chosen])
    sent = [send(one, by=by, at=at) for one in waiting.order_by("pk")]
    return len(sent)


@transaction.atomic
def recall(letter: DecisionLetter, *, by: User, at: datetime, reason: str) -> DecisionLetter:
    """Undo what was entered by mistake, while nobody has been told of it.

    The case goes back to the agenda it was decided on, or to review, and its money to the pool; the
    letter and the decision stay in the case's history. What has been told is not undone like this:
    the party must then have a new decision.

    Raises:
        PermissionDenied: role, or conflict of interest.
        NotPossibleNow: the letter is sent, or recalled already.
    """
    lock(letter.decision.application.round.pool)
    application = lock(letter.decision.application)
    letter = lock(letter)
    allow(by, "grants.send_letter", letter)
    require_able(application, by)
    move(letter, "recall", by=by, at=at, reason=reason)
    application.amount_granted = None
    by_committee = letter.decision.body == Decision.Body.COMMITTEE
    status = Application.Status
    move(
        application, "decide_anew", by=by, at=at, reason=reason,
        to=status.ON_AGENDA if by_committee else status.UNDER_REVIEW,
    )  # fmt: skip
    return letter
