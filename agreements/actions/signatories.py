"""Signatures, noted as they come in."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from agreements.models import Signatory
from agreements.signing import OPEN_FOR_SIGNING
from core.actions import NotPossibleNow, allow, lock


@transaction.atomic
def sign(
    signatory: Signatory, *, signed_on: date, method: str, by: User | None, at: datetime
) -> Signatory:
    """Note that somebody has signed, when and how. From the first signature on the text stands.

    Raises PermissionDenied, ValidationError for a day to come, NotPossibleNow if the agreement is
    not out for signing or this person has signed already.
    """
    agreement = lock(signatory.agreement)
    signatory = lock(signatory)
    allow(by, "agreements.change_agreement", agreement)
    if agreement.status not in OPEN_FOR_SIGNING:
        raise NotPossibleNow(
            _("The agreement must be shared with the parties before it is signed.")
        )
    if signatory.signed_on:
        raise NotPossibleNow(_("%(name)s has signed already.") % {"name": signatory.name})
    if signed_on > timezone.localdate(at):
        raise ValidationError(_("The day of signing can't be in the future."))
    signatory.signed_on, signatory.method = signed_on, method
    signatory.full_clean()
    signatory.save()
    return signatory
