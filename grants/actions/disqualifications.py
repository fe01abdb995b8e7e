"""Conflicts of interest: declared by the person, seen in the register, lifted by the chair."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.actions import NotPossibleNow, allow, lock
from grants.models import Application, Disqualification


@transaction.atomic
def declare(
    application: Application, *, ground: str, note: str = "", by: User, at: datetime
) -> Disqualification:
    """Step out of a case (forvaltningsloven §§ 3 and 6).

    The case is closed to the person from now on; an assessment of theirs is taken out.

    Raises:
        PermissionDenied: the person has no part in cases.
        NotPossibleNow: declared already.
    """
    application = lock(application)
    allow(by, "grants.declare_disqualification", application)
    if application.disqualifications.in_force().filter(user=by).exists():
        raise NotPossibleNow(_("You have stepped out of this case already."))
    row, _made = Disqualification.objects.update_or_create(
        application=application,
        user=by,
        defaults={
            "ground": ground,
            "note": note,
            "source": Disqualification.Source.DECLARED,
            "declared_at": at,
            "lifted_at": None,
            "lifted_by": None,
            "lifted_reason": "",
        },
    )
    application.reviews.filter(reviewer=by).delete()
    if application.officer_id == by.pk:
        application.officer = None
        application.save(update_fields=["officer"])
    return row


@transaction.atomic
def lift(
    application: Application, *, user: User, by: User, at: datetime, reason: str
) -> Disqualification:
    """Find a person able in spite of what was declared or what the register says.

    Raises:
        PermissionDenied: not the committee's chair, or the chair's own case.
        ValidationError: no reason given.
    """
    application = lock(application)
    allow(by, "grants.lift_disqualification", application)
    if by.pk == user.pk:
        raise PermissionDenied(_("Nobody decides on their own conflict of interest (§ 6)."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the member may take part after all.")})
    row, _made = Disqualification.objects.get_or_create(
        application=application,
        user=user,
        defaults={
            "ground": Disqualification.Ground.MANAGEMENT,
            "source": Disqualification.Source.REGISTER,
            "declared_at": at,
            "lifted_at": at,
            "lifted_by": by,
            "lifted_reason": reason,
        },
    )
    row.lifted_at, row.lifted_by, row.lifted_reason = at, by, reason
    row.save()
    return row
