"""The application: its content, who may see it, and what always holds of it."""

from decimal import Decimal
from typing import Any

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Access, User
from accounts.permissions import open_roles
from associations.models import Association, Post
from core import phrases
from core.models import Document
from grants.models.application_lifecycle import ApplicationLifecycle
from grants.models.pools import PoolRound


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: User) -> "ApplicationQuerySet":
        """The association sees its own; the pool's staff all that is submitted; the committee what
        is on its agenda; and nobody of the municipality a case that is closed to them by conflict
        of interest (forvaltningsloven § 3)."""
        if not user.is_authenticated:
            return self.none()
        if not user.is_staff:
            return self.filter(association_id__in=open_roles(user))
        if user.has_perm("grants.view_every_application"):
            found = self.exclude(status=Application.Status.DRAFT)
        elif user.has_perm("grants.view_agenda"):
            from grants.models.committee import AgendaItem

            on_agenda = AgendaItem.objects.filter(
                application=OuterRef("pk"), meeting__committee__members=user
            )
            found = self.filter(Exists(on_agenda), status__in=Application.BEFORE_COMMITTEE)
        else:
            return self.none()
        return found.open_to(user)

    def open_to(self, user: User) -> "ApplicationQuerySet":
        """Without the cases closed to this user by a conflict of interest."""
        return self.exclude(self.closed_condition(user))

    def closed_to(self, user: User) -> "ApplicationQuerySet":
        """Only the cases closed to this user, so that they can be told so."""
        return self.filter(self.closed_condition(user))

    @staticmethod
    def closed_condition(user: User) -> Q:
        """Declared disqualified, or tied to the applicant or a partner in the register and not
        found able by the committee's chair."""
        from grants.models.application_parts import Partner
        from grants.models.reviews import Disqualification

        # Each of these is a short list that the database makes once, not once a case.
        today = timezone.localdate()
        own = Disqualification.objects.filter(user=user)
        declared = Q(pk__in=own.filter(lifted_at=None).values("application_id"))
        found_able = Q(pk__in=own.exclude(lifted_at=None).values("application_id"))
        in_register = Q()
        for tie in (Post.objects.held_by(user), Access.objects.filter(user=user)):
            tied: Any = tie.open_on(today).values("association_id")
            partners = Partner.objects.filter(association_id__in=tied)
            in_register |= Q(association_id__in=tied)
            in_register |= Q(pk__in=partners.values("application_id"))
        return declared | (in_register & ~found_able)

    def submitted(self) -> "ApplicationQuerySet":
        return self.exclude(status=Application.Status.DRAFT)

    def with_granted_beside(self) -> "ApplicationQuerySet":
        """With what the association has been granted in its other cases of the same pool and year,
        as `granted_beside`."""
        others = Application.objects.filter(
            association=OuterRef("association"),
            round__pool=OuterRef("round__pool"),
            round__year=OuterRef("round__year"),
            status__in=Application.GRANTED,
        ).exclude(pk=OuterRef("pk"))
        sums = others.order_by().values("association").annotate(t=Sum("amount_granted")).values("t")
        return self.annotate(granted_beside=Coalesce(Subquery(sums), Decimal(0)))

    def granted_total(self) -> Decimal:
        """What has been granted in these cases, in kroner."""
        total = self.filter(status__in=Application.GRANTED).aggregate(t=Sum("amount_granted"))["t"]
        return total or Decimal(0)


