"""Letting a person into the portal: invite, accept, withdraw."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import letters
from accounts.actions import access
from accounts.models import Access, Invitation, User
from core.actions import NotPossibleNow, allow, lock

# 256 bits: nobody guesses a link.
TOKEN_BYTES = 32

# Told of every acceptance: the invitation, the access it gave and the moment.
Follower = Callable[[Invitation, Access, datetime], None]
_followers: list[Follower] = []


def when_accepted(follower: Follower) -> Follower:
    """Have `follower` called in the transaction of each acceptance; its refusal undoes both."""
    if follower not in _followers:
        _followers.append(follower)
    return follower


@transaction.atomic
def invite(
    association: models.Model,
    *,
    email: str,
    full_name: str,
    role: str,
    language: str,
    by: User | None,
    at: datetime,
) -> tuple[Invitation, str]:
    """Invite a person to act for an association.

    An open invitation to the same address is withdrawn, the new one can be used for
    INVITATION_DAYS, and a letter with the link is queued in the chosen language.

    Returns the invitation and its token, which is kept nowhere else.

    Raises:
        PermissionDenied: `by` neither keeps the register nor chairs the association.
        NotPossibleNow: the person has this access already, or the account is closed.
    """
    association = lock(association)
    allow(by, "accounts.invite_person", association)
    email = email.strip().lower()
    person = User.objects.filter(email__iexact=email).first()
    _refuse_closed(person)
    if person is not None and _open_access(person, association.pk, at, role=role) is not None:
        raise NotPossibleNow(
            _("%(name)s already has access to the association in this role.") % {"name": person}
        )
    open_ones = Invitation.objects.usable_at(at).filter(
        association_id=association.pk, email__iexact=email
    )
    open_ones.update(withdrawn_at=at, withdrawn_by=by)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation.objects.create(
        association_id=association.pk,
        email=email,
        full_name=full_name.strip(),
        role=role,
        language=language,
        token_hash=Invitation.hash_of(token),
        invited_at=at,
        invited_by=by,
        expires_at=at + timedelta(days=settings.INVITATION_DAYS),
    )
    letters.invitation(invitation, token)
    return invitation, token


def obstacle(invitation: Invitation, *, at: datetime) -> str:
    """Why an invitation cannot be used at this moment and what to do instead; empty if it can."""
    if invitation.used_at:
        return _("The invitation has already been used. Log in with the e-mail it was sent to.")
    if invitation.withdrawn_at:
        return _(
            "The invitation has been withdrawn. If you have been sent a newer one, use that; "
            "otherwise ask the person who invited you."
        )
    if invitation.expires_at <= at:
        return _(
            "The invitation has expired. Ask the person who invited you to send a new one; "
            "it takes them a minute."
        )
    return ""


@transaction.atomic
def accept(
    token: str, *, by: User | None, at: datetime, full_name: str = "", language: str = ""
) -> Access:
    """Use an invitation, once.

    The link proves that its holder reads the invited mailbox: with `by=None` the account of that
    address is taken or, if there is none, made with `full_name` and `language` and without a
    password. The person gets access from today; access in another role ends.

    Returns the access; its `user` is the person.

    Raises:
        NotPossibleNow: the link is unknown, used, withdrawn or expired, was sent to somebody
            else than `by`, or the account is closed; the message says what to do.
    """
    found = Invitation.objects.with_token(token).select_related("association").first()
    if found is None:
        raise NotPossibleNow(
            _("The link is not complete. Open it from the e-mail again, or copy all of it.")
        )
    # The association first, as everywhere: its accesses and invitations change one at a time.
    lock(found.association)
    invitation = lock(found)
    if reason := obstacle(invitation, at=at):
        raise NotPossibleNow(reason)
    if by is not None and by.email.lower() != invitation.email.lower():
        raise NotPossibleNow(
            _(
                "The invitation was sent to %(invited)s, but you are logged in as %(email)s. "
                "Log out and open the link again, or ask to be invited with the address you use."
            )
            % {"invited": invitation.email, "email": by.email}
        )
    person = by or _find_or_make(invitation, full_name=full_name, language=language)
    _refuse_closed(person)
    given = _give(person, invitation, at=at)
    invitation.used_at = at
    invitation.used_by = person
    invitation.save(update_fields=["used_at", "used_by"])
    for follower in _followers:
        follower(invitation, given, at)
    return given


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User | None, at: datetime) -> Invitation:
    """Make the link of an invitation useless.

    Raises:
        PermissionDenied: `by` neither keeps the register nor chairs the association.
        NotPossibleNow: it is used, withdrawn or expired already.
    """
    invitation = lock(invitation)
    allow(by, "accounts.withdraw_invitation", invitation)
    if reason := obstacle(invitation, at=at):
        raise NotPossibleNow(reason)
    invitation.withdrawn_at = at
    invitation.withdrawn_by = by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return invitation


def _refuse_closed(person: User | None) -> None:
    if person is not None and not person.is_active:
        raise NotPossibleNow(
            _("The account with this e-mail is closed. Ask the municipality to open it again.")
        )


def _find_or_make(invitation: Invitation, *, full_name: str, language: str) -> User:
    known = User.objects.filter(email__iexact=invitation.email).first()
    if known is not None:
        return known
    # get_or_create: two invitations of one new person may be accepted at the same moment.
    person, _made = User.objects.get_or_create(
        email=invitation.email,
        defaults={
            "full_name": full_name.strip() or invitation.full_name,
            "preferred_language": language or invitation.language,
            "password": make_password(None),
        },
    )
    return cast(User, person)


def _open_access(
    person: User, association_id: int, at: datetime, *, role: str = ""
) -> Access | None:
    held = Access.objects.open_on(timezone.localdate(at)).filter(
        user=person, association_id=association_id
    )
    return (held.filter(role=role) if role else held).first()


def _give(person: User, invitation: Invitation, *, at: datetime) -> Access:
    held = _open_access(person, invitation.association_id, at)
    if held is not None and held.role == invitation.role and held.valid_until is None:
        return held
    if held is not None:
        access.close(held, at=at)
    return Access.objects.create(
        user=person,
        association_id=invitation.association_id,
        role=invitation.role,
        valid_from=timezone.localdate(at),
        granted_by=invitation.invited_by,
    )
