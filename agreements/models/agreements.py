"""Cooperation agreements: their content, their term and their lifecycle."""

from datetime import date

from auditlog.registry import auditlog
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.models import User
from agreements.models.agreement_parts import AgreementParty
from associations.models import Association
from core import phrases
from core.models import Document, LifecycleModel
from core.states import condition, step


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: User) -> "AgreementQuerySet":
        """Staff see all; an association those it is a party to, once they are talked about."""
        if user.has_perm("agreements.view_agreement"):
            return self
        parties = AgreementParty.objects.filter(
            association__in=Association.objects.visible_to(user)
        ).values("agreement_id")
        return self.filter(pk__in=parties).exclude(status=Agreement.Status.DRAFT)

    def ended_by(self, day: date) -> "AgreementQuerySet":
        """In force by their status, though their term is over."""
        return self.filter(status__in=Agreement.IN_FORCE, ends_on__lt=day)


@condition(_("Name at least two parties first."))
def has_two_parties(agreement: "Agreement") -> bool:
    return agreement.parties.count() >= 2


@condition(_("Somebody has still to sign."))
def all_have_signed(agreement: "Agreement") -> bool:
    signatories = list(agreement.signatories.all())
    return bool(signatories) and all(one.signed_on for one in signatories)


@condition(_("Give the agreement a first day."))
def has_a_beginning(agreement: "Agreement") -> bool:
    return agreement.starts_on is not None


class Agreement(LifecycleModel):
    """A cooperation agreement between the municipality and one or more parties."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_DIALOGUE = "in_dialogue", _("Being discussed with the parties")
        POLITICAL_APPROVAL = "political_approval", _("Before the committee")
        SIGNED = "signed", _("Signed")
        ACTIVE = "active", _("In force")
        UNDER_REVIEW = "under_review", _("Being evaluated")
        RENEWED = "renewed", _("Renewed")
        EXPIRED = "expired", _("Expired")
        TERMINATED = "terminated", _("Terminated")

    IN_FORCE = (Status.SIGNED, Status.ACTIVE, Status.UNDER_REVIEW)

    title = models.CharField(_("title"), max_length=200)
    status = FSMField(
        _("status"), max_length=20, choices=Status, default=Status.DRAFT, protected=True
    )
    background = models.TextField(_("background"), blank=True)
    purpose = models.TextField(_("purpose"))
    areas = models.TextField(_("areas of cooperation"), blank=True)
    meeting_rhythm = models.CharField(_("meetings"), max_length=150, blank=True)
    economy = models.TextField(
        _("economy"), blank=True, help_text=_("Normally none; grants are applied for separately.")
    )
    limits = models.TextField(_("what volunteers do not do"), blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(_("notice in months"), default=3)
    evaluation_on = models.DateField(_("to be evaluated on"), null=True, blank=True)
    responsible = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"is_staff": True},
        verbose_name=_("responsible at the municipality"),
    )
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the agreement as a file"),
    )
    # 90, then 30: for which of the two the parties have been told that it ends.
    reminded_days = models.PositiveSmallIntegerField(
        _("reminded so many days before the end"), null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("cooperation agreement")
        verbose_name_plural = _("cooperation agreements")
        ordering = ["-starts_on", "-id"]
        indexes = [models.Index(fields=["status", "ends_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="agreements_agreement_span",
                violation_error_message=phrases.ENDS_BEFORE_IT_BEGINS,
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["signed", "active"]) | Q(starts_on__isnull=False),
                name="agreements_signed_has_beginning",
                violation_error_message=_("A signed agreement has a first day."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @transition(
        field=status,
        source=Status.DRAFT,
        target=Status.IN_DIALOGUE,
        conditions=[has_two_parties],
        custom=step(
            _("Share with the parties"),
            permission="agreements.change_agreement",
            action="agreements.actions.agreements.share",
        ),
    )
    def share(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.IN_DIALOGUE,
        target=Status.POLITICAL_APPROVAL,
        custom=step(
            _("Send to the committee"),
            permission="agreements.conclude_agreement",
            action="agreements.actions.agreements.send_to_committee",
        ),
    )
    def send_to_committee(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.IN_DIALOGUE, Status.POLITICAL_APPROVAL],
        target=Status.DRAFT,
        custom=step(
            _("Take back as draft"),
            permission="agreements.change_agreement",
            action="agreements.actions.agreements.take_back",
            reason_required=True,
        ),
    )
    def take_back(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.IN_DIALOGUE, Status.POLITICAL_APPROVAL],
        target=Status.SIGNED,
        conditions=[has_two_parties, has_a_beginning, all_have_signed],
        custom=step(
            _("Conclude as signed"),
            permission="agreements.conclude_agreement",
            action="agreements.actions.agreements.conclude",
        ),
    )
    def conclude(self) -> None:
        pass

    @transition(
        field=status, source=Status.SIGNED, target=Status.ACTIVE, custom=step(_("Put into force"))
    )
    def activate(self) -> None:
        """By the clock on the first day."""

    @transition(
        field=status,
        source=Status.ACTIVE,
        target=Status.UNDER_REVIEW,
        custom=step(
            _("Begin the evaluation"),
            permission="agreements.change_agreement",
            action="agreements.actions.agreements.begin_review",
        ),
    )
    def begin_review(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.UNDER_REVIEW,
        target=Status.ACTIVE,
        custom=step(
            _("Continue unchanged"),
            permission="agreements.conclude_agreement",
            action="agreements.actions.agreements.continue_unchanged",
            reason_required=True,
        ),
    )
    def continue_unchanged(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.SIGNED, Status.ACTIVE, Status.UNDER_REVIEW],
        target=Status.EXPIRED,
        custom=step(_("Expire")),
    )
    def expire(self) -> None:
        """By the clock on the day after the last."""

    @transition(
        field=status,
        source=[Status.SIGNED, Status.ACTIVE, Status.UNDER_REVIEW],
        target=Status.TERMINATED,
        custom=step(
            _("Terminate"),
            permission="agreements.conclude_agreement",
            action="agreements.actions.agreements.terminate",
            reason_required=True,
        ),
    )
    def terminate(self) -> None:
        pass


auditlog.register(Agreement)
