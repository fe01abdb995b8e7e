"""What an event consists of: the organiser group, and interpreting into each language."""

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from associations.models import Association
from core import phrases
from core.models import Language


class EventOrganiser(models.Model):
    """An actor in the organiser group."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead")
        CO = "co", _("Co-organiser")
        HELPER = "helper", _("Helper")

    event = models.ForeignKey(
        "Event", models.CASCADE, related_name="organiser_group", verbose_name=_("event")
    )
    association = models.ForeignKey(
        Association, models.PROTECT, related_name="organiser_roles", verbose_name=_("association")
    )
    role = models.CharField(_("part"), max_length=10, choices=Role, default=Role.CO)
    # As the association was then: a later change of profile does not rewrite the year's figures.
    profile = models.CharField(
        _("profile"), max_length=15, choices=Association.Profile, editable=False, blank=True
    )

    class Meta:
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
        ordering = ["event_id", "role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "association"],
                name="activities_organiser_once",
                violation_error_message=_("This association is in the organiser group already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.association)

    def save(self, *args: object, **kwargs: object) -> None:
        if not self.profile:
            self.profile = self.association.profile
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class EventInterpreting(models.Model):
    """Interpreting into one language at an event."""

    class Mode(models.TextChoices):
        ONSITE = "onsite", _("Interpreter present")
        WHISPER = "whisper", _("Whispered for a group")
        PHONE = "phone", _("By telephone")
        VIDEO = "video", _("By video")
        BILINGUAL_STAFF = "bilingual_staff", _("Bilingual colleague")
        VOLUNTEER = "volunteer", _("Volunteer")
        NONE = "none", _("Not interpreted")

    BY_A_PERSON = (
        Mode.ONSITE,
        Mode.WHISPER,
        Mode.PHONE,
        Mode.VIDEO,
        Mode.BILINGUAL_STAFF,
        Mode.VOLUNTEER,
    )

    class Status(models.TextChoices):
        NEEDED = "needed", _("To be found")
        BOOKED = "booked", _("Booked")

    event = models.ForeignKey(
        "Event", models.CASCADE, related_name="interpreting", verbose_name=_("event")
    )
    language = models.ForeignKey(
        Language, models.PROTECT, related_name="+", verbose_name=_("language")
    )
    mode = models.CharField(_("how"), max_length=15, choices=Mode, default=Mode.ONSITE)
    provider = models.CharField(_("interpreter or agency"), max_length=150, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.NEEDED)
    is_adult = models.BooleanField(_("the interpreter is at least 18 years old"), default=False)
    cost = models.DecimalField(
        _("cost (kr.)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    headcount = models.PositiveIntegerField(_("listeners"), null=True, blank=True)

    class Meta:
        verbose_name = _("interpreting")
        verbose_name_plural = _("interpreting")
        ordering = ["event_id", "language_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "language"],
                name="activities_interpreting_once",
                violation_error_message=_("This language is on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0),
                name="activities_interpreting_cost",
                violation_error_message=phrases.AMOUNT_NOT_NEGATIVE,
            ),
        ]

    def __str__(self) -> str:
        return str(self.language)


auditlog.register(EventInterpreting)
