"""Predicates that every app builds its permissions from.

A permission is granted by roles of the municipality or by an open access to the association the
object belongs to; being a superuser grants nothing by itself.
"""

import rules
from django.db import models
from django.utils import timezone

from accounts.models import Access, User
from accounts.roles import COMMITTEE, EMPLOYED, Role


def has_role(*roles: Role) -> rules.Predicate:
    """A predicate: the user has at least one of these roles."""

    @rules.predicate(name=f"has_role({', '.join(roles)})")
    def check(user: User, _instance: object = None) -> bool:
        return bool(user.is_authenticated) and user.is_staff and user.has_any_role(roles)

    return check


is_consultant = has_role(Role.CONSULTANT, Role.COORDINATOR)
is_coordinator = has_role(Role.COORDINATOR)
is_pool_secretary = has_role(Role.POOL_SECRETARY)
is_committee = has_role(*COMMITTEE)
is_committee_chair = has_role(Role.COMMITTEE_CHAIR)
is_manager = has_role(Role.MANAGER)
is_administrator = has_role(Role.ADMINISTRATOR)
is_employed = has_role(*EMPLOYED)


@rules.predicate
def is_staff_member(user: User, _instance: object = None) -> bool:
    """Works in the admin, in whichever role."""
    return bool(user.is_authenticated and user.is_active and user.is_staff)


def open_roles(user: User) -> dict[int, str]:
    """The associations the user may act for today, and in which role; read once a request."""
    if not user.is_authenticated:
        return {}
    if not hasattr(user, "_open_roles"):
        rows = Access.objects.open_on(timezone.localdate()).filter(user_id=user.pk)
        user._open_roles = dict(rows.values_list("association_id", "role"))  # type: ignore[attr-defined]
    return user._open_roles  # type: ignore[attr-defined]


def association_id_of(instance: models.Model | None) -> int | None:
    """The association an object belongs to, or the object itself when it is one."""
    if instance is None:
        return None
    if instance._meta.label == "associations.Association":
        return instance.pk
    return getattr(instance, "association_id", None)


def acts_for(*roles: str) -> rules.Predicate:
    """A predicate: the user may act today, in one of these roles, for the object's association."""

    @rules.predicate(name=f"acts_for({', '.join(roles) or 'any role'})")
    def check(user: User, instance: models.Model | None) -> bool:
        role = open_roles(user).get(association_id_of(instance) or 0)
        return role is not None and (not roles or role in roles)

    return check


belongs_to = acts_for()
signs_for = acts_for(*Access.SIGNING_ROLES)
chairs = acts_for(Access.Role.CHAIR)

rules.add_perm("accounts", is_administrator | is_consultant | is_manager)
for _verb in ("view", "add", "change"):
    rules.add_perm(f"accounts.{_verb}_user", is_administrator)
rules.add_perm("accounts.view_access", is_consultant | is_manager | is_administrator)
rules.add_perm("accounts.add_access", is_consultant)
rules.add_perm("accounts.change_access", is_consultant)
rules.add_perm("accounts.end_access", is_consultant | chairs)
rules.add_perm("accounts.view_invitation", is_consultant | is_manager)
rules.add_perm("accounts.invite_person", is_consultant | chairs)
rules.add_perm("accounts.withdraw_invitation", is_consultant | chairs)
# Settings and reference data.
rules.add_perm("core", is_staff_member)
for _model in ("municipality", "closingday", "language"):
    rules.add_perm(f"core.view_{_model}", is_administrator | is_manager)
    rules.add_perm(f"core.add_{_model}", is_administrator)
    rules.add_perm(f"core.change_{_model}", is_administrator)
rules.add_perm("core.delete_closingday", is_administrator)
rules.add_perm("core.view_job", is_administrator)
rules.add_perm("core.view_cproverride", is_administrator | is_manager)
rules.add_perm("auditlog", is_administrator | is_manager)
rules.add_perm("auditlog.view_logentry", is_administrator | is_manager)
rules.add_perm("post_office", is_administrator | is_pool_secretary | is_manager)
rules.add_perm("post_office.view_email", is_administrator)
