"""Supervision visits: planned, held, cancelled; the association is told each time, in its language."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Access, User
from associations import letters
from associations.models import Association, Post, SupervisionSample, SupervisionVisit
from core import calendar
from core.actions import NotPossibleNow, allow, lock, move

Selection = SupervisionVisit.Selection
Conclusion = SupervisionVisit.Conclusion


@transaction.atomic
def plan(
    association: Association,
    *,
    kind: str,
    selection: str,
    planned_on: date,
    officers: Collection[User],
    selection_reason: str = "",
    sample: SupervisionSample | None = None,
    by: User,
    at: datetime,
) -> SupervisionVisit:
    """Plan a visit and tell the association: what it is about, and that it is the same for all.

    Raises:
        PermissionDenied: `by` plans no visits, or an officer does not hold them or is tied to the
            association.
        NotPossibleNow: a visit is planned already, it is dissolved, or the draw did not fall on it.
        ValidationError: a day that is over, nobody who visits, or an inquiry without its reason.
    """
    association = lock(association)
    allow(by, "associations.plan_visit", association)
    if association.stage == Association.Stage.DISSOLVED:
        raise NotPossibleNow(_("The association is dissolved, so there is nobody to visit."))
    waiting = SupervisionVisit.objects.planned().filter(association=association).first()
    if waiting is not None:
        raise NotPossibleNow(
            _("A visit is planned for %(day)s already. Hold it, move it or cancel it first.")
            % {"day": calendar.format_date(waiting.planned_on)}
        )
    if selection == Selection.SAMPLE:
        _require_drawn(association, sample)
    _require_day(planned_on, at)
    _require_officers(association, officers, timezone.localdate(at))
    visit = SupervisionVisit(
        association=association,
        kind=kind,
        selection=selection,
        selection_reason=selection_reason.strip(),
        sample=sample if selection == Selection.SAMPLE else None,
        planned_on=planned_on,
        planned_at=at,
        planned_by=by,
    )
    visit.full_clean()
    visit.save()
    visit.officers.set(officers)
    letters.visit_planned(visit, timezone.localdate(at))
    return visit


@transaction.atomic
def reschedule(
    visit: SupervisionVisit, *, planned_on: date, by: User, at: datetime
) -> SupervisionVisit:
    """Move a planned visit to another day and tell the association.

    Raises:
        PermissionDenied: `by` plans no visits.
        NotPossibleNow: it has been held or cancelled.
        ValidationError: a day that is over.
    """
    visit = lock(visit)
    allow(by, "associations.plan_visit", visit)
    if visit.status != SupervisionVisit.Status.PLANNED:
        raise NotPossibleNow(_("The visit has been held or cancelled, so it can't be moved."))
    _require_day(planned_on, at)
    visit.planned_on = planned_on
    visit.save()
    letters.visit_planned(visit, timezone.localdate(at))
    return visit


@transaction.atomic
def hold(
    visit: SupervisionVisit,
    *,
    held_on: date,
    conclusion: str,
    summary: str,
    board: str = "",
    statutes: str = "",
    member_democracy: str = "",
    finances: str = "",
    well_being: str = "",
    follow_up_on: date | None = None,
    by: User,
    at: datetime,
) -> SupervisionVisit:
    """Note that a visit was held, what was talked about and the conclusion; tell the association.

    Raises:
        PermissionDenied: `by` holds no visits.
        NotPossibleNow: it is planned for a day to come, or held or cancelled already.
        ValidationError: a day to come or before it was planned, no conclusion, no words to the
            association, or “we talk again” without a later day.
    """
    visit = lock(visit)
    allow(by, "associations.hold_visit", visit)
    today = timezone.localdate(at)
    if visit.status == SupervisionVisit.Status.PLANNED and visit.planned_on > today:
        raise NotPossibleNow(
            _("The visit is planned for %(day)s. Was it held earlier, then move it to today first.")
            % {"day": calendar.format_date(visit.planned_on)}
        )
    wrong = {}
    if held_on > today:
        wrong["held_on"] = _("A visit can't have been held in the future.")
    elif held_on < timezone.localdate(visit.planned_at):
        wrong["held_on"] = _("This is before the association was told of the visit.")
    if conclusion not in Conclusion.values:
        wrong["conclusion"] = _("Choose what the visit came to.")
    if not summary.strip():
        wrong["summary"] = _("Write to the association what the visit came to.")
    if conclusion == Conclusion.FOLLOW_UP and (follow_up_on is None or follow_up_on <= held_on):
        wrong["follow_up_on"] = _("Write a later day on which you talk again.")
    if wrong:
        raise ValidationError(wrong)
    move(
        visit,
        "hold",
        by=by,
        at=at,
        held_on=held_on,
        board=board.strip(),
        statutes=statutes.strip(),
        member_democracy=member_democracy.strip(),
        finances=finances.strip(),
        well_being=well_being.strip(),
        conclusion=conclusion,
        summary=summary.strip(),
        follow_up_on=follow_up_on if conclusion == Conclusion.FOLLOW_UP else None,
        concluded_at=at,
        concluded_by=by,
    )
    letters.visit_held(visit, today)
    return visit


@transaction.atomic
def cancel(visit: SupervisionVisit, *, by: User, at: datetime, reason: str) -> SupervisionVisit:
    """Cancel a planned visit; the association is told why.

    Raises:
        PermissionDenied: `by` plans no visits.
        NotPossibleNow: it has been held or cancelled.
    """
    visit = lock(visit)
    allow(by, "associations.plan_visit", visit)
    move(visit, "cancel", by=by, at=at, reason=reason)
    letters.visit_cancelled(visit, reason, timezone.localdate(at))
    return visit


@transaction.atomic
def refer(
    visit: SupervisionVisit, *, referred_on: date, by: User, at: datetime
) -> SupervisionVisit:
    """Note that a serious conclusion was put before the municipal council, which supervises (§ 44 a).

    Raises:
        PermissionDenied: neither coordinator nor manager.
        NotPossibleNow: the conclusion is not for the council, or the council has it already.
        ValidationError: a day to come or before the visit.
    """
    visit = lock(visit)
    allow(by, "associations.refer_visit", visit)
    if not visit.waits_for_council:
        raise NotPossibleNow(_("The council has it already, or the conclusion is not for it."))
    if referred_on > timezone.localdate(at) or referred_on < visit.happened_on:
        raise ValidationError({"referred_on": _("Choose a day from the visit until today.")})
    visit.referred_on, visit.referred_by = referred_on, by
    visit.save()
    return visit


def _require_day(day: date, at: datetime) -> None:
    if day < timezone.localdate(at):
        raise ValidationError({"planned_on": _("This day is over. Choose today or a later day.")})


def _require_drawn(association: Association, sample: SupervisionSample | None) -> None:
    if sample is None:
        raise ValidationError({"sample": _("Choose the draw that fell on the association.")})
    if not SupervisionSample.objects.in_use().filter(pk=sample.pk).exists():
        raise NotPossibleNow(_("Nobody has decided on this draw yet."))
    if not sample.drawn.filter(association=association).exists():
        raise NotPossibleNow(_("The draw did not fall on this association."))


def _require_officers(association: Association, officers: Collection[User], day: date) -> None:
    if not officers:
        raise ValidationError({"officers": _("Choose who visits the association.")})
    for one in officers:
        allow(
            one,
            "associations.hold_visit",
            because=_("%(name)s has no role in which to hold visits.") % {"name": one},
        )
        posts = Post.objects.filter(association=association).held_by(one).open_on(day)
        access = Access.objects.open_on(day).filter(association=association, user=one)
        if posts.exists() or access.exists():
            raise PermissionDenied(
                _(
                    "%(name)s holds a post in the association and cannot visit it for the "
                    "municipality (forvaltningsloven § 3)."
                )
                % {"name": one}
            )
