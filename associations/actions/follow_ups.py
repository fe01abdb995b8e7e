"""Follow-ups: something promised, done or put off."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from associations.models import Association, Contact, FollowUp
from core.actions import NotPossibleNow, allow, lock
from core.calendar import COPENHAGEN


@transaction.atomic
def create(
    *,
    text: str,
    due_on: date,
    assigned_to: User,
    by: User,
    at: datetime,
    association: Association | None = None,
    contact: Contact | None = None,
) -> FollowUp:
    """Note what is promised, until when and by whom.

    A day in the past is accepted: an entry typed without a network may be sent days later.

    Raises:
        PermissionDenied: `by` keeps no log.
        ValidationError: there is no text.
    """
    allow(by, "associations.add_followup")
    follow_up = FollowUp(
        text=text.strip(),
        due_on=due_on,
        assigned_to=assigned_to,
        association=association,
        contact=contact,
    )
    follow_up.clean_fields(exclude={"assigned_to", "association", "contact"})
    follow_up.save()
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
    """Put it off until the day `to`.

    Raises:
        PermissionDenied: `by` keeps no log.
        NotPossibleNow: it is done.
        ValidationError: the day has passed.
    """
    follow_up = _open(follow_up)
    allow(by, "associations.change_followup", follow_up)
    if to < localdate(at, COPENHAGEN):
        raise ValidationError(_("Choose a day that has not passed."), code="past")
    follow_up.due_on = to
    follow_up.save(update_fields=["due_on"])
    return follow_up


def _open(follow_up: FollowUp) -> FollowUp:
    follow_up = lock(follow_up)
    if follow_up.done_at is not None:
        raise NotPossibleNow(_("This follow-up is done already."))
    return follow_up
