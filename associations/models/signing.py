"""The signing rule (tegningsregel) as data: who must sign together to bind the association."""

from datetime import date
from typing import Any

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models.associations import Association
from associations.models.people import Post
from associations.models.statutes import StatutesVersion


class SigningRuleQuerySet(models.QuerySet["SigningRule"]):
    def visible_to(self, user: User) -> "SigningRuleQuerySet":
        return self.filter(association__in=Association.objects.visible_to(user))

    def begun_by(self, day: date) -> "SigningRuleQuerySet":
        """Those that hold or have held on this day, the one in force first."""
        return self.filter(valid_from__lte=day).order_by("association_id", "-valid_from")


class SigningRule(models.Model):
    """Who binds the association from a day on, until the next rule begins; never overwritten."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="signing_rules", verbose_name=_("association")
    )
    valid_from = models.DateField(_("from"))
    statutes = models.ForeignKey(
        StatutesVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written in the statutes"),
    )
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("added by"))

    objects = SigningRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("signing rule")
        verbose_name_plural = _("signing rules")
        ordering = ["association_id", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "valid_from"],
                name="associations_signing_rule_day",
                violation_error_message=_("The association has a signing rule from this day."),
            )
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The ways to sign, where they were read together with the rule.
        self.known_ways: list[SigningCombination] = []

    def __str__(self) -> str:
        return f"{self.association}, {self.valid_from:%d-%m-%Y}"


class SigningCombination(models.Model):
    """People who bind the association when they sign together; a rule may offer several ways."""

    class Matter(models.TextChoices):
        ANYTHING = "anything", _("Agreements and applications")
        MONEY = "money", _("Bank and money")

    # The posts that can be named in a rule, and their fields.
    ROLES = (Post.Role.CHAIR, Post.Role.VICE_CHAIR, Post.Role.TREASURER, Post.Role.SECRETARY)

    rule = models.ForeignKey(
        SigningRule, models.CASCADE, related_name="combinations", verbose_name=_("signing rule")
    )
    matter = models.CharField(_("about"), max_length=10, choices=Matter, default=Matter.ANYTHING)
    chair = models.BooleanField(_("the chair"), default=False)
    vice_chair = models.BooleanField(_("the vice chair"), default=False)
    treasurer = models.BooleanField(_("the treasurer"), default=False)
    secretary = models.BooleanField(_("the secretary"), default=False)
    board_members = models.PositiveSmallIntegerField(
        _("further members of the board"),
        default=0,
        help_text=_("How many others of the board must sign besides, whoever they are."),
    )
    whole_board = models.BooleanField(_("the whole board"), default=False)

    class Meta:
        verbose_name = _("way to sign")
        verbose_name_plural = _("ways to sign")
        ordering = ["rule_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(chair=True)
                | Q(vice_chair=True)
                | Q(treasurer=True)
                | Q(secretary=True)
                | Q(board_members__gt=0)
                | Q(whole_board=True),
                name="associations_somebody_signs",
                violation_error_message=_("Somebody must sign: choose at least one."),
            ),
            models.CheckConstraint(
                condition=Q(whole_board=False)
                | Q(
                    chair=False,
                    vice_chair=False,
                    treasurer=False,
                    secretary=False,
                    board_members=0,
                ),
                name="associations_whole_board_alone",
                violation_error_message=_("The whole board signs: then nobody is named besides."),
            ),
            models.CheckConstraint(
                condition=Q(board_members__lte=15),
                name="associations_signers_few",
                violation_error_message=_("A signing rule names at most 15 further members."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_matter_display()

    @property
    def roles(self) -> list[str]:
        """The posts that must sign, in the order of their rank."""
        return [role for role in self.ROLES if getattr(self, role)]


auditlog.register(SigningRule)
auditlog.register(SigningCombination)
