"""A second signature under an application that is submitted already."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.actions import NotPossibleNow, allow, lock
from grants import signatures
from grants.models import Application, CoSignature


@transaction.atomic
def cosign(application: Application, *, by: User, at: datetime) -> CoSignature:
    """Sign besides the one who submitted. Tapped twice, the second changes nothing.

    Raises:
        PermissionDenied: the user does not belong to the association.
        NotPossibleNow: it is a draft or withdrawn, the user submitted it, or the association's
            statutes do not ask for this person's signature.
    """
    application = lock(application)
    allow(by, "grants.cosign_application", application)
    existing = CoSignature.objects.filter(application=application, signed_by=by).first()
    if existing is not None:
        return existing
    if application.is_draft or application.status == Application.Status.WITHDRAWN:
        raise NotPossibleNow(_("Only an application that is sent can be signed by more people."))
    if application.submitted_by_id == by.pk:
        raise NotPossibleNow(
            _("You have sent the application yourself. Somebody else must sign too.")
        )
    if not signatures.look(application, reader=by).wants_reader:
        raise NotPossibleNow(
            _(
                "Your signature is not needed: your statutes ask for somebody else's, or all have signed."
            )
        )
    return CoSignature.objects.create(
        application=application, name=by.full_name, signed_at=at, signed_by=by
    )
