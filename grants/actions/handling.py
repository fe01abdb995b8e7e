"""What the officer does with a case, from taking it up to the committee's agenda.

Each step begins with `lock_open`: a case that is closed to a person by a conflict of interest is
closed in the action too, whichever page led there.
"""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import calendar
from core.actions import NotPossibleNow, allow, lock, move
from grants import letters
from grants.actions import democracy
from grants.conflicts import lock_open
from grants.models import (
    AgendaItem,
    Application,
    CommitteeMeeting,
    Hearing,
    InformationRequest,
    Recommendation,
)


@transaction.atomic
def take_up(application: Application, *, by: User, at: datetime) -> Application:
    """The officer begins; from now on the applicant cannot change it.

    Raises:
        NotPossibleNow: before the deadline of its round the applicant may still change it.
    """
    application = lock_open(application, by=by, permission="grants.handle_application")
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
    """Give the case to an officer.

    Raises:
        PermissionDenied: the officer has no such role, or a conflict of interest.
    """
    application = lock_open(application, by=by, permission="grants.handle_application")
    allow(
        officer,
        "grants.handle_application",
        application,
        because=_("%(name)s has no role in which to handle cases.") % {"name": officer},
    )
    if Application.objects.filter(pk=application.pk).closed_to(officer).exists():
        raise PermissionDenied(
            _("The case is closed to %(name)s because of a conflict of interest (§ 3).")
            % {"name": officer}
        )
    application.officer = officer
    application.save(update_fields=["officer"])
    return application


@transaction.atomic
def record_help(application: Application, *, helper: User, by: User, at: datetime) -> Application:
    """Record who helped to write it; they cannot assess it from now on."""
    application = lock_open(application, by=by, permission="grants.record_help")
    application.helpers.add(helper)
    return application


@transaction.atomic
def ask(
    application: Application, *, text: str, due_on: date, by: User, at: datetime
) -> InformationRequest:
    """Ask the applicant for what is missing, with a deadline; tells them by letter."""
    application = lock_open(application, by=by, permission="grants.handle_application")
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
    application = lock_open(application, by=by, permission="grants.handle_application")
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
def go_on(application: Application, *, by: User, at: datetime, reason: str) -> Application:
    """Go on without an answer, when its time is over.

    Raises:
        NotPossibleNow: the applicant still has time.
    """
    application = lock_open(application, by=by, permission="grants.handle_application")
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
        NotPossibleNow: money before the democracy check is answered with no remarks.
        ValidationError: an amount above the one sought, or none where there must be one.
    """
    application = lock_open(
        application,
        by=by,
        permission="grants.recommend_application",
        because=_("Who helped to write the application cannot assess it."),
    )
    democracy.require(application, amount)
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
    application = lock_open(application, by=by, permission="grants.recommend_application")
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
    application = lock_open(application, by=by, permission="grants.handle_application")
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
    application = lock_open(application, by=by, permission="grants.enter_decision")
    move(application, "defer", by=by, at=at, reason=reason)
    return application
