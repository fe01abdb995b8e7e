"""The decision: under a lock on the pool, with reasons where the law asks them, and its letter."""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import money
from core.actions import NotPossibleNow, allow, lock, move
from grants import balance, documents
from grants.actions import democracy
from grants.conflicts import require_able
from grants.models import Application, CommitteeMeeting, Decision, DecisionLetter, Pool

NOT_ON_AGENDA = gettext_lazy("The case is not on an agenda any more.")
STEPS = {
    Decision.Outcome.GRANTED: "grant",
    Decision.Outcome.PARTLY_GRANTED: "grant_partly",
    Decision.Outcome.REFUSED: "refuse",
    Decision.Outcome.REJECTED_FORMALLY: "reject_formally",
}


@transaction.atomic
def decide(
    application: Application,
    *,
    outcome: str,
    amount: Decimal = Decimal(0),
    reasons: str = "",
    conditions: str = "",
    remedies_text: str = "",
    decided_on: date,
    meeting: CommitteeMeeting | None = None,
    by: User,
    at: datetime,
) -> Decision:
    """Enter what the committee decided in a meeting, or decide a small case by delegation.

    The letter is made and waits in the outbox; nothing is told before a person sends it. The pool
    row is locked, so that two decisions at the same moment cannot overdraw it.

    Raises:
        PermissionDenied: role, conflict of interest, or helped to write the application.
        NotPossibleNow: the state does not allow it, the democracy check is in the way, or the pool
            has not enough left.
        ValidationError: reasons, remedies or a fitting amount are missing.
    """
    pool = lock(application.round.pool)
    application = lock(application)
    require_able(application, by)
    if meeting is not None:
        _require_meeting(application, meeting, by)
    else:
        _require_delegation(application, pool, outcome, by)
    decision = Decision(
        application=application,
        outcome=outcome,
        amount=amount,
        reasons=reasons.strip(),
        conditions=conditions.strip(),
        remedies_text=remedies_text.strip(),
        body=Decision.Body.COMMITTEE if meeting else Decision.Body.DELEGATED,
        meeting=meeting,
        decided_on=decided_on,
        entered_at=at,
        entered_by=by,
    )
    _require_sound(decision, application)
    decision.full_clean()
    democracy.require(application, decision.amount)
    _require_money(application, pool, decision)
    application.amount_granted = decision.amount or None
    move(application, STEPS[Decision.Outcome(outcome)], by=by, at=at, reason=decision.reasons)
    decision.save()
    DecisionLetter.objects.create(
        decision=decision, document=documents.decision_letter(decision), made_at=at
    )
    return decision


def _require_meeting(application: Application, meeting: CommitteeMeeting, by: User) -> None:
    allow(by, "grants.enter_decision", application)
    if application.status != Application.Status.ON_AGENDA:
        raise NotPossibleNow(str(NOT_ON_AGENDA))
    if not meeting.items.filter(application=application).exists():
        raise NotPossibleNow(_("The case is not on the agenda of this meeting."))


def _require_delegation(application: Application, pool: Pool, outcome: str, by: User) -> None:
    allow(by, "grants.decide_delegated", application)
    if application.status == Application.Status.ON_AGENDA:
        raise NotPossibleNow(_("The case is on the committee's agenda, so the committee decides."))
    # Late or outside the pool: no assessment, so the limit does not matter.
    if outcome == Decision.Outcome.REJECTED_FORMALLY:
        return
    if (application.amount_sought or Decimal(0)) > pool.delegation_limit:
        raise NotPossibleNow(
            _("Staff decide up to %(limit)s. This case must go to the committee.")
            % {"limit": money.format(pool.delegation_limit)}
        )


def _require_sound(decision: Decision, application: Application) -> None:
    sought = application.amount_sought or Decimal(0)
    missing: dict[str, str] = {}
    if decision.is_adverse and not decision.reasons:
        missing["reasons"] = _(
            "A refusal or a partial grant needs reasons (forvaltningsloven § 22)."
        )
    if decision.is_adverse and not decision.remedies_text:
        missing["remedies_text"] = _("Tell what the party can do about the decision.")
    if decision.amount > sought:
        missing["amount"] = _("This is more than the applicant asks for.")
    elif decision.outcome == Decision.Outcome.GRANTED and decision.amount != sought:
        missing["amount"] = _("A grant in full is the whole amount. Choose “in part” for less.")
    elif decision.outcome == Decision.Outcome.PARTLY_GRANTED and not decision.amount:
        missing["amount"] = _("Write the amount that is granted.")
    if missing:
        raise ValidationError(missing)


def _require_money(application: Application, pool: Pool, decision: Decision) -> None:
    if not decision.amount:
        return
    left = balance.of(pool, application.round.year).left
    if decision.amount > left:
        raise NotPossibleNow(
            _(
                "The pool has %(left)s left in %(year)s. Grant less, or wait for more money in the pool."
            )
            % {"left": money.format(max(left, Decimal(0))), "year": application.round.year}
        )
