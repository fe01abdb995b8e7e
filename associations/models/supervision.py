"""Supervision visits (tilsyn, interessebesøg): folkeoplysningsloven §§ 4 a and 44 a, domain §1.6.

Nothing scores an association. Whom a sample falls on is drawn with the same odds for each, and how
it was drawn is kept, so that anybody can draw it again.
"""

from datetime import date
from typing import Any

from auditlog.registry import auditlog
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.models import User
from associations.models.associations import Association
from core.models import LifecycleModel
from core.states import step


class SupervisionSampleQuerySet(models.QuerySet["SupervisionSample"]):
    def visible_to(self, user: User) -> "SupervisionSampleQuerySet":
        return self if user.has_perm("associations.view_supervisionsample") else self.none()

    def in_use(self) -> "SupervisionSampleQuerySet":
        """Draws that were decided on; the others were looked at and left, and stay to be seen."""
        return self.exclude(confirmed_at=None)


class SupervisionSample(models.Model):
    """One draw: the seed, who could be drawn, and who was (`associations.sampling`)."""

    drawn_at = models.DateTimeField(_("drawn at"))
    drawn_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("drawn by"))
    percent = models.PositiveSmallIntegerField(_("per cent"))
    seed = models.CharField(_("seed"), max_length=32)
    population = models.PositiveIntegerField(_("associations in all"))
    # The ids that took part, and those that rested because they were drawn lately.
    candidates = models.JSONField(_("could be drawn"), default=list)
    rested = models.JSONField(_("drawn lately"), default=list)
    confirmed_at = models.DateTimeField(_("decided on at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided on by"),
    )

    objects = SupervisionSampleQuerySet.as_manager()

    class Meta:
        verbose_name = _("sample")
        verbose_name_plural = _("samples")
        ordering = ["-drawn_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100),
                name="associations_sample_percent",
                violation_error_message=_("Draw between 1 and 100 per cent."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.drawn_at:%d-%m-%Y}, {self.percent} %"


class SampledAssociationQuerySet(models.QuerySet["SampledAssociation"]):
    def visible_to(self, user: User) -> "SampledAssociationQuerySet":
        return self if user.has_perm("associations.view_sampledassociation") else self.none()


class SampledAssociation(models.Model):
    """An association on which a draw fell."""

    sample = models.ForeignKey(
        SupervisionSample, models.CASCADE, related_name="drawn", verbose_name=_("sample")
    )
    number = models.PositiveIntegerField(_("number"))
    association = models.ForeignKey(
        Association, models.PROTECT, related_name="samples", verbose_name=_("association")
    )

    objects = SampledAssociationQuerySet.as_manager()

    class Meta:
        verbose_name = _("drawn association")
        verbose_name_plural = _("drawn associations")
        ordering = ["-sample_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sample", "number"],
                name="associations_sampled_number",
                violation_error_message=_("This number has been drawn."),
            ),
            models.UniqueConstraint(
                fields=["sample", "association"],
                name="associations_sampled_once",
                violation_error_message=_("An association is drawn once in a sample."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class SupervisionVisitQuerySet(models.QuerySet["SupervisionVisit"]):
    def visible_to(self, user: User) -> "SupervisionVisitQuerySet":
        """Staff all of them, the association its own; the committee none."""
        if user.has_perm("associations.view_supervisionvisit"):
            return self
        return self.filter(association__in=Association.objects.visible_to(user))

    def planned(self) -> "SupervisionVisitQuerySet":
        return self.filter(status=SupervisionVisit.Status.PLANNED)

    def held(self) -> "SupervisionVisitQuerySet":
        return self.filter(status=SupervisionVisit.Status.HELD)


class SupervisionVisit(LifecycleModel):
    """A talk with an association about the same five things as with every other."""

    class Kind(models.TextChoices):
        SUPERVISION = "supervision", _("Supervision")
        INTEREST_VISIT = "interest_visit", _("Interest visit")

    class Selection(models.TextChoices):
        SAMPLE = "sample", _("Drawn by lot")
        ROUTINE = "routine", _("Everybody in turn")
        INQUIRY = "inquiry", _("After an inquiry")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    class Conclusion(models.TextChoices):
        NO_REMARKS = "no_remarks", _("No remarks")
        ADVICE_GIVEN = "advice_given", _("Advice given")
        FOLLOW_UP = "follow_up", _("We talk again")
        SERIOUS = "serious", _("Put before the municipal council")

    # What is talked about at every visit, in this order.
    TOPICS = ("board", "statutes", "member_democracy", "finances", "well_being")

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="visits", verbose_name=_("association")
    )
    status = FSMField(
        _("status"), max_length=10, choices=Status, default=Status.PLANNED, protected=True
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.SUPERVISION)
    selection = models.CharField(_("how it was chosen"), max_length=10, choices=Selection)
    selection_reason = models.TextField(
        _("why this association"),
        blank=True,
        help_text=_("After an inquiry: what was asked, in plain words. The association reads it."),
    )
    sample = models.ForeignKey(
        SupervisionSample,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=_("sample"),
    )
    planned_on = models.DateField(_("planned for"))
    planned_at = models.DateTimeField(_("planned at"))
    planned_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("planned by")
    )
    officers = models.ManyToManyField(User, related_name="+", verbose_name=_("who visits"))
    held_on = models.DateField(_("held on"), null=True, blank=True)
    board = models.TextField(_("the board"), blank=True)
    statutes = models.TextField(_("the statutes"), blank=True)
    member_democracy = models.TextField(_("how members decide"), blank=True)
    finances = models.TextField(_("finances"), blank=True)
    well_being = models.TextField(_("how members thrive"), blank=True)
    conclusion = models.CharField(_("conclusion"), max_length=15, choices=Conclusion, blank=True)
    summary = models.TextField(_("what we say to the association"), blank=True)
    follow_up_on = models.DateField(_("we talk again on"), null=True, blank=True)
    concluded_at = models.DateTimeField(_("concluded at"), null=True, blank=True)
    concluded_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("concluded by"),
    )
    referred_on = models.DateField(_("put before the council on"), null=True, blank=True)
    referred_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("put before the council by"),
    )

    objects = SupervisionVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("supervision visit")
        verbose_name_plural = _("supervision visits")
        ordering = ["-planned_on", "-id"]
        indexes = [models.Index(fields=["status", "planned_on"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(selection="inquiry") | ~Q(selection_reason=""),
                name="associations_visit_reason",
                violation_error_message=_("After an inquiry, write what was asked."),
            ),
            models.CheckConstraint(
                condition=Q(selection="sample", sample__isnull=False)
                | (~Q(selection="sample") & Q(sample=None)),
                name="associations_visit_sample",
                violation_error_message=_(
                    "A visit that was drawn by lot belongs to its draw, another one to none."
                ),
            ),
            models.UniqueConstraint(
                fields=["association", "sample"],
                condition=Q(sample__isnull=False) & ~Q(status="cancelled"),
                name="associations_visit_once_a_sample",
                violation_error_message=_("The association has its visit from this draw already."),
            ),
            models.CheckConstraint(
                condition=~Q(status="held")
                | (Q(held_on__isnull=False) & ~Q(conclusion="") & ~Q(summary="")),
                name="associations_visit_held",
                violation_error_message=_(
                    "A visit that was held has its day, a conclusion and words to the association."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(conclusion="follow_up")
                | Q(follow_up_on__gt=F("held_on"), follow_up_on__isnull=False),
                name="associations_visit_follow_up",
                violation_error_message=_("Write a later day on which you talk again."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.planned_on:%d-%m-%Y}"

    @property
    def happened_on(self) -> date:
        """The day it was held on, else the day it is planned for."""
        return self.held_on or self.planned_on

    @property
    def waits_for_council(self) -> bool:
        """Serious, and the council has not been told yet."""
        return self.conclusion == self.Conclusion.SERIOUS and self.referred_on is None

    def told(self) -> list[tuple[str, str]]:
        """The five things with what was said of each; those without a word are left out."""
        return [
            (str(self._meta.get_field(name).verbose_name), text)  # type: ignore[union-attr]
            for name in self.TOPICS
            if (text := getattr(self, name))
        ]

    @transition(
        field=status,
        source=Status.PLANNED,
        target=Status.HELD,
        custom=step(_("Note the visit"), permission="associations.hold_visit"),
    )
    def hold(self, **said: Any) -> None:
        """`said` is what came of it: the day, the notes and the conclusion."""
        for name, value in said.items():
            setattr(self, name, value)

    @transition(
        field=status,
        source=Status.PLANNED,
        target=Status.CANCELLED,
        custom=step(
            _("Cancel the visit"),
            permission="associations.plan_visit",
            action="associations.actions.visits.cancel",
            reason_required=True,
        ),
    )
    def cancel(self) -> None:
        pass


auditlog.register(SupervisionSample, exclude_fields=["candidates", "rested"])
auditlog.register(SampledAssociation)
auditlog.register(SupervisionVisit, m2m_fields={"officers"})
