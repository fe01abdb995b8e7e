"""What the parties promised, and whether it was kept."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from agreements.models import Agreement, Commitment
from core.actions import NotPossibleNow, allow, lock


@transaction.atomic
def keep(commitment: Commitment, *, done_on: date, by: User | None, at: datetime) -> Commitment:
    """Note on which day a commitment was kept.

    Raises PermissionDenied, ValidationError for a day to come, NotPossibleNow if the agreement is
    not in force or the commitment was kept already.
    """
    commitment = lock(commitment)
    allow(by, "agreements.change_agreement", commitment.agreement)
    if commitment.agreement.status not in Agreement.IN_FORCE:
        raise NotPossibleNow(_("Commitments are kept while the agreement is in force."))
    if commitment.done_on:
        raise NotPossibleNow(_("This commitment was noted as kept already."))
    if done_on > timezone.localdate(at):
        raise ValidationError(_("The day can't be in the future."))
    commitment.done_on = done_on
    commitment.save()
    return commitment
