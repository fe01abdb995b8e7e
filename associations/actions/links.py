"""Links between actors of the register: tied on a day, ended on a day, never rewritten."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from associations.models import Association, AssociationLink
from core import calendar
from core.actions import NotPossibleNow, allow, lock


@transaction.atomic
def tie(
    association: Association,
    *,
    other: Association,
    kind: str,
    valid_from: date,
    by: User | None,
    at: datetime,
    from_other: bool = False,
    note: str = "",
) -> AssociationLink:
    """Link two actors: `association` `kind` `other`, or with `from_other` the other way round.

    Raises:
        PermissionDenied: `by` does not keep the register.
        ValidationError: it is the same actor, the two are linked like this already, in this
            direction or the opposite, or the day lies in the future.
    """
    allow(by, "associations.add_associationlink", association)
    source, target = (other, association) if from_other else (association, other)
    if kind in AssociationLink.SYMMETRIC and source.pk > target.pk:
        source, target = target, source
    link = AssociationLink(
        source=source, target=target, kind=kind, valid_from=valid_from, note=note.strip()
    )
    # Both ends, the lower number first, so that two who tie the same at once wait for each other.
    for end in sorted((source, target), key=lambda one: one.pk):
        lock(end)
    _check_day(valid_from, "valid_from", at)
    link.full_clean()
    backwards = AssociationLink.objects.filter(source=target, target=source, kind=kind)
    still = Q(valid_until=None) | Q(valid_until__gte=valid_from)
    if backwards.filter(still).exists():
        raise ValidationError(
            _("The two are linked the other way round. End that link first."), code="backwards"
        )
    link.save()
    return link


@transaction.atomic
def end(link: AssociationLink, *, on: date, by: User | None, at: datetime) -> AssociationLink:
    """The link's last day is `on`; it stays in the history.

    Raises:
        PermissionDenied: `by` does not keep the register.
        NotPossibleNow: it has ended before.
        ValidationError: the day lies before the link began, or in the future.
    """
    link = lock(link)
    allow(by, "associations.change_associationlink", link)
    if link.valid_until is not None:
        raise NotPossibleNow(_("This link has ended already."))
    _check_day(on, "on", at)
    link.valid_until = on
    link.validate_constraints()
    link.save(update_fields=["valid_until"])
    return link


def _check_day(day: date, field: str, at: datetime) -> None:
    if day > localdate(at, calendar.COPENHAGEN):
        raise ValidationError({field: _("The day lies in the future.")}, code="future")
