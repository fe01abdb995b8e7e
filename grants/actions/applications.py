"""The application's way from submission to the agenda."""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
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
from grants.models import (
    AgendaItem,
    Application,
    CommitteeMeeting,
    Hearing,
    InformationRequest,
    Recommendation,
)
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
def take_up(application: Application, *, by: User, at: datetime) -> Application:
    """The officer begins; from now on the applicant cannot change it.

    Raises:
        NotPossibleNow: before the deadline of its round the applicant may still change it.
    """
    application = lock(application)
    allow(by, "grants.handle_application", application)
    deadline = application.round.deadline
    if application.status == Application.Status.RECEIVED and deadline and at <= deadline:
        raise NotPossibleNow(
            _("The applicant may change the application until the deadline, %(moment)s.")
            % {"moment": calendar.format_moment(deadline)}
        )
    application.officer = application.officer or by
    move(application, "take_up", by=by, at=at)
    return application


@transaction.atomic
def assign(application: Application, *, officer: User, by: User, at: datetime) -> Application:
    """Give the case to an officer."""
    application = lock(application)
    allow(by, "grants.handle_application", application)
    allow(
        officer,
        "grants.handle_application",
        application,
        because=_("%(name)s has no role in which to handle cases.") % {"name": officer},
    )
    application.officer = officer
    application.save(update_fields=["officer"])
    return application


@transaction.atomic
def record_help(application: Application, *, helper: User, by: User, at: datetime) -> Application:
    """Record who helped to write it; they cannot assess it from now on."""
    application = lock(application)
    allow(by, "grants.record_help", application)
    application.helpers.add(helper)
    return application


@transaction.atomic
def ask(
    application: Application, *, text: str, due_on: date, by: User, at: datetime
) -> InformationRequest:
    """Ask the applicant for what is missing, with a deadline; tells them by letter."""
    application = lock(application)
    allow(by, "grants.handle_application", application)
    _require_future(due_on, at)
    application.officer = application.officer or by
    move(application, "ask", by=by, at=at)
    request = InformationRequest.objects.create(
        application=application, text=text, due_on=due_on, asked_at=at, asked_by=by
    )
    letters.enquiry(request)
    return request


@transaction.atomic
def hear(application: Application, *, text: str, due_on: date, by: User, at: datetime) -> Hearing:
    """Hear the party about facts to its detriment (forvaltningsloven § 19)."""
    application = lock(application)
    allow(by, "grants.handle_application", application)
    _require_future(due_on, at)
    move(application, "hear", by=by, at=at)
    hearing = Hearing.objects.create(
        application=application, text=text, due_on=due_on, asked_at=at, asked_by=by
    )
    letters.enquiry(hearing)
    return hearing


def _require_future(due_on: date, at: datetime) -> None:
    if due_on <= timezone.localdate(at):
        raise ValidationError({"due_on": _("Give the applicant at least until tomorrow.")})


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


@transaction.atomic
def go_on(application: Application, *, by: User, at: datetime, reason: str) -> Application:
    """Go on without an answer, when its time is over.

    Raises:
        NotPossibleNow: the applicant still has time.
    """
    application = lock(application)
    allow(by, "grants.handle_application", application)
    today = timezone.localdate(at)
    for open_ones in (application.informationrequests, application.hearings):
        waiting = open_ones.unanswered().first()
        if waiting is None:
            continue
        if waiting.due_on >= today:
            raise NotPossibleNow(
                _("The applicant has until %(day)s to answer.")
                % {"day": calendar.format_date(waiting.due_on)}
            )
        waiting.closed_at, waiting.closed_by = at, by
        waiting.save()
    move(application, "resume", by=by, at=at, reason=reason)
    return application


@transaction.atomic
def recommend(
    application: Application,
    *,
    outcome: str,
    amount: Decimal,
    reasons: str,
    conditions: str = "",
    by: User,
    at: datetime,
) -> Recommendation:
    """Lock the officer's recommendation to the committee.

    Raises:
        PermissionDenied: who helped to write the application cannot assess it.
        ValidationError: an amount above the one sought, or none where there must be one.
    """
    application = lock(application)
    allow(
        by,
        "grants.recommend_application",
        application,
        because=_("Who helped to write the application cannot assess it."),
    )
    recommendation, _made = Recommendation.objects.get_or_create(
        application=application,
        defaults={
            "outcome": outcome,
            "amount": amount,
            "reasons": reasons,
            "made_at": at,
            "made_by": by,
        },
    )
    recommendation.outcome = outcome
    recommendation.amount = amount
    recommendation.reasons = reasons
    recommendation.conditions = conditions
    recommendation.made_at, recommendation.made_by = at, by
    recommendation.full_clean()
    if recommendation.amount > (application.amount_sought or 0):
        raise ValidationError({"amount": _("This is more than the applicant asks for.")})
    recommendation.save()
    application.officer = application.officer or by
    move(application, "recommend", by=by, at=at)
    return recommendation


@transaction.atomic
def take_back_recommendation(
    application: Application, *, by: User, at: datetime, reason: str
) -> Application:
    """Look at the case again before it goes on an agenda."""
    application = lock(application)
    allow(by, "grants.recommend_application", application)
    move(application, "take_back_recommendation", by=by, at=at, reason=reason)
    return application


@transaction.atomic
def put_on_agenda(
    application: Application, *, meeting: CommitteeMeeting, by: User, at: datetime
) -> AgendaItem:
    """Put a recommended case on the agenda of a meeting of its pool's committee.

    Raises:
        ValidationError: the meeting is another committee's.
    """
    meeting = lock(meeting)
    application = lock(application)
    allow(by, "grants.handle_application", application)
    if meeting.committee_id != application.round.pool.committee_id:
        raise ValidationError(
            {"meeting": _("This is not a meeting of the committee that decides on the pool.")}
        )
    move(application, "put_on_agenda", by=by, at=at)
    last = meeting.items.order_by("-position").values_list("position", flat=True).first()
    item, _made = AgendaItem.objects.get_or_create(
        meeting=meeting, application=application, defaults={"position": (last or 0) + 1}
    )
    return item


@transaction.atomic
def defer(application: Application, *, by: User, at: datetime, reason: str) -> Application:
    """The committee postpones the case or sends it back."""
    application = lock(application)
    allow(by, "grants.enter_decision", application)
    move(application, "defer", by=by, at=at, reason=reason)
    return application
