"""Referrals: the association was told who can help, and later whether it did."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from associations.models import Association, Contact, Referral
from core.actions import NotPossibleNow, allow, lock
from core.models import Language


@transaction.atomic
def make(
    contact: Contact, *, by: User, at: datetime, language: Language | None = None
) -> list[Referral]:
    """Note that those who were met have been told who can help with what is not our task.

    One referral for each association of the entry, or one without where it has none. A second tap
    makes no second referral: those made first are returned.

    Raises:
        PermissionDenied: `by` keeps no log.
        NotPossibleNow: the kind of help names nobody to refer to.
    """
    contact = lock(contact)
    allow(by, "associations.add_referral")
    kind = contact.help_kind
    if not kind.referral_target:
        raise NotPossibleNow(
            _("This kind of help names nobody to refer to. The coordinator can add it.")
        )
    made = {one.association_id: one for one in contact.referrals.filter(help_kind=kind)}
    met: list[Association | None] = [*contact.associations.all()] or [None]
    for association in met:
        key = association.pk if association else None
        if key not in made:
            made[key] = Referral.objects.create(
                contact=contact,
                association=association,
                help_kind=kind,
                target=kind.referral_target,
                language=language,
                made_at=at,
                made_by=by,
            )
    return list(made.values())


@transaction.atomic
def answer(referral: Referral, *, outcome: str, by: User, at: datetime) -> Referral:
    """Note whether it helped. “Not known” may be answered again when it is.

    Raises:
        PermissionDenied: `by` keeps no log.
        ValidationError: there is no such answer.
        NotPossibleNow: somebody has answered already.
    """
    referral = lock(referral)
    allow(by, "associations.change_referral", referral)
    if outcome not in Referral.Outcome.values:
        raise ValidationError(_("Choose whether it helped."), code="outcome")
    if referral.outcome not in ("", Referral.Outcome.UNKNOWN):
        raise NotPossibleNow(_("Somebody has answered already. Look at the page again."))
    referral.outcome = outcome
    referral.answered_at = at
    referral.answered_by = by
    referral.save(update_fields=["outcome", "answered_at", "answered_by"])
    return referral
