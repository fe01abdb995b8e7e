"""Pools, their yearly frames and rounds, and their rules as data (domain §2.2, §2.3)."""

from datetime import datetime

from auditlog.registry import auditlog
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import phrases


class PoolQuerySet(models.QuerySet["Pool"]):
    def published(self) -> "PoolQuerySet":
        return self.filter(is_public=True)


class Pool(models.Model):
    """A pool of money with a purpose, decided by a committee or, for small sums, by staff."""

    code = models.CharField(
        _("code"),
        max_length=10,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2,10}$", _("Two to ten capital letters."))],
        help_text=_("First part of the case numbers, e.g. KIP."),
        error_messages={"unique": _("Another pool has this code.")},
    )
    slug = models.SlugField(
        _("address"), unique=True, error_messages={"unique": _("Another pool has this address.")}
    )
    name = models.CharField(_("name"), max_length=150)
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    description = models.TextField(_("what the pool is for"), blank=True)
    pays_for = models.TextField(_("what we pay for"), blank=True)
    does_not_pay_for = models.TextField(_("what we do not pay for"), blank=True)
    guidelines = models.TextField(_("guidelines"), blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=250, blank=True)
    committee = models.ForeignKey(
        "grants.Committee", models.PROTECT, related_name="pools", verbose_name=_("committee")
    )
    delegation_limit = models.DecimalField(
        _("decided by staff up to (kr.)"),
        max_digits=12,
        decimal_places=2,
        default=0,
        help_text=_("0 when the committee decides every case."),
    )
    answer_days = models.PositiveSmallIntegerField(
        _("answer within (working days)"),
        default=60,
        help_text=_("After the deadline, or after receipt."),
    )
    remedies_text = models.TextField(
        _("remedies text"),
        help_text=_("What the party can do about the decision; printed in every refusal."),
    )
    appeal_body = models.CharField(_("appeal body"), max_length=150, blank=True)
    appeal_deadline_days = models.PositiveSmallIntegerField(
        _("appeal within (days)"), null=True, blank=True
    )
    contact_email = models.EmailField(_("questions to (e-mail)"), blank=True)
    contact_phone = models.CharField(_("questions to (telephone)"), max_length=20, blank=True)
    is_public = models.BooleanField(_("shown to the public"), default=False)

    objects = PoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("pool")
        verbose_name_plural = _("pools")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(delegation_limit__gte=0),
                name="grants_pool_delegation",
                violation_error_message=phrases.AMOUNT_NOT_NEGATIVE,
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("public_pool", args=[self.slug])


class PoolBudget(models.Model):
    """A pool's frame for one year."""

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="budgets", verbose_name=_("pool"))
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    amount = models.DecimalField(_("frame (kr.)"), max_digits=12, decimal_places=2)
    carried_over = models.DecimalField(
        _("carried over (kr.)"), max_digits=12, decimal_places=2, default=0
    )

    class Meta:
        verbose_name = _("yearly frame")
        verbose_name_plural = _("yearly frames")
        ordering = ["pool_id", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "year"],
                name="grants_budget_once_a_year",
                violation_error_message=_("The pool has a frame for this year already."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, carried_over__gte=0),
                name="grants_budget_amount",
                violation_error_message=phrases.AMOUNT_NOT_NEGATIVE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pool} {self.year}"


class PoolRoundQuerySet(models.QuerySet["PoolRound"]):
    def open_at(self, moment: datetime) -> "PoolRoundQuerySet":
        """Rounds that take applications at this moment; a deadline counts to its last second."""
        return self.filter(Q(deadline=None) | Q(deadline__gte=moment), opens_at__lte=moment)

    def published(self) -> "PoolRoundQuerySet":
        return self.filter(pool__is_public=True)


