"""The chair hands over: the posts change at once, the access when the new chair says yes.

Until then the former chair keeps the access, so that an association is never without anyone; in
the transaction in which the new chair gets access, the former's ends.
"""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import access, invitations, steps
from accounts.models import Access, Invitation, User
from associations import duties, letters
from associations.actions import people
from associations.models import Association, ChairChange, Person, Post
from core import documents
from core.actions import NotPossibleNow, allow, lock, move
from core.calendar import format_date

CHAIR = Post.Role.CHAIR
ONLY_CHAIR = gettext_lazy("Only the chair or your consultant can change the chair.")


@transaction.atomic
def begin(
    association: Association,
    *,
    effective_on: date,
    by: User | None,
    at: datetime,
    person: Person | None = None,
    full_name: str = "",
    email: str = "",
    phone: str = "",
    language: str = "",
    minutes_upload: File | None = None,
) -> ChairChange:
    """Note the new chair from `effective_on` and invite them; the former chair's post ends.

    Consequences: the former chair's post ends the day before, the new post begins and may sign, an
    invitation goes to the new chair in `language`, everybody with access is told, and the
    consultant finds it on the start page. The former chair's access ends when the new chair says
    yes (`complete`); at once, if the new chair acts as chair already.

    Raises:
        PermissionDenied: `by` neither keeps the register nor chairs the association.
        NotPossibleNow: a change is under way, or the new chair's account is closed.
        ValidationError: nobody is named, there is no e-mail, the day is impossible, or the new
            chair may not be chair (an auditor).
    """
    association = lock(association)
    allow(
        by,
        "associations.change_chair",
        association,
        because=str(ONLY_CHAIR),
    )
    if ChairChange.objects.under_way().filter(association=association).exists():
        raise NotPossibleNow(
            _("A change of chair is under way already. Finish or cancel that one first.")
        )
    today = timezone.localdate(at)
    if effective_on > today:
        raise ValidationError(
            {"effective_on": _("The day lies in the future. Come back on the day.")}, code="future"
        )
    if person is None:
        person = people.find_or_enter(
            association, full_name=full_name, email=email, phone=phone, language=language, by=by
        )
    address = _address_of(person, email)
    language = language or _language_of(person)
    former = _hand_over_post(association, person, effective_on)
    new_post = Post(
        association=association,
        person=person,
        role=CHAIR,
        can_sign=True,
        valid_from=effective_on,
    )
    new_post.full_clean()
    new_post.save()
    change = ChairChange.objects.create(
        association=association,
        former_post=former,
        new_post=new_post,
        new_chair=person,
        effective_on=effective_on,
        minutes=documents.store(
            content=minutes_upload, name=minutes_upload.name or "referat", by=by
        )
        if minutes_upload
        else None,
        begun_at=at,
        begun_by=by,
    )
    chair = _acting_chair(association, address, today)
    if chair is not None:
        return _complete(change, chair, at=at)
    change.invitation, _token = invitations.invite(
        association,
        email=address,
        full_name=person.full_name,
        role=Access.Role.CHAIR,
        language=language,
        by=by,
        at=at,
    )
    change.save(update_fields=["invitation"])
    letters.chair_change_begun(change, today)
    return change


@transaction.atomic
def resend(
    change: ChairChange, *, email: str, language: str, by: User | None, at: datetime
) -> ChairChange:
    """Invite the new chair again, perhaps to another address; the earlier link no longer works.

    Raises:
        PermissionDenied: `by` neither keeps the register nor chairs the association.
        NotPossibleNow: the change is completed or cancelled.
    """
    association = lock(change.association)
    change = lock(change)
    allow(by, "associations.change_chair", association)
    if change.status != ChairChange.Status.WAITING:
        raise NotPossibleNow(_("This change of chair is over already."))
    _withdraw(change, by=by, at=at)
    change.invitation, _token = invitations.invite(
        association,
        email=email,
        full_name=change.new_chair.full_name,
        role=Access.Role.CHAIR,
        language=language,
        by=by,
        at=at,
    )
    change.save(update_fields=["invitation"])
    return change


