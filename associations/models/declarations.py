"""Declarations of a whole association, year by year (tro og love-erklæringer, domain §1.6)."""

from datetime import date
from typing import Any, ClassVar

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models.associations import Association

# Earlier than any declaration somebody may find in a drawer.
FIRST_YEAR = 2000


class DeclarationQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> "DeclarationQuerySet":
        """The association its own, whoever of it reads; staff those of everybody."""
        if user.has_perm("associations.view_declaration"):
            return self
        return self.filter(association__in=Association.objects.visible_to(user))

    def of(self, association: Association, *years: int) -> "DeclarationQuerySet":
        """An association's own, the newest year first; of these years if any are named."""
        found = self.filter(association=association).order_by("-year")
        return found.filter(year__in=years) if years else found


class Declaration(models.Model):
    """One declaration a year, with the words that were signed. It is never changed."""

    class ReceivedVia(models.TextChoices):
        PORTAL = "portal", _("Online")
        PAPER = "paper", _("On paper")

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="%(class)ss", verbose_name=_("association")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    declared_at = models.DateTimeField(_("declared at"))
    declared_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("declared by"),
    )
    signed_name = models.CharField(_("signed by"), max_length=150)
    wording = models.TextField(_("the words that were signed"))
    received_via = models.CharField(
        _("received"), max_length=10, choices=ReceivedVia, default=ReceivedVia.PORTAL
    )
    noted_at = models.DateTimeField(_("noted at"), null=True, blank=True)
    noted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("noted by")
    )

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["-year", "association_id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["association", "year"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The declaration for this year has been given already."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR),
                name="%(app_label)s_%(class)s_year",
                violation_error_message=_("Write the year with four digits."),
            ),
            models.CheckConstraint(
                condition=Q(received_via="portal", declared_by__isnull=False, noted_by=None)
                | Q(received_via="paper", declared_by=None, noted_by__isnull=False),
                name="%(app_label)s_%(class)s_whose",
                violation_error_message=_(
                    "Online the person who declares is known; on paper the one who noted it."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.signed_name}"

    @property
    def valid_until(self) -> date:
        """The last day on which it counts."""
        return date(self.year, 12, 31)


class ChildCertificateDeclaration(Declaration):
    """Child certificates are obtained, or nobody needs one; never the certificates themselves."""

    class Answer(models.TextChoices):
        OBTAINED = "obtained", _("Child certificates are obtained")
        NO_CONTACT = "no_contact", _("Nobody has continuing contact with children under 15")

    answer = models.CharField(_("answer"), max_length=10, choices=Answer)

    class Meta(Declaration.Meta):
        verbose_name = _("declaration on child certificates")
        verbose_name_plural = _("declarations on child certificates")


class DonationBanDeclaration(Declaration):
    """Nothing above the limit has been received from anybody on the public ban list."""

    class Meta(Declaration.Meta):
        verbose_name = _("declaration on donations")
        verbose_name_plural = _("declarations on donations")


auditlog.register(ChildCertificateDeclaration)
auditlog.register(DonationBanDeclaration)
