"""The outreach log: who was met, about what, for how long, and what follows from it."""

import uuid
from datetime import date

from auditlog.registry import auditlog
from django.core.validators import StepValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models.associations import Association
from associations.models.reference import HelpKind, Theme
from core.models import Language

# Time is given in steps of so many minutes (domain §4.1).
STEP = 5
WHOLE_FIVES = _("Give the minutes in whole fives, for example 35.")


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, user: User) -> "ContactQuerySet":
        """The log is the staff's; a note that is not for all is seen by those it is for, by its
        author, by those who were there and by managers."""
        if not user.has_perm("associations.view_contact"):
            return self.none()
        if user.has_perm("associations.view_management_note"):
            return self
        was_there = Contact.consultants.through.objects.filter(contact=OuterRef("pk"), user=user)
        return self.filter(
            Q(visibility__in=Contact.readable_by(user)) | Q(logged_by=user) | Exists(was_there)
        )

    def case_notes(self) -> "ContactQuerySet":
        """Those that stand on a case as a note."""
        noted = Contact._meta.get_field("links").related_model
        return self.filter(
            Exists(noted._base_manager.filter(contact=OuterRef("pk"), noted_at__isnull=False))
        )

    def since(self, day: date) -> "ContactQuerySet":
        return self.filter(happened_on__gte=day)


class Contact(models.Model):
    """One contact, perhaps with several associations and several consultants at once.

    Holds the associations' business only; private matters of persons, and any worry about crime or
    radicalisation, belong elsewhere (domain §3.3).
    """

    class Channel(models.TextChoices):
        VISIT = "visit", _("Visit")
        MEETING = "meeting", _("Meeting")
        PHONE = "phone", _("Telephone")
        EMAIL = "email", _("E-mail")
        MESSAGE = "message", _("SMS or WhatsApp")
        VIDEO = "video", _("Video")
        LETTER = "letter", _("Letter")
        EVENT = "event", _("Event")

    class Initiative(models.TextChoices):
        MUNICIPALITY = "municipality", _("The municipality")
        ASSOCIATION = "association", _("The association")
        THIRD_PARTY = "third_party", _("Others")

    class InterpreterMode(models.TextChoices):
        NONE = "none", _("No interpreter")
        ONSITE = "onsite", _("Interpreter present")
        PHONE = "phone", _("Interpreter by telephone")
        VIDEO = "video", _("Interpreter by video")
        BILINGUAL_STAFF = "bilingual_staff", _("Bilingual colleague")
        VOLUNTEER = "volunteer", _("Volunteer")

    class Visibility(models.TextChoices):
        TEAM = "team", _("The team")
        UNIT = "unit", _("The consultants")
        MANAGEMENT = "management", _("Me and my manager")

    # Made by the browser, so that an entry sent again after a lost connection is saved once.
    client_key = models.UUIDField(
        unique=True,
        default=uuid.uuid4,
        editable=False,
        error_messages={"unique": _("Saved already.")},
    )
    happened_on = models.DateField(_("date"))
    started_at = models.TimeField(_("time"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=30,
        validators=[StepValueValidator(STEP, message=WHOLE_FIVES)],
    )
    consultants = models.ManyToManyField(
        User, related_name="contacts", verbose_name=_("consultants")
    )
    associations = models.ManyToManyField(
        Association, blank=True, related_name="contacts", verbose_name=_("associations")
    )
    other_party = models.CharField(
        _("somebody else"),
        max_length=150,
        blank=True,
        help_text=_("A new group or another actor that is not in the register yet."),
    )
    persons_met = models.CharField(
        _("persons met"),
        max_length=250,
        blank=True,
        help_text=_("Posts first, names only if needed."),
    )
    channel = models.CharField(
        _("channel"), max_length=10, choices=Channel, default=Channel.MEETING
    )
    place = models.CharField(_("place"), max_length=150, blank=True)
    initiative = models.CharField(
        _("whose initiative"), max_length=15, choices=Initiative, default=Initiative.MUNICIPALITY
    )
    language = models.ForeignKey(
        Language,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("language"),
    )
    interpreter_mode = models.CharField(
        _("interpreter"), max_length=15, choices=InterpreterMode, default=InterpreterMode.NONE
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))
    help_kind = models.ForeignKey(
        HelpKind, models.PROTECT, related_name="contacts", verbose_name=_("kind of help")
    )
    summary = models.TextField(
        _("note"),
        blank=True,
        help_text=_("Write about the association, not about a person's private affairs."),
    )
    visibility = models.CharField(
        _("who may read the note"), max_length=12, choices=Visibility, default=Visibility.TEAM
    )
    # What the search looks in (`associations.contact_search`).
    search_key = models.TextField(editable=False, blank=True, default="")
    logged_at = models.DateTimeField(_("logged at"))
    logged_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("logged by")
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-happened_on", "-id"]
        indexes = [
            models.Index(fields=["-happened_on", "-id"]),
            models.Index(fields=["logged_by", "-logged_at", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=1440),
                name="associations_contact_minutes",
                violation_error_message=_("A contact lasts between 1 minute and 24 hours."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.happened_on:%d-%m-%Y} {self.get_channel_display()}"

    @classmethod
    def readable_by(cls, user: User) -> list[str]:
        """The kinds of note this user reads whoever wrote them."""
        found: list[str] = [cls.Visibility.TEAM]
        if user.has_perm("associations.view_unit_note"):
            found.append(cls.Visibility.UNIT)
        if user.has_perm("associations.view_management_note"):
            found.append(cls.Visibility.MANAGEMENT)
        return found

    @property
    def is_private(self) -> bool:
        """Not for everybody who reads the log."""
        return self.visibility != self.Visibility.TEAM


auditlog.register(
    Contact,
    m2m_fields={"associations", "consultants", "themes"},
    exclude_fields=["search_key"],
)