class PoolRound(models.Model):
    """A round with a deadline, or a rolling one without; charged to one year's frame."""

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="rounds", verbose_name=_("pool"))
    name = models.CharField(_("name"), max_length=150)
    year = models.PositiveSmallIntegerField(
        _("charged to the year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    opens_at = models.DateTimeField(_("opens"))
    deadline = models.DateTimeField(
        _("deadline"),
        null=True,
        blank=True,
        help_text=_("Empty: applications are taken all the time."),
    )
    answer_expected_on = models.DateField(_("answers expected by"), null=True, blank=True)

    objects = PoolRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["-opens_at", "-id"]
        indexes = [models.Index(fields=["opens_at", "deadline"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline=None) | Q(deadline__gt=F("opens_at")),
                name="grants_round_span",
                violation_error_message=_("The deadline must come after the opening."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pool}, {self.name}"

    def is_open_at(self, moment: datetime) -> bool:
        return self.opens_at <= moment and (self.deadline is None or moment <= self.deadline)


class Criterion(models.Model):
    """What the committee assesses in a round, with a weight and what each end of the scale means."""

    round = models.ForeignKey(
        PoolRound, models.CASCADE, related_name="criteria", verbose_name=_("round")
    )
    title = models.CharField(_("criterion"), max_length=150)
    description = models.TextField(_("what is looked for"), blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1)]
    )
    max_points = models.PositiveSmallIntegerField(
        _("points at most"), default=5, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["round_id", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gte=1, max_points__gte=1),
                name="grants_criterion_scale",
                violation_error_message=_("Weight and points are at least 1."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class EligibilityQuestion(models.Model):
    """Asked before the form: can we apply? With advice for those whose answer is the other one."""

    pool = models.ForeignKey(
        Pool, models.CASCADE, related_name="eligibility_questions", verbose_name=_("pool")
    )
    text = models.CharField(_("question"), max_length=250)
    wanted_answer = models.BooleanField(_("the answer that fits is yes"), default=True)
    advice = models.TextField(_("advice if the answer is the other one"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("eligibility question")
        verbose_name_plural = _("eligibility questions")
        ordering = ["pool_id", "position", "id"]

    def __str__(self) -> str:
        return self.text


class PoolRule(models.Model):
    """One rule of a pool: what kind, with which figures, how severe, and what is said about it."""

    class Kind(models.TextChoices):
        MAX_AMOUNT = "max_amount", _("Highest amount")
        MAX_SHARE_PERCENT = "max_share_percent", _("Highest share of the expenses")
        MAX_PER_APPLICANT_PER_YEAR = (
            "max_per_applicant_per_year",
            _("Highest amount per association and year"),
        )
        MIN_LEAD_DAYS = "min_lead_days", _("Days between application and start")
        NOT_STARTED = "not_started", _("Must not have started")
        EXCLUDED_COST_CATEGORY = "excluded_cost_category", _("Costs that are not paid")
        CAPPED_COST_CATEGORY = "capped_cost_category", _("Costs paid up to a share")
        OPEN_TO_ALL = "open_to_all", _("Open to all")
        REQUIRES_ATTACHMENT = "requires_attachment", _("An attachment is needed")
        REQUIRES_PARTNER = "requires_partner", _("A partner is needed")

    class Severity(models.TextChoices):
        BLOCK = "block", _("Stops the application")
        WARN = "warn", _("Warns")
        INFO = "info", _("Informs")

    # Parameter name → type, per kind; the admin form checks against it.
    PARAMETERS: dict[str, dict[str, type]] = {
        Kind.MAX_AMOUNT: {"amount": float},
        Kind.MAX_SHARE_PERCENT: {"percent": float},
        Kind.MAX_PER_APPLICANT_PER_YEAR: {"amount": float},
        Kind.MIN_LEAD_DAYS: {"days": int},
        Kind.NOT_STARTED: {},
        Kind.EXCLUDED_COST_CATEGORY: {"category": str},
        Kind.CAPPED_COST_CATEGORY: {"category": str, "percent": float},
        Kind.OPEN_TO_ALL: {},
        Kind.REQUIRES_ATTACHMENT: {"kind": str},
        Kind.REQUIRES_PARTNER: {},
    }

    pool = models.ForeignKey(Pool, models.CASCADE, related_name="rules", verbose_name=_("pool"))
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    parameters = models.JSONField(_("figures"), default=dict, blank=True)
    severity = models.CharField(
        _("severity"),
        max_length=5,
        choices=Severity,
        default=Severity.WARN,
        help_text=_("Stop only what the pool's text says leads to refusal; otherwise warn."),
    )
    message = models.CharField(_("message to the applicant"), max_length=300)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["pool_id", "position", "id"]

    def __str__(self) -> str:
        return self.get_kind_display()


for _model in (Pool, PoolBudget, PoolRound, Criterion, PoolRule):
    auditlog.register(_model)
