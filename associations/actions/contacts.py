"""The outreach log: an entry is saved once, however often it is sent."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, TypedDict
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from associations.actions import associations as register
from associations.actions import follow_ups
from associations.models import Association, Contact, HelpKind, Theme
from core.actions import NotPossibleNow, allow, lock
from core.calendar import COPENHAGEN
from core.models import Language


class Promised(TypedDict):
    """A follow-up agreed at the contact."""

    text: str
    due_on: date
    assigned_to: User


@transaction.atomic
def log(
    *,
    by: User,
    at: datetime,
    client_key: UUID,
    happened_on: date,
    minutes: int,
    associations: Iterable[Association],
    help_kind: HelpKind,
    other_party: str = "",
    channel: str = Contact.Channel.MEETING,
    language: Language | None = None,
    interpreter_mode: str = Contact.InterpreterMode.NONE,
    themes: Iterable[Theme] = (),
    summary: str = "",
    visibility: str = Contact.Visibility.TEAM,
    persons_met: str = "",
    place: str = "",
    initiative: str = Contact.Initiative.MUNICIPALITY,
    started_at: time | None = None,
    consultants: Iterable[User] = (),
    follow_up: Promised | None = None,
) -> Contact:
    """Save a contact with its associations, consultants, themes and, if promised, a follow-up.

    Sent again with the same `client_key` (a lost answer, a double tap, two tabs) it returns the
    contact saved first and changes nothing. Without `consultants` it is the entry of `by`.

    Raises:
        PermissionDenied: `by` keeps no log.
        ValidationError: nobody was met, the day lies in the future, or the length is impossible.
        NotPossibleNow: the key belongs to somebody else's entry.
    """
    allow(by, "associations.log_contact")
    if saved := _saved_before(client_key, by):
        return saved
    contact = Contact(
        client_key=client_key,
        happened_on=happened_on,
        minutes=minutes,
        other_party=other_party.strip(),
        channel=channel,
        help_kind=help_kind,
        language=language,
        interpreter_mode=interpreter_mode,
        summary=summary,
        visibility=visibility,
        persons_met=persons_met,
        place=place,
        initiative=initiative,
        started_at=started_at,
        logged_at=at,
        logged_by=by,
    )
    met = list(associations)
    _check(contact, met, at)
    try:
        # A savepoint: when the same entry arrives twice at once, the loser reads the winner's.
        with transaction.atomic():
            contact.save(force_insert=True)
    except IntegrityError:
        if saved := _saved_before(client_key, by):
            return saved
        raise
    contact.associations.set(met)
    contact.consultants.set(list(consultants) or [by])
    contact.themes.set(themes)
    if follow_up:
        follow_ups.create(
            **follow_up,
            association=met[0] if len(met) == 1 else None,
            contact=contact,
            by=by,
            at=at,
        )
    return contact


@transaction.atomic
def correct(
    contact: Contact,
    *,
    by: User,
    at: datetime,
    associations: Iterable[Association],
    consultants: Iterable[User],
    themes: Iterable[Theme] = (),
    **facts: Any,
) -> Contact:
    """Write an entry anew; the audit trail keeps what it said before.

    Raises:
        PermissionDenied: `by` may not correct the log.
        ValidationError: as in `log`.
    """
    contact = lock(contact)
    allow(by, "associations.change_contact", contact)
    for name, value in facts.items():
        setattr(contact, name, value)
    met = list(associations)
    _check(contact, met, at)
    contact.save()
    contact.associations.set(met)
    contact.consultants.set(consultants)
    contact.themes.set(themes)
    return contact


@transaction.atomic
def register_group(contact: Contact, *, by: User, at: datetime) -> Association:
    """Enter the new group an entry names into the register, as an informal group, and link the two.

    Raises:
        PermissionDenied: `by` does not keep the register.
        NotPossibleNow: the entry names nobody outside the register.
    """
    contact = lock(contact)
    if not contact.other_party:
        raise NotPossibleNow(_("The group is in the register already."))
    group = register.register(
        by=by,
        at=at,
        name=contact.other_party,
        kind=Association.Kind.INFORMAL_GROUP,
        stage=Association.Stage.GROUP_FORMED,
        consultant=by,
    )
    contact.associations.add(group)
    contact.other_party = ""
    contact.save(update_fields=["other_party"])
    return group


def _saved_before(client_key: UUID, by: User) -> Contact | None:
    saved = Contact.objects.filter(client_key=client_key).first()
    if saved is not None and saved.logged_by_id != by.pk:
        raise NotPossibleNow(_("This entry was saved by somebody else. Open a new one."))
    return saved


def _check(contact: Contact, associations: list[Association], at: datetime) -> None:
    if not associations and not contact.other_party:
        raise ValidationError(
            {"associations": _("Choose an association, or write whom you met.")}, code="nobody"
        )
    if contact.happened_on > localdate(at, COPENHAGEN):
        raise ValidationError({"happened_on": _("The day lies in the future.")}, code="future")
    contact.clean_fields(exclude={"help_kind", "language", "logged_by", "client_key"})
    contact.validate_constraints(exclude={"client_key"})
