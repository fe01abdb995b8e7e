"""The new group an entry of the log names, when it turns out to be in the register already."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from associations import contact_search, last_contact
from associations.models import Association, Contact
from core.actions import NotPossibleNow, allow, lock


@transaction.atomic
def recognise(
    contact: Contact, *, association: Association, by: User | None, at: datetime
) -> Contact:
    """The group is this association: the entry is linked to it, and no new row is made.

    Raises:
        PermissionDenied: `by` keeps no log.
        NotPossibleNow: the entry names nobody outside the register.
    """
    contact = lock(contact)
    allow(by, "associations.log_contact", contact)
    if not contact.other_party:
        raise NotPossibleNow(_("The group is in the register already."))
    contact.associations.add(association)
    contact.other_party = ""
    contact.save(update_fields=["other_party"])
    last_contact.note([association.pk], contact.happened_on)
    contact_search.refresh(contact)
    return contact