@transaction.atomic
def cancel(change: ChairChange, *, by: User | None, at: datetime, reason: str) -> ChairChange:
    """It was a mistake: the former chair is chair again, and the invitation no longer works.

    Raises:
        PermissionDenied: `by` neither keeps the register nor chairs the association.
        NotPossibleNow: the new chair has said yes, or it is cancelled.
    """
    association = lock(change.association)
    change = lock(change)
    allow(by, "associations.change_chair", association)
    new_post, former = change.new_post, change.former_post
    change.new_post = None
    move(change, "cancel", by=by, at=at, reason=reason)
    _withdraw(change, by=by, at=at)
    if new_post is not None:
        # It never held with anybody's access; the audit trail keeps it.
        new_post.delete()
    if former is not None:
        former.valid_until = None
        former.save(update_fields=["valid_until"])
    letters.chair_change_cancelled(change, timezone.localdate(at))
    return change


@invitations.when_accepted
def complete(invitation: Invitation, given: Access, at: datetime) -> None:
    """The new chair has said yes: in the same transaction the former chair's access ends."""
    waiting = ChairChange.objects.under_way().filter(invitation=invitation)
    change = waiting.select_for_update(of=("self",)).first()
    if change is not None:
        _complete(change, given.user, at=at)


def _complete(change: ChairChange, chair: User, *, at: datetime) -> ChairChange:
    today = timezone.localdate(at)
    acting = Access.objects.open_on(today).filter(
        association=change.association, role=Access.Role.CHAIR
    )
    leaving = list(acting.exclude(user=chair).select_related("user", "association"))
    reason = _("%(name)s is the new chair.") % {"name": change.new_chair}
    change.completed_at = at
    move(change, "complete", by=chair, at=at)
    for one in leaving:
        # As access.end does it, but with a letter that says what has happened to the chair.
        steps.record(one, "end", source="open", target="ended", by=chair, at=at, reason=reason)
        access.close(one, at=at)
    duties.pass_on(change.association, [one.user for one in leaving], chair)
    known = Person.objects.filter(user=chair).exists()
    if change.new_chair.user_id is None and not known:
        change.new_chair.user = chair
        change.new_chair.save(update_fields=["user"])
    letters.chair_change_completed(change, chair, [one.user for one in leaving])
    return change


def _hand_over_post(association: Association, person: Person, effective_on: date) -> Post | None:
    """End the chair's post that is open; None if there was none."""
    former = Post.objects.filter(association=association, role=CHAIR, valid_until=None).first()
    if former is None:
        return None
    if former.person_id == person.pk:
        raise ValidationError(
            _("%(name)s is the chair already.") % {"name": person}, code="same_person"
        )
    if effective_on <= former.valid_from:
        raise ValidationError(
            {
                "effective_on": _(
                    "The present chair began on %(day)s. Choose a later day for the new chair."
                )
                % {"day": format_date(former.valid_from)}
            },
            code="before_it_began",
        )
    former.valid_until = effective_on - timedelta(days=1)
    former.save(update_fields=["valid_until"])
    return former


def _address_of(person: Person, typed: str) -> str:
    """Where the invitation goes; a typed address is kept where none is known."""
    known = person.user.email if person.user else person.email
    address = (typed or known).strip().lower()
    if not address:
        raise ValidationError(
            {"email": _("Write the new chair's e-mail. The invitation is sent there.")},
            code="no_email",
        )
    if not person.email:
        person.email = address
        person.save(update_fields=["email"])
    return address


def _language_of(person: Person) -> str:
    told = person.user.preferred_language if person.user else person.preferred_language
    return told or "da"


def _acting_chair(association: Association, email: str, day: date) -> User | None:
    """The user of this address, if they have access as chair already."""
    held = Access.objects.open_on(day).filter(
        association=association,
        role=Access.Role.CHAIR,
        valid_until=None,
        user__email__iexact=email,
        user__is_active=True,
    )
    found = held.select_related("user").first()
    return found.user if found else None


def _withdraw(change: ChairChange, *, by: User | None, at: datetime) -> None:
    if change.invitation and not invitations.obstacle(change.invitation, at=at):
        invitations.withdraw(change.invitation, by=by, at=at)
