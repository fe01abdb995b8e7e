"""The democracy condition (folkeoplysningsloven §§ 4 a and 44 a), asked of every application alike.

A person looks and answers, and writes what the answer rests on. Nothing scores anybody (domain §1.6).
"""

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from grants.models.applications import Application


class DemocracyCheckQuerySet(models.QuerySet["DemocracyCheck"]):
    def visible_to(self, user: User) -> "DemocracyCheckQuerySet":
        """Whoever may see the case; the applicant reads the decision, not the check."""
        if not user.is_staff:
            return self.none()
        return self.filter(application__in=Application.objects.visible_to(user))


class DemocracyCheck(models.Model):
    """The answer in force; what was answered before stands in the audit trail."""

    class Result(models.TextChoices):
        NO_REMARKS = "no_remarks", _("No remarks")
        TO_BE_EXAMINED = "to_be_examined", _("To be examined")
        NOT_MET = "not_met", _("Not met")

    application = models.OneToOneField(
        Application,
        models.CASCADE,
        related_name="democracy_check",
        verbose_name=_("application"),
    )
    result = models.CharField(_("result"), max_length=15, choices=Result)
    basis = models.TextField(
        _("what it rests on"),
        blank=True,
        help_text=_(
            "Statutes, purpose, conduct, a visit: facts about the association, never about what its "
            "members believe or where they come from."
        ),
    )
    checked_at = models.DateTimeField(_("answered at"))
    checked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("answered by")
    )

    objects = DemocracyCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("democracy check")
        verbose_name_plural = _("democracy checks")
        ordering = ["-checked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result="no_remarks") | ~Q(basis=""),
                name="grants_democracy_basis",
                violation_error_message=_("Write what the answer rests on."),
            )
        ]

    def __str__(self) -> str:
        return self.get_result_display()


auditlog.register(DemocracyCheck)
