"""Versions of an association's statutes and the review of each against the law's eight points.

The municipality advises; the association decides. Nothing here says “approved” (domain §1.3).
"""

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.models import User
from associations.models.associations import Association
from core.models import Document, Language, LifecycleModel
from core.states import step


class Clause(models.TextChoices):
    """The customary clauses in their order (domain §1.3)."""

    NAME = "name", _("Name")
    DOMICILE = "domicile", _("Home municipality")
    PURPOSE = "purpose", _("Purpose")
    MEMBERSHIP = "membership", _("Membership")
    EXIT_EXCLUSION = "exit_exclusion", _("Leaving and exclusion")
    FEE = "fee", _("Membership fee")
    AGM = "agm", _("Annual general meeting")
    MOTIONS = "motions", _("Motions")
    AGENDA = "agenda", _("Agenda")
    EGM = "egm", _("Extraordinary general meeting")
    BOARD = "board", _("Board")
    CONSTITUTION = "constitution", _("Allocation of posts")
    SIGNING_RULES = "signing_rules", _("Signing rules")
    ACCOUNTS = "accounts", _("Accounts")
    AUDIT = "audit", _("Audit")
    LIABILITY = "liability", _("Liability")
    AMENDMENTS = "amendments", _("Changes of the statutes")
    DISSOLUTION = "dissolution", _("Dissolution")
    EFFECTIVE_DATE = "effective_date", _("Date and signatures")


# Folkeoplysningsbekendtgørelsen § 1: purpose; board; accounts and audit; home municipality;
# conditions for membership; who may sign; changing the statutes; surplus on dissolution.
LEGAL_MINIMUM = (
    Clause.PURPOSE,
    Clause.BOARD,
    Clause.ACCOUNTS,
    Clause.DOMICILE,
    Clause.MEMBERSHIP,
    Clause.SIGNING_RULES,
    Clause.AMENDMENTS,
    Clause.DISSOLUTION,
)


class StatutesVersionQuerySet(models.QuerySet["StatutesVersion"]):
    def visible_to(self, user: User) -> "StatutesVersionQuerySet":
        return self.filter(association__in=Association.objects.visible_to(user))

    def adopted(self) -> "StatutesVersionQuerySet":
        return self.exclude(adopted_on=None)


class StatutesVersion(models.Model):
    """One version: a draft until an assembly adopts it. A version is never overwritten."""

    class Assembly(models.TextChoices):
        FOUNDING = "founding", _("Founding assembly")
        ORDINARY = "ordinary", _("Annual general meeting")
        EXTRAORDINARY = "extraordinary", _("Extraordinary general meeting")

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="statutes", verbose_name=_("association")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="+", verbose_name=_("statutes (file)")
    )
    minutes = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed minutes (file)"),
    )
    language = models.ForeignKey(
        Language, models.PROTECT, default="da", related_name="+", verbose_name=_("language")
    )
    assembly = models.CharField(_("adopted by"), max_length=15, blank=True, choices=Assembly)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("added by"))

    objects = StatutesVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of the statutes")
        verbose_name_plural = _("statutes")
        ordering = ["association_id", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "number"],
                name="associations_statutes_number",
                violation_error_message=_("This version number is taken."),
            ),
            models.CheckConstraint(
                condition=Q(adopted_on=None, assembly="")
                | (Q(adopted_on__isnull=False) & ~Q(assembly="")),
                name="associations_statutes_adoption",
                violation_error_message=_("Adopted statutes have both a date and an assembly."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.association}, {self.number}"


class StatutesReviewQuerySet(models.QuerySet["StatutesReview"]):
    def visible_to(self, user: User) -> "StatutesReviewQuerySet":
        """Staff see reviews at work; the association those that were sent to it."""
        if user.has_perm("associations.review_statutes"):
            return self
        return self.filter(
            status=StatutesReview.Status.SENT,
            version__association__in=Association.objects.visible_to(user),
        )


class StatutesReview(LifecycleModel):
    """A consultant's advice on one version, clause by clause."""

    class Status(models.TextChoices):
        OPEN = "open", _("Being reviewed")
        SENT = "sent", _("Sent to the association")

    version = models.OneToOneField(
        StatutesVersion, models.CASCADE, related_name="review", verbose_name=_("version")
    )
    status = FSMField(
        _("status"), max_length=10, choices=Status, default=Status.OPEN, protected=True
    )
    comment = models.TextField(
        _("comment"), blank=True, help_text=_("Advice in plain words. The association decides.")
    )
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("reviewed by")
    )

    objects = StatutesReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review of statutes")
        verbose_name_plural = _("reviews of statutes")
        ordering = ["-opened_at", "id"]

    def __str__(self) -> str:
        return str(self.version)

    @transition(
        field=status,
        source=Status.OPEN,
        target=Status.SENT,
        custom=step(
            _("Send to the association"),
            permission="associations.review_statutes",
            action="associations.actions.statutes.send_review",
        ),
    )
    def send(self) -> None:
        pass


class ClauseReview(models.Model):
    """The verdict on one clause, with a note to the association."""

    class Result(models.TextChoices):
        OK = "ok", _("In order")
        MISSING = "missing", _("Missing")
        UNCLEAR = "unclear", _("Unclear")
        NOT_APPLICABLE = "not_applicable", _("Not relevant")

    review = models.ForeignKey(
        StatutesReview, models.CASCADE, related_name="clauses", verbose_name=_("review")
    )
    clause = models.CharField(_("clause"), max_length=20, choices=Clause)
    result = models.CharField(_("result"), max_length=15, choices=Result, blank=True)
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("reviewed clause")
        verbose_name_plural = _("reviewed clauses")
        ordering = ["review_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "clause"],
                name="associations_clause_once",
                violation_error_message=_("Each clause is reviewed once."),
            )
        ]

    def __str__(self) -> str:
        return self.get_clause_display()

    @property
    def is_legal_minimum(self) -> bool:
        """One of the eight points that the law demands of recognised associations."""
        return self.clause in LEGAL_MINIMUM


auditlog.register(StatutesVersion)
auditlog.register(StatutesReview)
