"""People of the associations and the posts they hold, with dates; history is kept."""

from datetime import date

from auditlog.registry import auditlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations import names
from associations.models.associations import Association
from associations.models.names import INDEXED, Named, NamedQuerySet, NameField, StandingManager
from core import phrases

ONE_CHAIR = _("The association already has a chair. End the former chair's post first.")
AUDITOR_APART = _(
    "An auditor may not sit on the board: nobody checks their own accounts. Choose another person, "
    "or end the other post first."
)


class PersonQuerySet(NamedQuerySet):
    def visible_to(self, user: User) -> "PersonQuerySet":
        """All for staff who keep the register, also those without a post yet."""
        if user.has_perm("associations.view_person"):
            return self
        associations = Association.objects.visible_to(user)
        return self.filter(posts__association__in=associations).distinct()


class Person(Named):
    """Somebody who holds a post. One name field, any script; no first and last name apart.

    Nothing here may ever hold a person's ethnicity, religion or nationality (domain §3.3).
    """

    class Channel(models.TextChoices):
        PHONE = "phone", _("Telephone")
        SMS = "sms", _("SMS")
        WHATSAPP = "whatsapp", _("WhatsApp")
        EMAIL = "email", _("E-mail")
        LETTER = "letter", _("Letter")

    full_name = models.CharField(_("full name"), max_length=150)
    sort_name = models.CharField(
        _("sorted as"), max_length=150, blank=True, help_text=_("Only if it differs from the name.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    preferred_language = models.CharField(
        _("preferred language"),
        max_length=10,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=_("Only if the person has told it."),
    )
    preferred_channel = models.CharField(
        _("preferred channel"), max_length=10, blank=True, choices=Channel
    )
    user = models.OneToOneField(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("log-in"),
    )

    # What the search looks in, and the name for comparing (`associations.names`).
    name_key = NameField(make=names.index, sources=("full_name", "sort_name", "email", "phone"))
    name_core = NameField(make=names.key, sources=("full_name",), longest=INDEXED)
    # The row that took this one's place, when both stood for one person (`actions.merging`).
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("merged into"),
    )

    objects = StandingManager.from_queryset(PersonQuerySet)()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["full_name", "id"]
        indexes = [
            models.Index(fields=["email"]),
            # As PostgreSQL compares without regard to capitals.
            models.Index(Upper("email"), name="associations_person_upper"),
            models.Index(fields=["phone"]),
            models.Index(fields=["name_core"]),
        ]

    def __str__(self) -> str:
        return self.full_name


class PostQuerySet(models.QuerySet["Post"]):
    def open_on(self, day: date) -> "PostQuerySet":
        """Posts held on this day, both ends included."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)

    def public_on(self, day: date) -> "PostQuerySet":
        """Held on this day by somebody who said yes to be named to the public."""
        return self.open_on(day).filter(name_public_on__lte=day, role__in=Post.PUBLIC)

    def visible_to(self, user: User) -> "PostQuerySet":
        return self.filter(association__in=Association.objects.visible_to(user))

    def held_by(self, user: User) -> "PostQuerySet":
        """Posts of the person who is this user: linked, or known by the same e-mail address."""
        known = Person.objects.filter(Q(user=user) | Q(email__iexact=user.email))
        return self.filter(person__in=known)


class Post(models.Model):
    """A post in an association from a day to a day; a person may hold several."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        VICE_CHAIR = "vice_chair", _("Vice chair")
        TREASURER = "treasurer", _("Treasurer")
        SECRETARY = "secretary", _("Secretary")
        BOARD_MEMBER = "board_member", _("Board member")
        SUBSTITUTE = "substitute", _("Substitute")
        AUDITOR = "auditor", _("Auditor")
        AUDITOR_SUBSTITUTE = "auditor_substitute", _("Auditor's substitute")
        CONTACT_PERSON = "contact_person", _("Contact person")
        CVR_REPRESENTATIVE = "cvr_representative", _("Representative in CVR")
        RELIGIOUS_LEADER = "religious_leader", _("Religious leader")

    # Those who may stand with their name in the public directory, as whom to ask.
    PUBLIC = (Role.CONTACT_PERSON, Role.CHAIR, Role.VICE_CHAIR, Role.TREASURER, Role.SECRETARY)
    # Seats on the board itself; a substitute is none until called (domain §1.5).
    BOARD = (Role.CHAIR, Role.VICE_CHAIR, Role.TREASURER, Role.SECRETARY, Role.BOARD_MEMBER)

    association = models.ForeignKey(
        Association, models.CASCADE, related_name="posts", verbose_name=_("association")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="posts", verbose_name=_("person")
    )
    role = models.CharField(_("post"), max_length=20, choices=Role)
    can_sign = models.BooleanField(_("may sign for the association"), default=False)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    name_public_on = models.DateField(
        _("said yes to a public name on"),
        null=True,
        blank=True,
        help_text=_("The day the person said yes to stand with name in the public directory."),
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["association_id", "-valid_from", "role", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="associations_post_span",
                violation_error_message=phrases.ENDS_BEFORE_IT_BEGINS,
            ),
            models.UniqueConstraint(
                fields=["association"],
                condition=Q(role="chair", valid_until=None),
                name="associations_one_chair",
                violation_error_message=ONE_CHAIR,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"

    def clean(self) -> None:
        """What other posts of the association forbid: an auditor on the board, two chairs at once.

        Actions lock the association first, so that two posts cannot slip past each other.
        """
        super().clean()
        if not (self.association_id and self.person_id and self.valid_from):
            return
        others = Post.objects.filter(association=self.association_id).exclude(pk=self.pk)
        # The day of the meeting may be the last of one and the first of the other.
        others = others.filter(Q(valid_until=None) | Q(valid_until__gt=self.valid_from))
        if self.valid_until:
            others = others.filter(valid_from__lt=self.valid_until)
        chairs = others.filter(role=self.Role.CHAIR)
        if self.valid_until is None:
            # Two without an end are the constraint's to refuse.
            chairs = chairs.filter(valid_until__isnull=False)
        if self.role == self.Role.CHAIR and chairs.exists():
            raise ValidationError(ONE_CHAIR, code="two_chairs")
        audits, governs = self.role == self.Role.AUDITOR, self.role in self.BOARD
        barred = self.BOARD if audits else (self.Role.AUDITOR,)
        if (audits or governs) and others.filter(person=self.person_id, role__in=barred).exists():
            raise ValidationError(AUDITOR_APART, code="auditor_on_board")


auditlog.register(Person)
auditlog.register(Post)
