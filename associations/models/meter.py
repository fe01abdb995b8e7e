"""What bounds the everything-person: referrals, hour budgets, the ladder of independence, offers.

The minutes themselves are the log's (`associations.meter` adds them up); nothing here repeats them.
"""

from datetime import date

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from associations.models.associations import Association
from associations.models.contacts import Contact
from associations.models.reference import HelpKind
from core.models import Language


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, user: User) -> "ReferralQuerySet":
        """The staff's; one made at an entry for management only is seen by its maker and managers."""
        if not user.has_perm("associations.view_referral"):
            return self.none()
        if user.has_perm("associations.view_management_note"):
            return self
        return self.filter(Q(contact__visibility=Contact.Visibility.TEAM) | Q(made_by=user))

    def awaiting(self) -> "ReferralQuerySet":
        """Those of which nobody has said yet whether they helped."""
        return self.filter(outcome="")


class Referral(models.Model):
    """An association was told who can help with what is not our task, and later: did it help?"""

    class Outcome(models.TextChoices):
        YES = "yes", _("Yes, it helped")
        NO = "no", _("No, it did not help")
        UNKNOWN = "unknown", _("Not known")

    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="referrals", verbose_name=_("contact")
    )
    association = models.ForeignKey(
        Association,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="referrals",
        verbose_name=_("association"),
    )
    help_kind = models.ForeignKey(
        HelpKind, models.PROTECT, related_name="referrals", verbose_name=_("kind of help")
    )
    target = models.CharField(_("referred to"), max_length=150)
    language = models.ForeignKey(
        Language,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("language"),
    )
    made_at = models.DateTimeField(_("referred at"))
    made_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("referred by")
    )
    outcome = models.CharField(_("did it help?"), max_length=10, choices=Outcome, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["-made_at", "-id"]),
            models.Index(fields=["made_by", "outcome", "made_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_at=None, answered_by=None)
                | (~Q(outcome="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="associations_referral_answered",
                violation_error_message=_("An answer has a date and somebody who gave it."),
            ),
            models.CheckConstraint(
                condition=~Q(target=""),
                name="associations_referral_target",
                violation_error_message=_("Say to whom the association is referred."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} ({self.made_at:%d-%m-%Y})"


class HourBudgetQuerySet(models.QuerySet["HourBudget"]):
    def visible_to(self, user: User) -> "HourBudgetQuerySet":
        return self if user.has_perm("associations.view_hourbudget") else self.none()

    def valid_on(self, day: date) -> "HourBudgetQuerySet":
        """Those that count on this day."""
        open_ended = Q(valid_until=None) | Q(valid_until__gte=day)
        return self.filter(open_ended, valid_from__lte=day)


class HourBudget(models.Model):
    """How many hours a month, quarter or year are meant for an association, a kind of help or both.

    A soft ceiling: it tells, it never stops anybody.
    """

    class Period(models.TextChoices):
        MONTH = "month", _("Month")
        QUARTER = "quarter", _("Quarter")
        YEAR = "year", _("Year")

    association = models.ForeignKey(
        Association,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="hour_budgets",
        verbose_name=_("association"),
        help_text=_("Empty: all associations."),
    )
    help_kind = models.ForeignKey(
        HelpKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hour_budgets",
        verbose_name=_("kind of help"),
        help_text=_("Empty: all kinds of help."),
    )
    period = models.CharField(_("period"), max_length=10, choices=Period, default=Period.MONTH)
    hours = models.PositiveSmallIntegerField(_("hours"))
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = HourBudgetQuerySet.as_manager()

    class Meta:
        verbose_name = _("hour budget")
        verbose_name_plural = _("hour budgets")
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(association__isnull=False) | Q(help_kind__isnull=False),
                name="associations_hour_budget_for_something",
                violation_error_message=_("Choose an association, a kind of help or both."),
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=10000),
                name="associations_hour_budget_hours",
                violation_error_message=_("An hour budget is between 1 and 10,000 hours."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("valid_from")),
                name="associations_hour_budget_span",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        words = ngettext("%(hours)s hour, %(period)s", "%(hours)s hours, %(period)s", self.hours)
        return words % {
            "hours": self.hours,
            "period": self.get_period_display().lower(),
        }

    @property
    def about(self) -> str:
        """For whom and what the hours are; needs both related rows."""
        return " · ".join(str(one) for one in (self.association, self.help_kind) if one)


class HourBudgetNoteQuerySet(models.QuerySet["HourBudgetNote"]):
    def visible_to(self, user: User) -> "HourBudgetNoteQuerySet":
        return self if user.has_perm("associations.view_hourbudget") else self.none()


class HourBudgetNote(models.Model):
    """What the manager says to a budget that is used up: for one period of it."""

    budget = models.ForeignKey(
        HourBudget, models.CASCADE, related_name="notes", verbose_name=_("hour budget")
    )
    begins_on = models.DateField(_("first day of the period"))
    text = models.TextField(_("note"))
    noted_at = models.DateTimeField(_("noted at"))
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("noted by"))

    objects = HourBudgetNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note to an hour budget")
        verbose_name_plural = _("notes to hour budgets")
        ordering = ["-noted_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="associations_hour_budget_note_text",
                violation_error_message=_("Write what you have decided."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.begins_on:%d-%m-%Y}"


class IndependenceStepQuerySet(models.QuerySet["IndependenceStep"]):
    def visible_to(self, user: User) -> "IndependenceStepQuerySet":
        return self if user.has_perm("associations.view_contact") else self.none()


class IndependenceStep(models.Model):
    """A rung of the ladder that an association reached in one kind of task; the latest counts."""

    class Rung(models.TextChoices):
        I_DO = "i_do", _("I do it")
        WE_DO = "we_do", _("We do it together")
        YOU_DO = "you_do", _("They do it themselves")

    # What is said to the association about the next time.
    NEXT_TIME = {
        Rung.I_DO: _("Next time: we do it together."),
        Rung.WE_DO: _("Next time: you do it, I sit beside."),
        Rung.YOU_DO: _("Next time: you do it yourselves, and call if you get stuck."),
    }

    association = models.ForeignKey(
        Association,
        models.CASCADE,
        related_name="independence_steps",
        verbose_name=_("association"),
    )
    help_kind = models.ForeignKey(
        HelpKind, models.PROTECT, related_name="independence_steps", verbose_name=_("kind of help")
    )
    rung = models.CharField(_("who does it"), max_length=10, choices=Rung)
    contact = models.ForeignKey(
        Contact,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="independence_steps",
        verbose_name=_("contact"),
    )
    taken_at = models.DateTimeField(_("set at"))
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("set by"))

    objects = IndependenceStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step towards independence")
        verbose_name_plural = _("steps towards independence")
        ordering = ["-taken_at", "-id"]
        indexes = [models.Index(fields=["association", "help_kind", "-taken_at"])]

    def __str__(self) -> str:
        return f"{self.get_rung_display()} ({self.taken_at:%d-%m-%Y})"

    @property
    def next_time(self) -> str:
        return str(self.NEXT_TIME[self.Rung(self.rung)])


class HelpOfferQuerySet(models.QuerySet["HelpOffer"]):
    def visible_to(self, user: User) -> "HelpOfferQuerySet":
        return self if user.has_perm("associations.view_contact") else self.none()


class HelpOffer(models.Model):
    """A course, a guide or a sister association was offered instead of the same help once more."""

    association = models.ForeignKey(
        Association, models.CASCADE, related_name="help_offers", verbose_name=_("association")
    )
    help_kind = models.ForeignKey(
        HelpKind, models.PROTECT, related_name="help_offers", verbose_name=_("kind of help")
    )
    offer = models.CharField(_("what was offered"), max_length=250)
    contact = models.ForeignKey(
        Contact,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="help_offers",
        verbose_name=_("contact"),
    )
    offered_at = models.DateTimeField(_("offered at"))
    offered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("offered by")
    )

    objects = HelpOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer instead of help")
        verbose_name_plural = _("offers instead of help")
        ordering = ["-offered_at", "-id"]
        indexes = [models.Index(fields=["association", "help_kind", "-offered_at"])]

    def __str__(self) -> str:
        return self.offer


for _model in (Referral, HourBudget, HourBudgetNote, IndependenceStep, HelpOffer):
    auditlog.register(_model)
