"""The outreach log: an entry is saved once, however often it is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypedDict
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from associations import contact_search, last_contact
from associations.actions import associations as register
from associations.actions import contact_links, follow_ups
from associations.models import Association, Contact, ContactRevision, FollowUp, HelpKind, Theme
from core.actions import NotPossibleNow, allow, lock
from core.calendar import COPENHAGEN
from core.models import Language

# What a case note said stays readable when it is corrected.
KEPT = ("happened_on", "persons_met", "summary")
NOTE_IS_READ = gettext_lazy(
    "This entry is a note of a case, which those who handle the case must be able to read."
)


class Promised(TypedDict):
    """A follow-up agreed at the contact."""

    text: str
    due_on: date
    assigned_to: User


@dataclass(frozen=True)
class Agreed:
    """An action agreed at the contact: what, who does it, until when, and whether the association
    reads it on its own pages."""

    text: str
    due_on: date
    owner: str = FollowUp.Owner.MUNICIPALITY
    is_shared: bool = False


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
    agreed: Sequence[Agreed] = (),
    link: str = "",
) -> Contact:
    """Save a contact with its associations, consultants, themes and what was agreed.

    The day of the last contact of the associations follows. `link` (`kind:id`) ties the entry to
    what it was about. An action that the association does, or reads, is noted once for each
    association that was there.

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
    last_contact.note([one.pk for one in met], happened_on)
    contact_search.refresh(contact)
    if follow_up:
        follow_ups.create(
            **follow_up,
            association=met[0] if len(met) == 1 else None,
            contact=contact,
            by=by,
            at=at,
        )
    for one in agreed:
        agree(contact, one, assigned_to=by, by=by, at=at)
    if link:
        contact_links.link(contact, target=link, by=by, at=at)
    return contact


@transaction.atomic
def log_batch(
    rows: Sequence[dict[str, Any]], *, by: User, at: datetime, batch_key: UUID, **common: Any
) -> list[Contact]:
    """Save an evening at once: each row is an entry with what is common to all. All or none.

    The rows' keys follow from `batch_key`, so that the same evening sent again is saved once.

    Raises:
        ValidationError: a row is not sound; `error.row` is its place, and nothing is saved.
        As in `log` besides.
    """
    made = []
    for place, row in enumerate(rows):
        try:
            key = uuid5(batch_key, str(place))
            made.append(log(by=by, at=at, client_key=key, **{**common, **row}))
        except ValidationError as refusal:
            refusal.row = place  # type: ignore[attr-defined]
            raise
    return made


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
    """Write an entry anew; the audit trail keeps what it said before, and a case note itself too.

    Raises:
        PermissionDenied: `by` may not correct the log.
        ValidationError: as in `log`; or a case note is to be hidden.
    """
    contact = lock(contact)
    allow(by, "associations.change_contact", contact)
    before = {name: getattr(contact, name) for name in KEPT}
    met_before = set(contact.associations.values_list("pk", flat=True))
    for name, value in facts.items():
        setattr(contact, name, value)
    met = list(associations)
    _check(contact, met, at)
    changed = any(getattr(contact, name) != value for name, value in before.items())
    if contact.links.filter(noted_at__isnull=False).exists():
        if contact.is_private:
            raise ValidationError({"visibility": NOTE_IS_READ}, code="case_note")
        if changed:
            ContactRevision.objects.create(
                contact=contact, replaced_at=at, replaced_by=by, **before
            )
    if contact.is_private:
        # What the association read of it so far is no longer for it to read.
        contact.follow_ups.filter(is_shared=True).update(is_shared=False)
    contact.save()
    contact.associations.set(met)
    contact.consultants.set(consultants)
    contact.themes.set(themes)
    last_contact.recount(met_before | {one.pk for one in met})
    contact_search.refresh(contact)
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
    last_contact.note([group.pk], contact.happened_on)
    contact_search.refresh(contact)
    return group


@transaction.atomic
def agree(
    contact: Contact, agreed: Agreed, *, assigned_to: User, by: User, at: datetime
) -> list[FollowUp]:
    """Note an action agreed at the contact: once, or for each association that does or reads it.

    Raises:
        As in `follow_ups.create`.
    """
    met = list(contact.associations.all())
    theirs = agreed.is_shared or agreed.owner == FollowUp.Owner.ASSOCIATION
    each: list[Association | None] = list(met) if met and (theirs or len(met) == 1) else [None]
    return [
        follow_ups.create(
            text=agreed.text,
            due_on=agreed.due_on,
            owner=agreed.owner,
            is_shared=agreed.is_shared,
            assigned_to=assigned_to,
            association=association,
            contact=contact,
            by=by,
            at=at,
        )
        for association in each
    ]


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
