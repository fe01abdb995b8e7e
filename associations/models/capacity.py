"""The association check (foreningstjek): ten statements a board judges itself by, once a year.

It is for the board's own priorities and shows how the association develops; it decides nothing,
and whoever assesses applications does not read it (domain §4.4).
"""

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import open_roles
from associations.models.associations import Association
from associations.models.reference import HelpKind, InUseQuerySet


class CapacityStatement(models.Model):
    """A sentence a board says more or less yes to; one with another meaning is a new row."""

    code = models.SlugField(
        _("code"), max_length=40, unique=True, error_messages={"unique": _("This code is taken.")}
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.CharField(
        _("statement"),
        max_length=200,
        help_text=_(
            "Mend the wording here. A statement that asks about something else is a new one: take "
            "the old one out of use, so that the years stay comparable."
        ),
    )
    help_kind = models.ForeignKey(
        HelpKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="capacity_statements",
        verbose_name=_("what helps"),
        help_text=_("What this kind of help offers is shown where a board answers low."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    objects = InUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement of the association check")
        verbose_name_plural = _("statements of the association check")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text


class CapacityCheckQuerySet(models.QuerySet["CapacityCheck"]):
    def visible_to(self, user: User) -> "CapacityCheckQuerySet":
        """The consultants' and the manager's; for others those of the associations they act for."""
        if user.has_perm("associations.view_capacitycheck"):
            return self
        return self.filter(association__in=open_roles(user))

    def latest_of(self, association: Association, years: int) -> "CapacityCheckQuerySet":
        """The checks of its last so many years, the newest first, with their answers."""
        found = self.filter(association=association).order_by("-year")
        return found.prefetch_related("answers__statement__help_kind")[:years]


class CapacityCheck(models.Model):
    """What a board said of its association in a calendar year; mended until the year is over."""

    association = models.ForeignKey(
        Association, models.CASCADE, related_name="capacity_checks", verbose_name=_("association")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    filled_on = models.DateField(_("filled in on"))
    filled_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("filled in by")
    )
    first_priority = models.CharField(_("first priority"), max_length=150, blank=True)
    second_priority = models.CharField(_("second priority"), max_length=150, blank=True)
    third_priority = models.CharField(_("third priority"), max_length=150, blank=True)
    helped_at = models.DateTimeField(_("noted at"), null=True, blank=True)
    helped_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("done together with"),
    )

    objects = CapacityCheckQuerySet.as_manager()

    PRIORITIES = ("first_priority", "second_priority", "third_priority")

    class Meta:
        verbose_name = _("association check")
        verbose_name_plural = _("association checks")
        ordering = ["-filled_on", "-id"]
        indexes = [
            models.Index(fields=["-filled_on", "-id"]),
            models.Index(fields=["year", "-filled_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "year"],
                name="associations_capacity_check_once_a_year",
                violation_error_message=_("The association has a check of this year already."),
            ),
            models.CheckConstraint(
                condition=Q(helped_at=None, helped_by=None)
                | Q(helped_at__isnull=False, helped_by__isnull=False),
                name="associations_capacity_check_helped",
                violation_error_message=_("Whoever helped stands beside when it was noted."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Association check %(year)s") % {"year": self.year})

    @property
    def priorities(self) -> list[str]:
        """What the board wants to become better at, at most three things."""
        return [text for name in self.PRIORITIES if (text := getattr(self, name))]


class CapacityAnswer(models.Model):
    """How far a board agreed with a statement; one it skipped has no row."""

    class Value(models.IntegerChoices):
        NOT_AT_ALL = 1, pgettext_lazy("how far", "Not at all")
        A_LITTLE = 2, pgettext_lazy("how far", "A little")
        PARTLY = 3, pgettext_lazy("how far", "Partly")
        MOSTLY = 4, pgettext_lazy("how far", "Mostly")
        FULLY = 5, pgettext_lazy("how far", "Fully")

    # An answer up to here is where something could help.
    LOW = Value.A_LITTLE

    capacity_check = models.ForeignKey(
        CapacityCheck, models.CASCADE, related_name="answers", verbose_name=_("association check")
    )
    statement = models.ForeignKey(
        CapacityStatement, models.PROTECT, related_name="answers", verbose_name=_("statement")
    )
    value = models.PositiveSmallIntegerField(_("answer"), choices=Value)

    class Meta:
        verbose_name = _("answer of the association check")
        verbose_name_plural = _("answers of the association check")
        ordering = ["id"]
        indexes = [models.Index(fields=["statement", "value", "capacity_check"])]
        constraints = [
            models.UniqueConstraint(
                fields=["capacity_check", "statement"],
                name="associations_capacity_answer_once",
                violation_error_message=_("A statement is answered once in a check."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=1, value__lte=5),
                name="associations_capacity_answer_value",
                violation_error_message=_("Choose one of the five answers."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_value_display())

    @property
    def is_low(self) -> bool:
        return self.value <= self.LOW


for _model in (CapacityStatement, CapacityCheck, CapacityAnswer):
    auditlog.register(_model)
