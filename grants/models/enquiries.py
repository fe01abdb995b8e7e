"""What the officer asks the party: missing information, and the hearing of forvaltningsloven § 19."""

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from grants.models.applications import Application


class EnquiryQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "EnquiryQuerySet":
        return self.filter(application__in=Application.objects.visible_to(user))

    def unanswered(self) -> "EnquiryQuerySet":
        return self.filter(answered_at=None, closed_at=None)


class Enquiry(models.Model):
    """A question with a deadline, and its answer."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="%(class)ss", verbose_name=_("application")
    )
    text = models.TextField(_("text to the applicant"))
    due_on = models.DateField(_("answer by"))
    asked_at = models.DateTimeField(_("sent at"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    # Set when the case goes on without an answer.
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("closed by")
    )

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["application_id", "asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(closed_at=None),
                name="grants_%(class)s_answered_or_closed",
                violation_error_message=_("A question is either answered or closed, not both."),
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answered_at=None, closed_at=None),
                name="grants_%(class)s_one_open",
                violation_error_message=_("There is a question without an answer already."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class InformationRequest(Enquiry):
    """What is missing for the case to be decided."""

    class Meta(Enquiry.Meta):
        abstract = False
        verbose_name = _("request for information")
        verbose_name_plural = _("requests for information")


class Hearing(Enquiry):
    """Facts to the party's detriment that it cannot be assumed to know (forvaltningsloven § 19)."""

    class Meta(Enquiry.Meta):
        abstract = False
        verbose_name = _("hearing of the party")
        verbose_name_plural = _("hearings of the party")


auditlog.register(InformationRequest)
auditlog.register(Hearing)
