"""The members' assessment, and their conflicts of interest (forvaltningsloven § 3)."""

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from grants.models.applications import Application
from grants.models.pools import Criterion


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: User) -> "ReviewQuerySet":
        """One's own always; others' submitted ones once one's own is in, or for those who do not
        score; never in a case that is closed to the user."""
        found = self.filter(application__in=Application.objects.visible_to(user))
        if user.has_perm("grants.view_every_application"):
            return found.exclude(submitted_at=None)
        if not user.has_perm("grants.view_agenda"):
            return self.none()
        mine = Review.objects.filter(reviewer=user)
        own_in = mine.exclude(submitted_at=None).values("application_id")
        return found.filter(
            Q(reviewer=user) | Q(application_id__in=own_in, submitted_at__isnull=False)
        )

    def submitted(self) -> "ReviewQuerySet":
        return self.exclude(submitted_at=None)


class Review(models.Model):
    """One member's assessment of one case; a draft until it is submitted."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="reviews", verbose_name=_("application")
    )
    reviewer = models.ForeignKey(
        User, models.PROTECT, related_name="reviews", verbose_name=_("member")
    )
    comment = models.TextField(_("comment"), blank=True)
    is_abstention = models.BooleanField(_("I abstain"), default=False)
    changed_at = models.DateTimeField(_("last changed at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["application_id", "reviewer_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "reviewer"],
                name="grants_review_once",
                violation_error_message=_("You have assessed this case already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} – {self.reviewer}"


class Score(models.Model):
    """Points for one criterion; empty means that it cannot be assessed here."""

    review = models.ForeignKey(
        Review, models.CASCADE, related_name="scores", verbose_name=_("assessment")
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="scores", verbose_name=_("criterion")
    )
    points = models.PositiveSmallIntegerField(_("points"), null=True, blank=True)
    comment = models.CharField(_("comment"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["review_id", "criterion_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "criterion"],
                name="grants_score_once",
                violation_error_message=_("Each criterion is scored once."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points if self.points is not None else '–'}"


class DisqualificationQuerySet(models.QuerySet["Disqualification"]):
    def in_force(self) -> "DisqualificationQuerySet":
        return self.filter(lifted_at=None)


class Disqualification(models.Model):
    """A person may not take part in a case; or, once lifted, was found able in spite of the register."""

    class Ground(models.TextChoices):
        OWN_INTEREST = "own_interest", _("Own special interest (§ 3 no. 1)")
        FAMILY = "family", _("Family has a special interest (§ 3 no. 2)")
        MANAGEMENT = (
            "management",
            _("Part of the association's management or closely tied to it (§ 3 no. 3)"),
        )
        EARLIER_PART = "earlier_part", _("Has taken part in the case elsewhere (§ 3 no. 4)")
        OTHER_DOUBT = "other_doubt", _("Other circumstances that raise doubt (§ 3 no. 5)")

    class Source(models.TextChoices):
        DECLARED = "declared", _("Declared")
        REGISTER = "register", _("Seen in the register")

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="disqualifications", verbose_name=_("application")
    )
    user = models.ForeignKey(
        User, models.PROTECT, related_name="disqualifications", verbose_name=_("who")
    )
    ground = models.CharField(_("ground"), max_length=15, choices=Ground)
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.DECLARED)
    note = models.CharField(_("note for the minutes"), max_length=300, blank=True)
    declared_at = models.DateTimeField(_("at"))
    lifted_at = models.DateTimeField(_("found able at"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("found able by"),
    )
    lifted_reason = models.TextField(_("why found able"), blank=True)

    objects = DisqualificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        ordering = ["application_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "user"],
                name="grants_disqualified_once",
                violation_error_message=_("This has been declared already."),
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None) | ~Q(lifted_reason=""),
                name="grants_lifted_with_reason",
                violation_error_message=_("Write why the member may take part after all."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_ground_display()}"


auditlog.register(Review)
auditlog.register(Score)
auditlog.register(Disqualification)
