"""A board over time: steps an association reports itself, its chair handed over, its yearly yes."""

import hashlib
from datetime import datetime

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.models import Invitation, User
from associations.models.associations import Association
from associations.models.people import Person, Post
from core.models import Document, LifecycleModel
from core.states import step


class StageReportQuerySet(models.QuerySet["StageReport"]):
    def visible_to(self, user: User) -> "StageReportQuerySet":
        return self.filter(association__in=Association.objects.visible_to(user))

    def awaiting(self) -> "StageReportQuerySet":
        """Those that no consultant has answered yet."""
        return self.filter(status=StageReport.Status.OPEN)


class StageReport(LifecycleModel):
    """What an association says it has done on its way; a consultant confirms it or says why not."""

    class Status(models.TextChoices):
        OPEN = "open", _("Waits for the consultant")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Not yet")

    association = models.ForeignKey(
        Association, models.CASCADE, related_name="stage_reports", verbose_name=_("association")
    )
    stage = models.CharField(_("step"), max_length=20, choices=Association.Stage)
    happened_on = models.DateField(_("date"))
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file"),
    )
    remark = models.TextField(_("remark"), blank=True)
    status = FSMField(
        _("status"), max_length=10, choices=Status, default=Status.OPEN, protected=True
    )
    answer = models.TextField(_("answer to the association"), blank=True)
    reported_at = models.DateTimeField(_("reported at"))
    reported_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("reported by")
    )

    objects = StageReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported step")
        verbose_name_plural = _("reported steps")
        ordering = ["-reported_at", "id"]
        indexes = [models.Index(fields=["status", "-reported_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "stage"],
                condition=Q(status="open"),
                name="associations_report_open_once",
                violation_error_message=_(
                    "You have told us about this step already. Your consultant looks at it."
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_stage_display())

    @transition(
        field=status,
        source=Status.OPEN,
        target=Status.CONFIRMED,
        custom=step(
            _("Confirm the step"),
            permission="associations.advance_association",
            action="associations.actions.stage_reports.confirm",
        ),
    )
    def confirm(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.OPEN,
        target=Status.DECLINED,
        custom=step(
            _("Answer: not yet"),
            permission="associations.advance_association",
            action="associations.actions.stage_reports.decline",
            reason_required=True,
        ),
    )
    def decline(self) -> None:
        pass


class ChairChangeQuerySet(models.QuerySet["ChairChange"]):
    def visible_to(self, user: User) -> "ChairChangeQuerySet":
        return self.filter(association__in=Association.objects.visible_to(user))

    def under_way(self) -> "ChairChangeQuerySet":
        """Those where the new chair has not said yes yet."""
        return self.filter(status=ChairChange.Status.WAITING)


class ChairChange(LifecycleModel):
    """One chair hands over to another: the posts at once, the access when the new one says yes."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waits for the new chair")
        COMPLETED = "completed", _("Completed")
        CANCELLED = "cancelled", _("Cancelled")

    association = models.ForeignKey(
        Association, models.CASCADE, related_name="chair_changes", verbose_name=_("association")
    )
    former_post = models.ForeignKey(
        Post,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("former chair's post"),
    )
    new_post = models.ForeignKey(
        Post,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("new chair's post"),
    )
    new_chair = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("new chair")
    )
    effective_on = models.DateField(_("chair from"))
    minutes = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("minutes of the meeting"),
    )
    invitation = models.ForeignKey(
        Invitation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("invitation"),
    )
    status = FSMField(
        _("status"), max_length=10, choices=Status, default=Status.WAITING, protected=True
    )
    begun_at = models.DateTimeField(_("begun at"))
    begun_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("begun by")
    )
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)

    objects = ChairChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of chair")
        verbose_name_plural = _("changes of chair")
        ordering = ["-begun_at", "id"]
        indexes = [models.Index(fields=["status", "-begun_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["association"],
                condition=Q(status="waiting"),
                name="associations_one_chair_change",
                violation_error_message=_("A change of chair is under way already."),
            ),
            models.CheckConstraint(
                condition=Q(status="completed", completed_at__isnull=False)
                | (~Q(status="completed") & Q(completed_at=None)),
                name="associations_chair_change_completed",
                violation_error_message=_("A completed change has its moment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} ({self.effective_on:%d-%m-%Y})"

    @transition(
        field=status, source=Status.WAITING, target=Status.COMPLETED, custom=step(_("Done"))
    )
    def complete(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.WAITING,
        target=Status.CANCELLED,
        custom=step(
            _("Cancel the change of chair"),
            permission="associations.change_chair",
            action="associations.actions.chair.cancel",
            reason_required=True,
        ),
    )
    def cancel(self) -> None:
        pass


class BoardConfirmationQuerySet(models.QuerySet["BoardConfirmation"]):
    def visible_to(self, user: User) -> "BoardConfirmationQuerySet":
        return self.filter(association__in=Association.objects.visible_to(user))

    def with_token(self, token: str) -> "BoardConfirmationQuerySet":
        return self.filter(token_hash=BoardConfirmation.hash_of(token))

    def said_yes(self) -> "BoardConfirmationQuerySet":
        return self.filter(answer=BoardConfirmation.Answer.RIGHT)

    def unanswered(self) -> "BoardConfirmationQuerySet":
        return self.filter(answer="")

    def open_at(self, moment: datetime) -> "BoardConfirmationQuerySet":
        """Those whose link still works."""
        return self.unanswered().filter(expires_at__gt=moment)


class BoardConfirmation(models.Model):
    """“Is this still your board?”, asked of one person by a link, or answered by telephone."""

    class Answer(models.TextChoices):
        RIGHT = "right", _("Yes, that is right")
        CHANGED = "changed", _("No, something has changed")

    association = models.ForeignKey(
        Association,
        models.CASCADE,
        related_name="board_confirmations",
        verbose_name=_("association"),
    )
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked of"),
    )
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    # Only a fingerprint is kept: whoever reads the database cannot use the link.
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("asked at"))
    expires_at = models.DateTimeField(_("expires at"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    remark = models.TextField(_("what has changed"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("noted by"),
        help_text=_("Empty when the person answered by the link."),
    )

    objects = BoardConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = _("confirmation of the board")
        verbose_name_plural = _("confirmations of the board")
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["association", "-sent_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="associations_confirmation_answered",
                violation_error_message=_("An answer has its moment."),
            ),
            models.CheckConstraint(
                condition=~Q(answer="changed") | ~Q(remark=""),
                name="associations_confirmation_says_what",
                violation_error_message=_("Write what has changed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sent_at:%d-%m-%Y}"

    @staticmethod
    def hash_of(token: str) -> str:
        """The fingerprint under which a token is kept."""
        return hashlib.sha256(token.encode()).hexdigest()


auditlog.register(StageReport)
auditlog.register(ChairChange)
auditlog.register(BoardConfirmation, exclude_fields=["token_hash"])
