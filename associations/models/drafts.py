"""A draft of statutes that an association writes by answering questions in its own language."""

from typing import Any

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.models import User
from associations.builder import answers as builder
from associations.models.associations import Association
from associations.models.statutes import StatutesVersion
from core.models import Document, LifecycleModel
from core.states import condition, step


class StatutesDraftQuerySet(models.QuerySet["StatutesDraft"]):
    def visible_to(self, user: User) -> "StatutesDraftQuerySet":
        """The association its own; staff what was sent to them, not what is still being written."""
        if user.has_perm("associations.view_statutesdraft"):
            return self.exclude(status=StatutesDraft.Status.DRAFT)
        return self.filter(association__in=Association.objects.visible_to(user))

    def under_way(self) -> "StatutesDraftQuerySet":
        """Not adopted yet: an association has at most one."""
        return self.exclude(status=StatutesDraft.Status.ADOPTED)


@condition(_("Give the association a name and a purpose first."))
def says_who_and_what(draft: "StatutesDraft") -> bool:
    return not builder.read(draft.answers).unanswered()


class StatutesDraft(LifecycleModel):
    """The answers of the guided builder; the Danish text is made of them, and never stored twice."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Being written")
        SENT = "sent", _("With the consultant")
        RETURNED = "returned", _("Advice has come")
        READY = "ready", _("Ready for the meeting")
        ADOPTED = "adopted", _("Adopted")

    WRITABLE = (Status.DRAFT, Status.RETURNED, Status.READY)

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="statutes_drafts", verbose_name=_("association")
    )
    status = FSMField(
        _("status"), max_length=10, choices=Status, default=Status.DRAFT, protected=True
    )
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    # Step → what was typed there and is not sound yet, so that nothing typed is lost.
    typed = models.JSONField(_("typed"), default=dict, blank=True, editable=False)
    started_at = models.DateTimeField(_("begun at"))
    started_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("begun by")
    )
    updated_at = models.DateTimeField(_("changed at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    sent_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sent by")
    )
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the draft as it was sent"),
    )
    advice = models.TextField(
        _("advice"), blank=True, help_text=_("Advice in plain words. The association decides.")
    )
    advised_at = models.DateTimeField(_("advised at"), null=True, blank=True)
    advised_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("advised by")
    )
    version = models.OneToOneField(
        StatutesVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="draft",
        verbose_name=_("the adopted version"),
    )
    # Adopted as the builder wrote it, or with a file of the association's own.
    is_adopted_as_written = models.BooleanField(_("adopted as written"), default=True)

    objects = StatutesDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of statutes")
        verbose_name_plural = _("drafts of statutes")
        ordering = ["-updated_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["association"],
                condition=~Q(status="adopted"),
                name="associations_one_draft",
                violation_error_message=_("The association has a draft already. Go on with that."),
            ),
            models.CheckConstraint(
                condition=Q(status="adopted", version__isnull=False)
                | (~Q(status="adopted") & Q(version=None)),
                name="associations_draft_adopted",
                violation_error_message=_("Adopted drafts have a version, others have none."),
            ),
        ]
        indexes = [models.Index(fields=["status", "sent_at"])]

    def __str__(self) -> str:
        return str(self.association)

    @property
    def is_writable(self) -> bool:
        return self.status in self.WRITABLE

    def read(self) -> builder.Answers:
        """The answers as the text is made of them."""
        return builder.read(self.answers)

    @transition(
        field=status,
        source=[Status.DRAFT, Status.RETURNED, Status.READY],
        target=Status.SENT,
        conditions=[says_who_and_what],
        custom=step(_("Send to the consultant"), permission="associations.build_statutes"),
    )
    def send(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.SENT, Status.READY],
        target=Status.DRAFT,
        custom=step(_("Go on writing"), permission="associations.build_statutes"),
    )
    def take_back(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.SENT,
        target=Status.RETURNED,
        custom=step(_("Give advice"), permission="associations.review_statutes"),
    )
    def give_back(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.SENT,
        target=Status.READY,
        custom=step(_("No remarks"), permission="associations.review_statutes"),
    )
    def find_ready(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.DRAFT, Status.SENT, Status.RETURNED, Status.READY],
        target=Status.ADOPTED,
        conditions=[says_who_and_what],
        custom=step(_("Note the adoption"), permission="associations.build_statutes"),
    )
    def adopt(self, version: Any = None) -> None:
        """The meeting has decided; `version` is what came of it."""
        self.version = version


auditlog.register(StatutesDraft, exclude_fields=["typed"])
