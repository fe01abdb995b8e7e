"""What an entry of the log is tied to, and the step that makes it a note of a case."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from associations import case_targets
from associations.models import Contact, ContactLink
from core.actions import NotPossibleNow, allow, lock


@transaction.atomic
def link(contact: Contact, *, target: str, by: User, at: datetime) -> ContactLink:
    """Tie the entry to `target` (`kind:id`); tied already, nothing changes.

    Raises:
        PermissionDenied: `by` keeps no log.
        ValidationError: there is no such thing, or `by` may not see it.
    """
    contact = lock(contact)
    allow(by, "associations.log_contact", contact)
    kind, number = _seen(target, by)
    return _tied(contact, kind, number, by, at)


@transaction.atomic
def tie(contact: Contact, *, kind: str, object_id: int, by: User, at: datetime) -> ContactLink:
    """Tie the entry to a draft that its writers opened to `by`, and that no list shows to staff.

    Raises:
        PermissionDenied: `by` keeps no log.
    """
    contact = lock(contact)
    allow(by, "associations.log_contact", contact)
    return _tied(contact, kind, object_id, by, at)


def _tied(contact: Contact, kind: str, object_id: int, by: User, at: datetime) -> ContactLink:
    found, _made = ContactLink.objects.get_or_create(
        contact=contact,
        kind=kind,
        object_id=object_id,
        defaults={"added_at": at, "added_by": by},
    )
    return found


@transaction.atomic
def unlink(link: ContactLink, *, by: User, at: datetime) -> None:
    """Take a link away; a case note stays.

    Raises:
        PermissionDenied: `by` keeps no log.
        NotPossibleNow: it is a case note, or gone.
    """
    link = lock(link)
    allow(by, "associations.log_contact", link.contact)
    if link.is_case_note:
        raise NotPossibleNow(_("A note of a case stays on the case. Correct its text instead."))
    link.delete()


@transaction.atomic
def note_on_case(contact: Contact, *, target: str, by: User, at: datetime) -> ContactLink:
    """Make the entry a note of the case `target` (offentlighedsloven § 13).

    It stays there, with who made it and when; whoever handles the case reads it, and a later
    correction keeps what it said before.

    Raises:
        PermissionDenied: `by` keeps no log.
        NotPossibleNow: it is a note of the case already, nothing is written in it, or not
            everybody may read it.
        ValidationError: there is no such case, it takes no notes, or `by` may not see it.
    """
    contact = lock(contact)
    allow(by, "associations.log_contact", contact)
    if contact.is_private:
        raise NotPossibleNow(
            _("Whoever handles the case must be able to read the note. Let the team read it first.")
        )
    if not contact.summary.strip():
        raise NotPossibleNow(_("Nothing is written in the note. Write what the case must know."))
    kind, _number = _seen(target, by)
    if not case_targets.targets()[kind].takes_notes:
        raise ValidationError(_("No notes are kept on this."), code="no_notes")
    found = link(contact, target=target, by=by, at=at)
    if found.is_case_note:
        raise NotPossibleNow(_("It is a note of this case already."))
    found.noted_at, found.noted_by = at, by
    found.save(update_fields=["noted_at", "noted_by"])
    return found


def _seen(target: str, by: User) -> tuple[str, int]:
    parts = case_targets.written(target)
    if parts is None or case_targets.find(by, target) is None:
        raise ValidationError(
            _("It is not there, or you may not see it. Choose something else."), code="target"
        )
    return parts
