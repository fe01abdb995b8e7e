"""Ending a person's right to act for an association."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import letters
from accounts.actions import steps
from accounts.models import Access, User
from core.actions import NotPossibleNow, allow, lock


@transaction.atomic
def end(access: Access, *, by: User | None, at: datetime, reason: str) -> None:
    """End an access at once, keep the reason and tell the person.

    Raises:
        PermissionDenied: `by` neither keeps the register nor chairs the association, or would
            leave it without anybody who can sign; only staff may do that.
        NotPossibleNow: it has ended already.
    """
    # All accesses of an association change one at a time, so two ends cannot both be the last.
    lock(access.association)
    access = lock(access)
    allow(by, "accounts.end_access", access)
    today = timezone.localdate(at)
    if access.valid_until is not None and access.valid_until < today:
        raise NotPossibleNow(_("The access has already ended."))
    if by is not None and not by.is_staff and _signs_alone(access, at=at):
        raise PermissionDenied(
            _(
                "%(name)s is the only one who can sign for the association. Invite a new chair or "
                "treasurer first, or call your consultant."
            )
            % {"name": access.user}
        )
    steps.record(access, "end", source="open", target="ended", by=by, at=at, reason=reason)
    letters.access_ended(access)
    close(access, at=at)


def close(access: Access, *, at: datetime) -> None:
    """Let an access stop holding now: its last day is yesterday.

    One that began today never held for a day; its row goes, the audit log keeps it.
    """
    today = timezone.localdate(at)
    if access.valid_from >= today:
        access.delete()
        return
    access.valid_until = today - timedelta(days=1)
    access.save(update_fields=["valid_until"])


def _signs_alone(access: Access, *, at: datetime) -> bool:
    """Whether nobody else signs for the association without an end in sight."""
    others = Access.objects.open_on(timezone.localdate(at)).filter(
        Q(valid_until=None),
        association_id=access.association_id,
        role__in=Access.SIGNING_ROLES,
        user__is_active=True,
    )
    signs = access.role in Access.SIGNING_ROLES
    return signs and not others.exclude(pk=access.pk).exists()
