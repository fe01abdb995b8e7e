"""Follow-ups: something agreed, done, put off, or handed over to a colleague."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from associations.models import Association, Contact, FollowUp, Handover, Snooze
from core.actions import NotPossibleNow, allow, lock
from core.calendar import COPENHAGEN


@transaction.atomic
def create(
    *,
    text: str,
    due_on: date,
    assigned_to: User,
    by: User | None,
    at: datetime,
    association: Association | None = None,
    contact: Contact | None = None,
    owner: str = FollowUp.Owner.MUNICIPALITY,
    is_shared: bool = False,
) -> FollowUp:
    """Note what is agreed, until when, who does it and who sees to it.

    A day in the past is accepted: an entry typed without a network may be sent days later. With
    `is_shared` the association reads it on its own pages.

    Raises:
        PermissionDenied: `by` keeps no log.
        ValidationError: there is no text, or it may not be shown to the association.
    """
    allow(by, "associations.add_followup")
    follow_up = FollowUp(
        text=text.strip(),
        due_on=due_on,
        assigned_to=assigned_to,
        association=association,
        contact=contact,
        owner=owner,
        is_shared=is_shared,
    )
    _check(follow_up)
    follow_up.save()
    return follow_up


@transaction.atomic
def correct(follow_up: FollowUp, *, by: User, at: datetime, **facts: Any) -> FollowUp:
    """Write it anew; a new day is kept as put off, a new person as handed over without a reason.

    Raises:
        PermissionDenied: `by` keeps no log.
        NotPossibleNow: it is done.
        ValidationError: as in `create`.
    """
    follow_up = _open(follow_up)
    allow(by, "associations.change_followup", follow_up)
    due_on, assigned_to = follow_up.due_on, follow_up.assigned_to
    for name, value in facts.items():
        setattr(follow_up, name, value)
    _check(follow_up)
    follow_up.save()
    if follow_up.due_on != due_on:
        _keep_snooze(follow_up, due_on, by, at)
    if follow_up.assigned_to != assigned_to:
        _keep_handover(follow_up, assigned_to, _("Corrected"), by, at)
    return follow_up


@transaction.atomic
def finish(follow_up: FollowUp, *, by: User, at: datetime) -> FollowUp:
    """It is done.

    Raises:
        PermissionDenied: `by` keeps no log.
        NotPossibleNow: it was done before.
    """
    follow_up = _open(follow_up)
    allow(by, "associations.finish_followup", follow_up)
    follow_up.done_at = at
    follow_up.done_by = by
    follow_up.save(update_fields=["done_at", "done_by"])
    return follow_up


@transaction.atomic
def postpone(follow_up: FollowUp, *, to: date, by: User, at: datetime) -> FollowUp:
    """Put it off until the day `to`; that it was is kept.

    Raises:
        PermissionDenied: `by` keeps no log.
        NotPossibleNow: it is done.
        ValidationError: the day has passed, or it is due on it already.
    """
    follow_up = _open(follow_up)
    allow(by, "associations.change_followup", follow_up)
    if to < localdate(at, COPENHAGEN):
        raise ValidationError(_("Choose a day that has not passed."), code="past")
    if to == follow_up.due_on:
        raise ValidationError(_("It is due on that day already."), code="same_day")
    before, follow_up.due_on = follow_up.due_on, to
    follow_up.save(update_fields=["due_on"])
    _keep_snooze(follow_up, before, by, at)
    return follow_up


@transaction.atomic
def hand_over(follow_up: FollowUp, *, to: User, reason: str, by: User, at: datetime) -> FollowUp:
    """Let a colleague see to it, who finds it with the reason in the daily list.

    Raises:
        PermissionDenied: `by` keeps no log.
        NotPossibleNow: it is done.
        ValidationError: the colleague has it already or keeps no log, or there is no reason.
    """
    follow_up = _open(follow_up)
    allow(by, "associations.change_followup", follow_up)
    if to == follow_up.assigned_to:
        raise ValidationError(_("Choose a colleague who does not have it already."), code="same")
    if not to.has_perm("associations.finish_followup"):
        raise ValidationError(
            _("%(name)s does not keep the outreach log. Choose somebody who does.") % {"name": to},
            code="no_keeper",
        )
    before, follow_up.assigned_to = follow_up.assigned_to, to
    follow_up.save(update_fields=["assigned_to"])
    _keep_handover(follow_up, before, reason.strip(), by, at)
    return follow_up


def _keep_snooze(follow_up: FollowUp, before: date, by: User, at: datetime) -> None:
    Snooze.objects.create(
        follow_up=follow_up,
        old_due_on=before,
        new_due_on=follow_up.due_on,
        snoozed_at=at,
        snoozed_by=by,
    )


def _keep_handover(follow_up: FollowUp, before: User, reason: str, by: User, at: datetime) -> None:
    handover = Handover(
        follow_up=follow_up,
        from_user=before,
        to_user=follow_up.assigned_to,
        reason=reason,
        handed_over_at=at,
        handed_over_by=by,
    )
    handover.clean_fields(exclude={"follow_up", "from_user", "to_user", "handed_over_by"})
    handover.save()


def _check(follow_up: FollowUp) -> None:
    follow_up.clean_fields(exclude={"assigned_to", "association", "contact"})
    follow_up.validate_constraints()
    contact = follow_up.contact
    if follow_up.is_shared and contact is not None and contact.is_private:
        raise ValidationError(
            {"is_shared": _("The note is not for everybody, so the association cannot read this.")},
            code="private",
        )


def _open(follow_up: FollowUp) -> FollowUp:
    follow_up = lock(follow_up)
    if follow_up.done_at is not None:
        raise NotPossibleNow(_("This follow-up is done already."))
    return follow_up
