"""What belongs to an application: its budget, who it is done with, and its files."""

from decimal import Decimal

from auditlog.registry import auditlog
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models import Association
from core import phrases
from core.models import Document
from grants.models.applications import Application


class BudgetLine(models.Model):
    """An expense or an income other than the amount sought."""

    class Side(models.TextChoices):
        EXPENSE = "expense", _("Expense")
        INCOME = "income", _("Income")

    class Category(models.TextChoices):
        VENUE = "venue", _("Rent of premises")
        MATERIALS = "materials", _("Materials")
        FEE = "fee", _("Fees for speakers and artists")
        INTERPRETING = "interpreting", _("Interpreting")
        CATERING = "catering", _("Food and drink")
        TRANSPORT = "transport", _("Transport")
        PR = "pr", _("Print and publicity")
        INSURANCE = "insurance", _("Insurance")
        WAGES = "wages", _("Wages")
        EQUIPMENT = "equipment", _("Equipment")
        AUDIT = "audit", _("Audit")
        OTHER_EXPENSE = "other_expense", _("Other expenses")
        OWN_FUNDING = "own_funding", _("Own money")
        PARTICIPANT_FEE = "participant_fee", _("Fees from participants")
        OTHER_GRANT = "other_grant", _("Other grants")
        SPONSOR = "sponsor", _("Sponsors")

    INCOME_CATEGORIES = (
        Category.OWN_FUNDING,
        Category.PARTICIPANT_FEE,
        Category.OTHER_GRANT,
        Category.SPONSOR,
    )

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="budget_lines", verbose_name=_("application")
    )
    side = models.CharField(_("side"), max_length=10, choices=Side)
    category = models.CharField(_("category"), max_length=20, choices=Category)
    text = models.CharField(_("what"), max_length=150, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["application_id", "side", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="grants_budget_line_amount",
                violation_error_message=phrases.AMOUNT_NOT_NEGATIVE,
            )
        ]

    def __str__(self) -> str:
        return self.text or self.get_category_display()


class Partner(models.Model):
    """Somebody the applicant does it together with, in the register or not."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="partners", verbose_name=_("application")
    )
    association = models.ForeignKey(
        Association,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("association"),
    )
    name = models.CharField(_("name"), max_length=150)
    contribution = models.CharField(_("what they do"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["application_id", "id"]

    def __str__(self) -> str:
        return self.name


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: User) -> "AttachmentQuerySet":
        return self.filter(application__in=Application.objects.visible_to(user))


class Attachment(models.Model):
    """A file of the application, uploaded or taken from the register."""

    class Kind(models.TextChoices):
        STATUTES = "statutes", _("Statutes")
        ACCOUNTS = "accounts", _("Latest accounts")
        MINUTES = "minutes", _("Minutes of the general meeting")
        BUDGET = "budget", _("Budget")
        BOARD_LIST = "board_list", _("List of the board")
        PROGRAMME = "programme", _("Programme")
        OTHER = "other", _("Other")

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="attachments", verbose_name=_("application")
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("file"))
    is_from_register = models.BooleanField(_("taken from the register"), default=False)
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["application_id", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.document}"


auditlog.register(BudgetLine)
auditlog.register(Attachment)
