"""The ladder “I do, we do, you do”, and offers that make the same help unneeded."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from associations import meter
from associations.models import Association, Contact, HelpKind, HelpOffer, IndependenceStep
from core.actions import NotPossibleNow, allow, lock
from core.calendar import COPENHAGEN


@transaction.atomic
def step(
    association: Association,
    *,
    help_kind: HelpKind,
    rung: str,
    by: User,
    at: datetime,
    contact: Contact | None = None,
) -> IndependenceStep:
    """Note who does this kind of task for the association now; up or down the ladder.

    The same rung again makes no second step: the one taken first is returned.

    Raises:
        PermissionDenied: `by` keeps no log.
        ValidationError: there is no such rung.
    """
    association = lock(association)
    allow(by, "associations.set_independence", association)
    if rung not in IndependenceStep.Rung.values:
        raise ValidationError(_("Choose who does it."), code="rung")
    latest = IndependenceStep.objects.filter(association=association, help_kind=help_kind).first()
    if latest is not None and latest.rung == rung:
        return latest
    return IndependenceStep.objects.create(
        association=association,
        help_kind=help_kind,
        rung=rung,
        contact=contact,
        taken_at=at,
        taken_by=by,
    )


@transaction.atomic
def offer(
    association: Association,
    *,
    help_kind: HelpKind,
    by: User,
    at: datetime,
    contact: Contact | None = None,
) -> HelpOffer:
    """Note that a course, a guide or a sister association was offered; not asked again this year.

    A second tap in the same year makes no second offer: the first is returned.

    Raises:
        PermissionDenied: `by` keeps no log.
        NotPossibleNow: the kind of help names nothing to offer.
    """
    association = lock(association)
    allow(by, "associations.set_independence", association)
    if not help_kind.offer:
        raise NotPossibleNow(
            _("This kind of help names nothing to offer. The coordinator can add it.")
        )
    year = meter.year_of(localdate(at, COPENHAGEN))
    offered = HelpOffer.objects.filter(
        association=association,
        help_kind=help_kind,
        offered_at__date__range=(year.first, year.last),
    ).first()
    return offered or HelpOffer.objects.create(
        association=association,
        help_kind=help_kind,
        offer=help_kind.offer,
        contact=contact,
        offered_at=at,
        offered_by=by,
    )
