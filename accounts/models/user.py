"""A person who can log in, known by e-mail."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import rules
from auditlog.registry import auditlog
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role


class UserQuerySet(models.QuerySet["User"]):
    def with_role(self, *roles: Role) -> "UserQuerySet":
        """Active users who have at least one of the roles."""
        return self.filter(is_active=True, groups__name__in=roles).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    use_in_migrations = False

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with this address; without a password only an e-mailed code lets them in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The first administrator of an installation: the role opens the set-up, nothing else does."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        user.groups.add(Group.objects.get(name=Role.ADMINISTRATOR))
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Staff, committee members and people of the associations alike; roles are groups."""

    email = models.EmailField(
        _("e-mail"),
        unique=True,
        error_messages={"unique": _("A user with this e-mail already exists.")},
    )
    full_name = models.CharField(_("full name"), max_length=150)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    preferred_language = models.CharField(
        _("preferred language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("Pages and messages are shown in this language."),
    )
    is_staff = models.BooleanField(
        _("works in the admin"),
        default=False,
        help_text=_("Staff of the municipality and members of its committee."),
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Take the mark away instead of deleting the user.")
    )
    date_joined = models.DateTimeField(_("created"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["full_name", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_once",
                violation_error_message=_("A user with this e-mail already exists."),
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[0]

    @cached_property
    def roles(self) -> frozenset[str]:
        """The names of the user's roles; read once a request."""
        return frozenset(self.groups.values_list("name", flat=True))

    def has_any_role(self, roles: Iterable[str]) -> bool:
        return self.is_active and not self.roles.isdisjoint(roles)

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Only the predicates decide; being a superuser opens no case (design §7)."""
        return self.is_active and rules.has_perm(perm, self, obj)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and rules.has_perm(app_label, self)


# Log-ins have a log of their own; a password must not even as a hash go into the trail.
auditlog.register(User, exclude_fields=["password", "last_login"], m2m_fields={"groups"})
