"""Reference data of the outreach log: what a contact was about and what kind of help it was."""

from auditlog.registry import auditlog
from django.db import models
from django.utils.translation import gettext_lazy as _


class InUseQuerySet(models.QuerySet):
    def in_use(self) -> "InUseQuerySet":
        return self.filter(is_active=True)


class Theme(models.Model):
    """A subject of contacts and events, e.g. pension and return rules."""

    name = models.CharField(
        _("name"),
        max_length=100,
        unique=True,
        error_messages={"unique": _("This theme exists already.")},
    )
    is_active = models.BooleanField(_("in use"), default=True)

    objects = InUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class HelpKind(models.Model):
    """A kind of help the consultants give, and whether it is theirs to give (domain §4.2)."""

    class Scope(models.TextChoices):
        CORE = "core", _("Core task")
        SHARED = "shared", _("Shared with others")
        OUT_OF_SCOPE = "out_of_scope", _("Not ours: refer")

    class OfferKind(models.TextChoices):
        COURSE = "course", _("Course")
        SISTER = "sister", _("Sister association")
        SELF_SERVICE = "self_service", _("Guide or self-service")

    code = models.SlugField(
        _("code"), max_length=40, unique=True, error_messages={"unique": _("This code is taken.")}
    )
    name = models.CharField(_("name"), max_length=100)
    scope = models.CharField(_("scope"), max_length=15, choices=Scope, default=Scope.CORE)
    referral_target = models.CharField(_("refer to"), max_length=150, blank=True)
    referral_text = models.TextField(
        _("referral text"), blank=True, help_text=_("What the association is told, in plain words.")
    )
    offer = models.CharField(
        _("what to offer instead"),
        max_length=250,
        blank=True,
        help_text=_("For example a course, a guide, or an association that can show how."),
    )
    offer_kind = models.CharField(_("kind of offer"), max_length=15, choices=OfferKind, blank=True)
    offer_after = models.PositiveSmallIntegerField(
        _("offer it at"),
        default=3,
        help_text=_("How often in a year the same association gets this help first."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = InUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of help")
        verbose_name_plural = _("kinds of help")
        ordering = ["position", "name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(offer_after__gte=1),
                name="associations_help_kind_offer_after",
                violation_error_message=_("Offer it at the first time or later."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_ours(self) -> bool:
        """Whether it is left to nobody else."""
        return self.scope == self.Scope.CORE


auditlog.register(HelpKind)
