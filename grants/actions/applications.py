"""The applicant's way with an application; what the officer does with it is in `handling`."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from associations.actions import openings
from core import calendar
from core.actions import NotPossibleNow, allow, lock, move
from core.models import Sequence
from grants import documents, letters
from grants.actions.drafting import (
    attach,
    attach_from_register,
    begin,
    copy,
    detach,
    discard,
    keep_typed,
    only_signers_write,
    require_open,
    save,
)
from grants.actions.handling import (
    ask,
    assign,
    defer,
    go_on,
    hear,
    put_on_agenda,
    recommend,
    record_help,
    take_back_recommendation,
    take_up,
)
from grants.models import Application, Hearing, InformationRequest
from grants.soundness import problems

__all__ = [
    "answer",
    "ask",
    "assign",
    "attach",
    "attach_from_register",
    "begin",
    "copy",
    "defer",
    "detach",
    "discard",
    "go_on",
    "hear",
    "keep_typed",
    "put_on_agenda",
    "recommend",
    "record_help",
    "save",
    "submit",
    "take_back_recommendation",
    "take_up",
    "withdraw",
]


def next_case_number(application: Application, year: int) -> str:
    """The next number of the pool's series for the year, e.g. KIP-2026-0042, without gaps."""
    series = f"{application.round.pool.code}-{year}"
    return f"{series}-{Sequence.objects.next(series):04d}"


def expected_answer_on(application: Application, at: datetime) -> date:
    """When the applicant may expect an answer: the round's day, else the pool's working days."""
    round_ = application.round
    if round_.answer_expected_on:
        return round_.answer_expected_on
    begins = timezone.localdate(round_.deadline or at)
    return calendar.add_working_days(begins, round_.pool.answer_days)


@transaction.atomic
def submit(
    application: Application,
    *,
    signed_name: str,
    declared_true: bool,
    declared_democratic: bool,
    by: User,
    at: datetime,
) -> Application:
    """Submit: case number, receipt and letters, all or nothing.

    Sent twice, the second finds it submitted and changes nothing.

    Raises:
        PermissionDenied: the user does not sign for the association.
        NotPossibleNow: the deadline has passed; the draft is kept.
        ValidationError: what has still to be mended.
    """
    application = lock(application)
    allow(by, "grants.submit_application", application, because=only_signers_write())
    if not application.is_draft:
        return application
    require_open(application.round, at)
    found = [problem.message for problem in problems(application)]
    if not signed_name.strip():
        found.append(_("Sign with your name."))
    if not (declared_true and declared_democratic):
        found.append(_("Both declarations must be ticked."))
    if found:
        raise ValidationError(found)
    application.signed_name = signed_name.strip()
    application.declared_true = declared_true
    application.declared_democratic = declared_democratic
    application.submitted_at = at
    application.submitted_by = by
    application.changed_at = at
    application.case_number = next_case_number(application, timezone.localdate(at).year)
    application.answer_expected_on = expected_answer_on(application, at)
    move(application, "submit", by=by, at=at)
    openings.end_all("application", object_id=application.pk, by=by, at=at)
    application.receipt = documents.receipt(application)
    move(application, "receive", by=None, at=at)
    letters.receipt(application)
    return application


@transaction.atomic
def withdraw(application: Application, *, by: User, at: datetime, reason: str = "") -> Application:
    """The applicant takes the application back, any time before the decision; staff on its behalf.

    Raises:
        NotPossibleNow: it is decided already.
    """
    application = lock(application)
    allow(by, "grants.withdraw_application", application, because=only_signers_write())
    move(application, "withdraw", by=by, at=at, reason=reason)
    application.informationrequests.unanswered().update(closed_at=at, closed_by=by)
    application.hearings.unanswered().update(closed_at=at, closed_by=by)
    letters.withdrawn(application)
    return application


@transaction.atomic
def answer(
    enquiry: InformationRequest | Hearing, *, text: str, by: User, at: datetime
) -> Application:
    """The applicant answers; the case goes back to the officer.

    Raises:
        NotPossibleNow: it is answered already, or the case has gone on without an answer.
    """
    application = lock(enquiry.application)
    enquiry = lock(enquiry)
    allow(by, "grants.answer_enquiry", application, because=only_signers_write())
    if enquiry.answered_at or enquiry.closed_at:
        raise NotPossibleNow(
            _("This has been answered, or we have gone on. Write to us if there is more.")
        )
    enquiry.answer = text
    enquiry.answered_at = at
    enquiry.answered_by = by
    enquiry.save()
    move(application, "resume", by=by, at=at)
    letters.answered(enquiry)
    return application
