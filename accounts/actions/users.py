"""Accounts of people: made, changed and closed by the administrator; one's own details by oneself."""

from collections.abc import Collection
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import letters
from accounts.actions import steps
from accounts.models import User
from accounts.roles import Role
from core.actions import NotPossibleNow, allow, lock


@transaction.atomic
def create(
    *,
    email: str,
    full_name: str,
    phone: str,
    preferred_language: str,
    roles: Collection[str],
    by: User | None,
    at: datetime,
) -> User:
    """Make an account without a password and tell the person how to log in with a code.

    Raises:
        PermissionDenied: `by` is not an administrator.
        ValidationError: the address has an account already.
    """
    allow(by, "accounts.add_user")
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise ValidationError({"email": _("A user with this e-mail already exists.")})
    user: User = User.objects.create_user(
        email.strip(),
        full_name=full_name,
        phone=phone,
        preferred_language=preferred_language,
        is_staff=bool(roles),
        date_joined=at,
    )
    user.groups.set(Group.objects.filter(name__in=roles))
    letters.account_made(user)
    return user


@transaction.atomic
def change(
    user: User,
    *,
    full_name: str,
    phone: str,
    preferred_language: str,
    is_active: bool,
    roles: Collection[str],
    by: User | None,
    at: datetime,
) -> User:
    """Change an account and its roles; whoever has a role works in the admin, others do not.

    Raises:
        PermissionDenied: `by` is not an administrator.
        ValidationError: nobody would be left to administer, or one closes one's own account.
    """
    user = lock(user)
    allow(by, "accounts.change_user", user)
    check_change(user, is_active=is_active, roles=roles, by=by)
    user.full_name = full_name
    user.phone = phone
    user.preferred_language = preferred_language
    user.is_active = is_active
    user.is_staff = bool(roles)
    user.save()
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def check_change(user: User, *, is_active: bool, roles: Collection[str], by: User | None) -> None:
    """Raise ValidationError if a change would lock out the administrators or oneself."""
    if by is not None and by.pk == user.pk and not is_active:
        raise ValidationError(
            {"is_active": _("You cannot close your own account. Ask another administrator.")}
        )
    stays = is_active and Role.ADMINISTRATOR in roles
    administrators = User.objects.with_role(Role.ADMINISTRATOR)
    if not stays and user in administrators and administrators.count() == 1:
        raise ValidationError(
            _(
                "This is the only administrator. Give somebody else the role first, otherwise "
                "nobody can manage users any more."
            )
        )


@transaction.atomic
def change_own_details(
    *, full_name: str, phone: str, preferred_language: str, by: User, at: datetime
) -> User:
    """Change one's own name, telephone and language; nobody else's."""
    user: User = User.objects.select_for_update().get(pk=by.pk)
    user.full_name = full_name
    user.phone = phone
    user.preferred_language = preferred_language
    user.save(update_fields=["full_name", "phone", "preferred_language"])
    return user


@transaction.atomic
def remove_second_factor(user: User, *, by: User | None, at: datetime, reason: str) -> None:
    """Remove all second factors of somebody who lost them, keep the reason and tell the person.

    Raises:
        PermissionDenied: `by` is not an administrator.
        NotPossibleNow: there is none.
    """
    user = lock(user)
    allow(by, "accounts.change_user", user)
    deleted, _rows = Authenticator.objects.filter(user=user).delete()
    if not deleted:
        raise NotPossibleNow(_("This person has no second factor."))
    steps.record(
        user, "remove_second_factor", source="set", target="none", by=by, at=at, reason=reason
    )
    letters.second_factor_removed(user)
