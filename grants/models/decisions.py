"""Recommendation, decision, and the letter that tells the party."""

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.models import User
from core.models import Document, LifecycleModel
from core.states import step
from grants.models.applications import Application
from grants.models.committee import CommitteeMeeting


class Outcome(models.TextChoices):
    GRANTED = "granted", _("Grant in full")
    PARTLY_GRANTED = "partly_granted", _("Grant in part or with conditions")
    REFUSED = "refused", _("Refuse")


class Recommendation(models.Model):
    """What the officer recommends to the committee, separate from the members' scores."""

    application = models.OneToOneField(
        Application, models.CASCADE, related_name="recommendation", verbose_name=_("application")
    )
    outcome = models.CharField(_("recommendation"), max_length=15, choices=Outcome)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, default=0)
    reasons = models.TextField(_("reasons"))
    conditions = models.TextField(_("conditions"), blank=True)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["application_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="refused", amount=0)
                | (~Q(outcome="refused") & Q(amount__gt=0)),
                name="grants_recommended_amount",
                violation_error_message=_("A refusal has no amount; a grant has one."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_outcome_display()}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User) -> "DecisionQuerySet":
        return self.filter(application__in=Application.objects.visible_to(user))

    def standing(self) -> "DecisionQuerySet":
        """Without those that were entered by mistake and recalled before anybody was told."""
        return self.exclude(letter__status="recalled")


class Decision(models.Model):
    """What was decided, by whom, with reasons; in force until another decision replaces it."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("Granted")
        PARTLY_GRANTED = "partly_granted", _("Partly granted")
        REFUSED = "refused", _("Refused")
        REJECTED_FORMALLY = "rejected_formally", _("Rejected on formal grounds")

    class Body(models.TextChoices):
        COMMITTEE = "committee", _("The committee")
        DELEGATED = "delegated", _("Staff, by delegation")

    ADVERSE = (Outcome.PARTLY_GRANTED, Outcome.REFUSED, Outcome.REJECTED_FORMALLY)

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="decisions", verbose_name=_("application")
    )
    outcome = models.CharField(_("decision"), max_length=20, choices=Outcome)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, default=0)
    reasons = models.TextField(
        _("reasons"),
        blank=True,
        help_text=_("Needed unless everything applied for is granted (§ 22)."),
    )
    conditions = models.TextField(_("conditions"), blank=True)
    remedies_text = models.TextField(_("remedies text"), blank=True)
    body = models.CharField(_("decided by"), max_length=10, choices=Body)
    meeting = models.ForeignKey(
        CommitteeMeeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("meeting"),
    )
    decided_on = models.DateField(_("decided on"))
    entered_at = models.DateTimeField(_("entered at"))
    entered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-entered_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="granted") | (~Q(reasons="") & ~Q(remedies_text="")),
                name="grants_decision_reasons",
                violation_error_message=_(
                    "A refusal or a partial grant needs reasons and a remedies text (§§ 22–25)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["granted", "partly_granted"], amount__gt=0)
                | Q(outcome__in=["refused", "rejected_formally"], amount=0),
                name="grants_decision_amount",
                violation_error_message=_("A refusal has no amount; a grant has one."),
            ),
            models.CheckConstraint(
                condition=~Q(body="committee") | Q(meeting__isnull=False),
                name="grants_committee_decides_in_meeting",
                violation_error_message=_("The committee decides in a meeting. Choose which."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_outcome_display()}"

    @property
    def is_adverse(self) -> bool:
        """Not upheld in full, so that reasons and remedies must be given."""
        return self.outcome in self.ADVERSE


class DecisionLetterQuerySet(models.QuerySet["DecisionLetter"]):
    def visible_to(self, user: User) -> "DecisionLetterQuerySet":
        """Who keeps the outbox sees it; others, the party among them, letters that are sent."""
        found = self.filter(decision__application__in=Application.objects.visible_to(user))
        if user.has_perm("grants.view_decisionletter"):
            return found
        return found.filter(status=DecisionLetter.Status.SENT)

    def waiting(self) -> "DecisionLetterQuerySet":
        return self.filter(status=DecisionLetter.Status.WAITING)


class DecisionLetter(LifecycleModel):
    """The Danish letter. It waits in the outbox until a person sends it."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("In the outbox")
        SENT = "sent", _("Sent")
        RECALLED = "recalled", _("Recalled before it was sent")

    decision = models.OneToOneField(
        Decision, models.PROTECT, related_name="letter", verbose_name=_("decision")
    )
    status = FSMField(
        _("status"), max_length=10, choices=Status, default=Status.WAITING, protected=True
    )
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="+", verbose_name=_("letter")
    )
    made_at = models.DateTimeField(_("made at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    sent_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sent by")
    )

    objects = DecisionLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision letter")
        verbose_name_plural = _("decision letters")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False)
                | (~Q(status="sent") & Q(sent_at=None)),
                name="grants_letter_sent_at",
                violation_error_message=_("A sent letter has the time it was sent."),
            )
        ]

    def __str__(self) -> str:
        return str(self.decision)

    @transition(
        field=status,
        source=Status.WAITING,
        target=Status.SENT,
        custom=step(
            _("Send"), permission="grants.send_letter", action="grants.actions.letters.send"
        ),
    )
    def send(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.WAITING,
        target=Status.RECALLED,
        custom=step(
            _("Recall and decide anew"),
            permission="grants.send_letter",
            action="grants.actions.letters.recall",
            reason_required=True,
        ),
    )
    def recall(self) -> None:
        pass


for _model in (Recommendation, Decision, DecisionLetter):
    auditlog.register(_model)
