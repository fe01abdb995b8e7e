"""Which person may act for which association, from when to when, and how they were let in."""

import hashlib
from datetime import date

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from core import phrases


class AccessQuerySet(models.QuerySet["Access"]):
    def open_on(self, day: date) -> "AccessQuerySet":
        """Those that hold on this day, both ends included."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)

    def visible_to(self, user: User) -> "AccessQuerySet":
        """Staff who keep the register or the users see all; others those of their associations."""
        if user.has_perm("associations.view_association") or user.has_perm("accounts.view_access"):
            return self
        today = timezone.localdate()
        own = Access.objects.open_on(today).filter(user_id=user.pk).values("association_id")
        return self.filter(association_id__in=own)


class Access(models.Model):
    """A person's right to act for an association in the portal."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        TREASURER = "treasurer", _("Treasurer")
        BOARD_MEMBER = "board_member", _("Board member")

    # Those who may submit, accept and report for the association.
    SIGNING_ROLES = (Role.CHAIR, Role.TREASURER)

    user = models.ForeignKey(User, models.CASCADE, related_name="accesses", verbose_name=_("user"))
    # Named by string: accounts knows that associations exist, nothing else about them.
    association = models.ForeignKey(
        "associations.Association",
        models.CASCADE,
        related_name="accesses",
        verbose_name=_("association"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("granted by")
    )

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("accesses")
        ordering = ["association_id", "role", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="accounts_access_span",
                violation_error_message=phrases.ENDS_BEFORE_IT_BEGINS,
            ),
            models.UniqueConstraint(
                fields=["user", "association"],
                condition=Q(valid_until=None),
                name="accounts_access_once",
                violation_error_message=_("This person already has access to the association."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def usable_at(self, moment: object) -> "InvitationQuerySet":
        """Those that nobody has used and whose time is not over."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=moment)

    def with_token(self, token: str) -> "InvitationQuerySet":
        return self.filter(token_hash=Invitation.hash_of(token))

    def visible_to(self, user: User) -> "InvitationQuerySet":
        if user.has_perm("associations.view_association"):
            return self
        today = timezone.localdate()
        own = Access.objects.open_on(today).filter(user_id=user.pk, role=Access.Role.CHAIR)
        return self.filter(association_id__in=own.values("association_id"))


class Invitation(models.Model):
    """A link that lets one person act for an association; works once and expires."""

    association = models.ForeignKey(
        "associations.Association",
        models.CASCADE,
        related_name="invitations",
        verbose_name=_("association"),
    )
    email = models.EmailField(_("e-mail"))
    full_name = models.CharField(_("full name"), max_length=150)
    role = models.CharField(_("role"), max_length=20, choices=Access.Role)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    # Only a fingerprint is kept: whoever reads the database cannot use the link.
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_at = models.DateTimeField(_("sent at"))
    invited_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("sent by")
    )
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    used_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("used by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(withdrawn_at=None),
                name="accounts_invitation_used_or_withdrawn",
                violation_error_message=_("An invitation is either used or withdrawn, not both."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} <{self.email}>"

    @staticmethod
    def hash_of(token: str) -> str:
        """The fingerprint under which a token is kept."""
        return hashlib.sha256(token.encode()).hexdigest()


auditlog.register(Access)
auditlog.register(Invitation, exclude_fields=["token_hash"])