class Application(ApplicationLifecycle):
    """An association's application in a round. Its amount granted mirrors the decision in force."""

    class SubmittedVia(models.TextChoices):
        PORTAL = "portal", _("Online")
        PAPER = "paper", _("On paper")
        PHONE = "phone", _("By telephone or in person")

    round = models.ForeignKey(
        PoolRound, models.PROTECT, related_name="applications", verbose_name=_("round")
    )
    association = models.ForeignKey(
        Association, models.PROTECT, related_name="applications", verbose_name=_("applicant")
    )
    case_number = models.CharField(_("case number"), max_length=20, blank=True)

    title = models.CharField(_("title"), max_length=120, blank=True)
    purpose = models.TextField(_("what you want to do and why"), blank=True, max_length=3000)
    activities = models.TextField(_("what will happen"), blank=True, max_length=3000)
    expected_effect = models.TextField(
        _("what will be different afterwards"), blank=True, max_length=2000
    )
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=150, blank=True)
    audience = models.CharField(_("for whom"), max_length=250, blank=True)
    open_to_all = models.BooleanField(_("open to all"), null=True, blank=True)
    announcement = models.TextField(_("how people hear about it"), blank=True, max_length=1000)
    has_children = models.BooleanField(_("children under 15 take part"), null=True, blank=True)
    expected_participants = models.PositiveIntegerField(
        _("expected participants"), null=True, blank=True
    )
    volunteers = models.PositiveIntegerField(_("volunteers"), null=True, blank=True)
    volunteer_hours = models.PositiveIntegerField(_("volunteer hours"), null=True, blank=True)
    amount_sought = models.DecimalField(
        _("amount sought"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    other_applications = models.TextField(
        _("applications elsewhere and their answers"), blank=True, max_length=1000
    )
    # {question id: answer} as given in the first step.
    eligibility = models.JSONField(
        _("answers to the eligibility questions"), default=dict, blank=True
    )
    # {step: what was typed} for steps that are not sound yet; nothing typed is lost.
    typed = models.JSONField(_("typed, not yet sound"), default=dict, blank=True, editable=False)
    declared_true = models.BooleanField(_("declared to be true"), default=False)
    declared_democratic = models.BooleanField(
        _("declared that purpose and conduct respect democracy and human rights"), default=False
    )
    signed_name = models.CharField(_("signed by"), max_length=150, blank=True)
    copied_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("copied from"),
    )
    created_at = models.DateTimeField(_("begun at"))
    created_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("begun by")
    )
    changed_at = models.DateTimeField(_("last changed at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_via = models.CharField(
        _("submitted"), max_length=10, choices=SubmittedVia, default=SubmittedVia.PORTAL
    )
    receipt = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("receipt")
    )
    answer_expected_on = models.DateField(_("answer expected by"), null=True, blank=True)
    reminded_on = models.DateField(_("reminded of the draft on"), null=True, blank=True)
    officer = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"is_staff": True},
        verbose_name=_("officer"),
    )
    helpers = models.ManyToManyField(
        User,
        blank=True,
        related_name="+",
        verbose_name=_("helped by"),
        help_text=_("Who helped to write the application cannot assess it."),
    )
    amount_granted = models.DecimalField(
        _("amount granted"), max_digits=12, decimal_places=2, null=True, blank=True, editable=False
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-submitted_at", "-id"]
        indexes = [
            models.Index(fields=["status", "-submitted_at", "-id"]),
            models.Index(fields=["-submitted_at", "-id"]),
            models.Index(fields=["round", "status"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case_number"],
                condition=~Q(case_number=""),
                name="grants_case_number_once",
                violation_error_message=_("This case number is taken."),
            ),
            models.UniqueConstraint(
                fields=["association", "round"],
                condition=Q(status="draft"),
                name="grants_one_draft_a_round",
                violation_error_message=_(
                    "The association has begun an application in this round already."
                ),
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | (~Q(case_number="") & Q(submitted_at__isnull=False)),
                name="grants_submitted_is_numbered",
                violation_error_message=_("A submitted application has a case number and a time."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="grants_application_span",
                violation_error_message=phrases.ENDS_BEFORE_IT_BEGINS,
            ),
            models.CheckConstraint(
                condition=Q(amount_sought=None) | Q(amount_sought__gte=0),
                name="grants_amount_sought",
                violation_error_message=phrases.AMOUNT_NOT_NEGATIVE,
            ),
            models.CheckConstraint(
                condition=Q(status__in=["granted", "partly_granted"], amount_granted__gt=0)
                | (~Q(status__in=["granted", "partly_granted"]) & Q(amount_granted=None)),
                name="grants_amount_granted",
                violation_error_message=_("A granted application has an amount; no other has one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_number} {self.title}".strip() or str(_("Draft"))

    def get_absolute_url(self) -> str:
        """The page of the association."""
        return reverse("portal_application", args=[self.association_id, self.pk])


auditlog.register(Application, exclude_fields=["typed", "changed_at"], m2m_fields={"helpers"})
