"""The democracy condition of a case: answered by a person, and nothing is granted before."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.actions import NotPossibleNow
from grants.conflicts import lock_open
from grants.models import Application, DemocracyCheck

Result = DemocracyCheck.Result
Status = Application.Status

# While the case can still be recommended or decided.
ANSWERED_DURING = (
    Status.UNDER_REVIEW,
    Status.MISSING_INFO,
    Status.HEARING,
    Status.RECOMMENDED,
    Status.ON_AGENDA,
    Status.DEFERRED,
)


@transaction.atomic
def check(
    application: Application, *, result: str, basis: str = "", by: User, at: datetime
) -> DemocracyCheck:
    """Answer whether the association meets the democracy condition, or answer anew.

    What was answered before stays in the audit trail. A recommendation that was made stands until
    it is taken back; no amount is granted unless the answer in force is “no remarks”.

    Raises:
        PermissionDenied: no pool secretary, helped with the application, or conflict of interest.
        NotPossibleNow: the case is not under review, or is decided.
        ValidationError: no answer, or one against the association without what it rests on.
    """
    application = lock_open(
        application,
        by=by,
        permission="grants.check_democracy",
        because=_("Who helped to write the application cannot assess it."),
    )
    if application.status not in ANSWERED_DURING:
        raise NotPossibleNow(
            _(
                "The democracy check is answered while the case is under review. Take up the case first."
            )
        )
    found = DemocracyCheck.objects.filter(application=application).first()
    answer = found or DemocracyCheck(application=application)
    answer.result, answer.basis = result, basis.strip()
    answer.checked_at, answer.checked_by = at, by
    answer.full_clean()
    answer.save()
    return answer


def obstacle(application: Application) -> str:
    """Why nothing can be granted yet, and what to do about it; empty when it can."""
    answer = DemocracyCheck.objects.filter(application=application).first()
    if answer is None:
        return _(
            "The democracy check is not answered. Answer it on the case first; it is asked of every "
            "application alike."
        )
    if answer.result == Result.TO_BE_EXAMINED:
        return _(
            "The democracy condition is to be examined. Look into it, hear the association if needed, "
            "and answer the check anew before anything is granted."
        )
    if answer.result == Result.NOT_MET:
        return _(
            "The democracy condition is not met, so the application can only be refused "
            "(folkeoplysningsloven §§ 4 a and 44 a). Is that wrong, then answer the check anew."
        )
    return ""


def require(application: Application, amount: Decimal) -> None:
    """Let a word on the case pass that gives money, if the condition is met.

    Raises:
        NotPossibleNow: with what is in the way.
    """
    if amount and (reason := obstacle(application)):
        raise NotPossibleNow(reason)
