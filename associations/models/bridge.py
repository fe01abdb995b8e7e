"""A draft opened to a consultant for some days, and what the consultant suggests beside its fields."""

from datetime import date

from auditlog.registry import auditlog
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.models import User
from accounts.permissions import open_roles
from associations.models.associations import Association
from associations.models.contacts import Contact
from core.models import LifecycleModel
from core.states import step


class DraftOpeningQuerySet(models.QuerySet["DraftOpening"]):
    def visible_to(self, user: User) -> "DraftOpeningQuerySet":
        """Those of one's own association, and those that were opened to oneself; nobody else's."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(association_id__in=open_roles(user)) | Q(consultant=user))

    def of(self, kind: str, object_id: int) -> "DraftOpeningQuerySet":
        """Those of one draft."""
        return self.filter(kind=kind, object_id=object_id)

    def open_on(self, day: date) -> "DraftOpeningQuerySet":
        """Not closed, and its days are not over; the last day counts."""
        return self.filter(closed_at=None, valid_until__gte=day)

    def awaiting_minutes(self, day: date) -> "DraftOpeningQuerySet":
        """Over, and nobody has said yet how long the help took."""
        return self.filter(Q(closed_at__isnull=False) | Q(valid_until__lt=day), noted_at=None)


class DraftOpening(models.Model):
    """A draft that a named consultant may read until a day, as the association wanted it.

    The kinds of draft are registered by the apps they belong to (`associations.draft_targets`).
    """

    class Ended(models.TextChoices):
        ASSOCIATION = "association", _("The association has closed it")
        CONSULTANT = "consultant", _("The consultant is done")
        EXPIRED = "expired", _("The days are over")
        DRAFT_GONE = "draft_gone", _("The draft is sent, adopted or deleted")

    DAYS = (3, 7, 14, 30)
    USUAL_DAYS = 7

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="draft_openings", verbose_name=_("association")
    )
    kind = models.SlugField(_("kind"), max_length=30)
    object_id = models.PositiveBigIntegerField(_("draft"))
    consultant = models.ForeignKey(
        User, models.PROTECT, related_name="draft_openings", verbose_name=_("consultant")
    )
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    valid_until = models.DateField(_("open until"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("closed by")
    )
    ended = models.CharField(_("why it ended"), max_length=15, choices=Ended, blank=True)
    # When the consultant said how long the help took; without a contact there was none.
    noted_at = models.DateTimeField(_("minutes noted at"), null=True, blank=True)
    contact = models.OneToOneField(
        Contact,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="draft_opening",
        verbose_name=_("entry of the log"),
    )

    objects = DraftOpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("opened draft")
        verbose_name_plural = _("opened drafts")
        ordering = ["-opened_at", "-id"]
        indexes = [
            models.Index(fields=["kind", "object_id"]),
            models.Index(
                fields=["consultant", "valid_until"],
                condition=Q(noted_at=None),
                name="associations_opening_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "consultant"],
                condition=Q(closed_at=None),
                name="associations_one_opening",
                violation_error_message=_("The draft is open to this consultant already."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, ended="") | (Q(closed_at__isnull=False) & ~Q(ended="")),
                name="associations_opening_ended",
                violation_error_message=_("What is closed says why, what is open does not."),
            ),
            models.CheckConstraint(
                condition=Q(contact=None) | Q(noted_at__isnull=False),
                name="associations_opening_noted",
                violation_error_message=_("An entry of the log is noted with its time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"

    def is_open_on(self, day: date) -> bool:
        return self.closed_at is None and self.valid_until >= day


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, user: User) -> "SuggestionQuerySet":
        """Whoever sees the opening: the association and the consultant, nobody else."""
        return self.filter(opening__in=DraftOpening.objects.visible_to(user))

    def of(self, kind: str, object_id: int) -> "SuggestionQuerySet":
        """Those beside the fields of one draft."""
        return self.filter(opening__kind=kind, opening__object_id=object_id)

    def pending(self) -> "SuggestionQuerySet":
        return self.filter(status=Suggestion.Status.PENDING)


class Suggestion(LifecycleModel):
    """A pencil mark: a text the consultant suggests for a field, or a remark on it, and why.

    It changes nothing by itself; the association puts it into the draft, or does not.
    """

    class Status(models.TextChoices):
        PENDING = "pending", _("Waits for you")
        ACCEPTED = "accepted", _("Taken")
        DECLINED = "declined", _("Not taken")
        OUTDATED = "outdated", _("No longer relevant")

    LONGEST_NOTE = 1000

    opening = models.ForeignKey(
        DraftOpening, models.CASCADE, related_name="suggestions", verbose_name=_("opened draft")
    )
    field = models.SlugField(_("field"), max_length=40)
    made_against = models.TextField(_("the text it was made against"), blank=True)
    text = models.TextField(_("suggested text"), blank=True)
    note = models.TextField(_("why"), blank=True, validators=[MaxLengthValidator(LONGEST_NOTE)])
    status = FSMField(
        _("status"), max_length=10, choices=Status, default=Status.PENDING, protected=True
    )
    made_at = models.DateTimeField(_("made at"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "field"],
                condition=Q(status="pending"),
                name="associations_one_suggestion",
                violation_error_message=_("A suggestion for this field waits already."),
            ),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(note=""),
                name="associations_suggestion_says",
                violation_error_message=_("Write a text, or what you want to remark."),
            ),
            models.CheckConstraint(
                condition=Q(status="pending", decided_at=None)
                | (~Q(status="pending") & Q(decided_at__isnull=False)),
                name="associations_suggestion_decided",
                violation_error_message=_("What has been decided has a time, what waits has none."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} ({self.get_status_display()})"

    @transition(
        field=status,
        source=Status.PENDING,
        target=Status.ACCEPTED,
        custom=step(_("Take the suggestion")),
    )
    def accept(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.PENDING,
        target=Status.DECLINED,
        custom=step(_("No, thank you")),
    )
    def decline(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.PENDING,
        target=Status.OUTDATED,
        custom=step(_("Set aside")),
    )
    def outdate(self) -> None:
        """A newer one stands in its place, or the draft is no longer being written."""


auditlog.register(DraftOpening)
# The row itself keeps what was written; the trail tells who did what with it.
auditlog.register(Suggestion, exclude_fields=["made_against", "text", "note"])
