"""The register: any actor the municipality works with, from a loose group to a Danish partner."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from auditlog.registry import auditlog
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, FSMField, transition

from accounts.models import User
from accounts.permissions import open_roles
from associations import names
from associations.models.names import INDEXED, Named, NamedQuerySet, NameField, StandingManager
from associations.models.reference import Theme
from core import phrases
from core.models import Language, LifecycleModel
from core.slugs import slug
from core.states import step


class AssociationQuerySet(NamedQuerySet):
    def visible_to(self, user: User) -> "AssociationQuerySet":
        """The register for staff who keep it; for others the associations they may act for."""
        if user.has_perm("associations.view_association"):
            return self
        return self.filter(pk__in=open_roles(user))

    def published(self) -> "AssociationQuerySet":
        """Those that agreed to stand in the public directory and are alive."""
        return self.filter(is_public=True).exclude(stage=Association.Stage.DISSOLVED)

    def alive(self) -> "AssociationQuerySet":
        return self.exclude(stage=Association.Stage.DISSOLVED)

    def silent_since(self, day: date) -> "AssociationQuerySet":
        """Alive, and nobody of the municipality has spoken with them since that day."""
        return self.alive().filter(Q(last_contact_on__lt=day) | Q(last_contact_on=None))

    def matching_in_public(self, words: str) -> "AssociationQuerySet":
        """As `matching`, in what the association shows: its name, and its town if it said yes."""
        found = self
        for word in names.words(words):
            shown = names.reads("title_key", word)
            if not word.folded.isdecimal():
                shown |= Q(public_city=True) & names.reads("name_key", word)
            found = found.filter(shown)
        return found


class Association(Named, LifecycleModel):
    """An association, a group on its way to become one, or a partner; valid without a CVR number."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("Association")
        INFORMAL_GROUP = "informal_group", _("Informal group")
        CONGREGATION = "congregation", _("Congregation or faith community")
        UMBRELLA = "umbrella", _("Umbrella organisation")
        SPORTS_CLUB = "sports_club", _("Sports club")
        MUNICIPAL_UNIT = "municipal_unit", _("Municipal unit")
        NGO_BRANCH = "ngo_branch", _("Local branch of a national organisation")
        HOUSING_ASSOCIATION = "housing_association", _("Housing association")
        COMPANY = "company", _("Company")

    class Profile(models.TextChoices):
        MINORITY_LED = "minority_led", _("Led by people with minority background")
        MAJORITY_LED = "majority_led", _("Led by people with majority background")
        MIXED = "mixed", _("Mixed")
        UMBRELLA = "umbrella", _("Umbrella")
        NOT_STATED = "not_stated", _("Not stated")

    class Stage(models.TextChoices):
        IDEA = "idea", _("Idea")
        GROUP_FORMED = "group_formed", _("Group formed")
        DRAFT_STATUTES = "draft_statutes", _("Statutes being drafted")
        FOUNDING_ASSEMBLY = "founding_assembly", _("Founding assembly held")
        CONSTITUTED = "constituted", _("Board constituted")
        CVR_REGISTERED = "cvr_registered", _("CVR registered")
        BANK_ACCOUNT = "bank_account", _("Bank account opened")
        NEMKONTO = "nemkonto", _("NemKonto confirmed")
        DIGITAL_POST_READY = "digital_post_ready", _("Digital Post ready")
        EID_READY = "eid_ready", _("MitID for the association ready")
        RECOGNISED = "recognised", _("Recognised under folkeoplysningsloven")
        ACTIVE = "active", _("Active association")
        DORMANT = "dormant", _("Dormant")
        DISSOLVED = "dissolved", _("Dissolved")

    # The order in which a group becomes an association; steps may be passed over.
    PATH = (
        Stage.IDEA,
        Stage.GROUP_FORMED,
        Stage.DRAFT_STATUTES,
        Stage.FOUNDING_ASSEMBLY,
        Stage.CONSTITUTED,
        Stage.CVR_REGISTERED,
        Stage.BANK_ACCOUNT,
        Stage.NEMKONTO,
        Stage.DIGITAL_POST_READY,
        Stage.EID_READY,
        Stage.RECOGNISED,
        Stage.ACTIVE,
    )

    # What the public may see of an association in the directory, each only after its own yes.
    PUBLIC_FACTS = (
        "public_purpose",
        "public_languages",
        "public_themes",
        "public_city",
        "public_address",
        "public_phone",
        "public_email",
        "public_website",
    )

    class FolkeoplysningStatus(models.TextChoices):
        NOT_APPLIED = "not_applied", _("Not applied for")
        APPLIED = "applied", _("Applied for")
        RECOGNISED = "recognised", _("Recognised")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    name = models.CharField(_("name"), max_length=150)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.ASSOCIATION)
    profile = models.CharField(
        _("profile"),
        max_length=15,
        choices=Profile,
        default=Profile.NOT_STATED,
        help_text=_(
            "Said by the association itself; used only to count organisers of joint events."
        ),
    )
    stage = FSMField(_("stage"), max_length=20, choices=Stage, default=Stage.IDEA, protected=True)
    purpose = models.TextField(_("purpose"), blank=True)
    cvr_number = models.CharField(
        _("CVR number"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^\d{8}$", _("A CVR number has eight digits."))],
        help_text=_("Leave empty until the association is registered."),
    )
    cvr_renewal_due = models.DateField(
        _("CVR to be confirmed by"),
        null=True,
        blank=True,
        help_text=_("A voluntary association confirms its registration every third year."),
    )
    nemkonto_confirmed_on = models.DateField(_("NemKonto confirmed on"), null=True, blank=True)
    folkeoplysning_status = models.CharField(
        _("recognition under folkeoplysningsloven"),
        max_length=15,
        choices=FolkeoplysningStatus,
        default=FolkeoplysningStatus.NOT_APPLIED,
    )
    street = models.CharField(_("street and number"), max_length=150, blank=True)
    postal_code = models.CharField(
        _("postal code"),
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^\d{4}$", _("A Danish postal code has four digits."))],
    )
    city = models.CharField(_("city"), max_length=80, blank=True)
    municipality_code = models.CharField(_("municipality code"), max_length=4, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    languages = models.ManyToManyField(
        Language,
        blank=True,
        related_name="associations",
        verbose_name=_("languages"),
        help_text=_("Languages spoken in the association, not by a person."),
    )
    themes = models.ManyToManyField(
        Theme,
        blank=True,
        related_name="associations",
        verbose_name=_("themes"),
        help_text=_("What the association works with."),
    )
    is_public = models.BooleanField(
        _("in the public directory"),
        default=False,
        help_text=_(
            "Only when the association has said yes. Its name and kind are shown, and what is "
            "ticked below."
        ),
    )
    # One yes for each fact, as columns and not as a list: the directory filters by them, and may
    # never find an association by what it does not show.
    public_purpose = models.BooleanField(_("show the purpose"), default=False)
    public_languages = models.BooleanField(_("show the languages"), default=False)
    public_themes = models.BooleanField(_("show the themes"), default=False)
    public_city = models.BooleanField(_("show the city"), default=False)
    public_address = models.BooleanField(_("show street and number"), default=False)
    public_phone = models.BooleanField(_("show the telephone"), default=False)
    public_email = models.BooleanField(_("show the e-mail"), default=False)
    public_website = models.BooleanField(_("show the website"), default=False)
    consultant = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"is_staff": True},
        verbose_name=_("consultant"),
        help_text=_("The association's fixed contact at the municipality."),
    )
    note = models.TextField(
        _("note"),
        blank=True,
        help_text=_("Write about the association, not about a person's private affairs."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    # Kept by `associations.last_contact` alone; nobody types it.
    last_contact_on = models.DateField(_("last contact"), null=True, blank=True, editable=False)
    # What the search looks in, what the public's search looks in, and the name without its general
    # words (`associations.names`).
    name_key = NameField(make=names.index, sources=("name", "short_name", "city", "cvr_number"))
    title_key = NameField(make=names.index, sources=("name", "short_name"))
    name_core = NameField(make=names.core_of, sources=("name",), longest=INDEXED)
    # The row that took this one's place, when both stood for one association (`actions.merging`).
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("merged into"),
    )

    objects = StandingManager.from_queryset(AssociationQuerySet)()

    class Meta:
        verbose_name = _("association")
        verbose_name_plural = _("associations")
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["name", "id"]),
            models.Index(fields=["stage", "name"]),
            models.Index(fields=["is_public", "name"]),
            models.Index(fields=["name_core"]),
            models.Index(fields=["phone"]),
            models.Index(fields=["email"]),
            models.Index(fields=["-last_contact_on", "id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cvr_number"],
                condition=~Q(cvr_number=""),
                name="associations_cvr_once",
                violation_error_message=phrases.CVR_TAKEN,
            ),
            models.CheckConstraint(
                condition=Q(cvr_number="") | Q(cvr_number__regex=r"^[0-9]{8}$"),
                name="associations_cvr_eight_digits",
                violation_error_message=_("A CVR number has eight digits."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="associations_name_given",
                violation_error_message=_("Give the association a name, even a provisional one."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """As ever, but for the day of the last contact: a page opened a while ago must not write
        back the day it read."""
        if not self._state.adding and update_fields is None:
            columns = {one.name for one in self._meta.concrete_fields if not one.primary_key}
            update_fields = columns - {"last_contact_on"}
        super().save(*args, update_fields=update_fields, **options)

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("public_association", args=[self.pk, slug(self.name, otherwise="forening")])

    @property
    def is_becoming(self) -> bool:
        """On the path to become an association, not yet there."""
        return self.stage in self.PATH[:-1]

    @property
    def address(self) -> str:
        place = f"{self.postal_code} {self.city}".strip()
        return ", ".join(part for part in (self.street, place) if part)

    def cvr_confirmation_overdue_on(self, day: date) -> bool:
        return self.cvr_renewal_due is not None and self.cvr_renewal_due < day

    def may_advance_to(self, stage: str) -> bool:
        """Forwards on the path, any number of steps; the dormant may come back to any of them."""
        if stage not in self.PATH or self.stage == self.Stage.DISSOLVED:
            return False
        if self.stage == self.Stage.DORMANT:
            return True
        return self.PATH.index(self.Stage(stage)) > self.PATH.index(self.Stage(self.stage))

    @transition(
        field=stage,
        source=[*PATH[:-1], Stage.DORMANT],
        target=RETURN_VALUE(*PATH),
        custom=step(_("Move on"), permission="associations.advance_association"),
    )
    def advance(self, to: str) -> str:
        """Go to the stage `to`; the action checks `may_advance_to` first."""
        return to

    @transition(
        field=stage,
        source=list(PATH),
        target=Stage.DORMANT,
        custom=step(
            _("Mark as dormant"),
            permission="associations.advance_association",
            action="associations.actions.associations.make_dormant",
            reason_required=True,
        ),
    )
    def make_dormant(self) -> None:
        pass

    @transition(
        field=stage,
        source=[*PATH, Stage.DORMANT],
        target=Stage.DISSOLVED,
        custom=step(
            _("Mark as dissolved"),
            permission="associations.advance_association",
            action="associations.actions.associations.dissolve",
            reason_required=True,
        ),
    )
    def dissolve(self) -> None:
        pass


auditlog.register(Association, m2m_fields={"languages", "themes"})
