"""What an entry of the log belongs to: a case, an agreement, an event; and where it is a case note."""

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models.contacts import Contact


class ContactLink(models.Model):
    """An entry is tied to an object of a kind that registered itself (`associations.case_targets`).

    With `noted_at` it stands there as a note of the case (offentlighedsloven § 13) and stays.
    """

    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="links", verbose_name=_("contact")
    )
    kind = models.SlugField(_("kind"), max_length=30)
    object_id = models.PositiveBigIntegerField(_("object"))
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("added by"))
    noted_at = models.DateTimeField(_("made a case note at"), null=True, blank=True)
    noted_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made a case note by"),
    )

    class Meta:
        verbose_name = _("link of a contact")
        verbose_name_plural = _("links of contacts")
        ordering = ["added_at", "id"]
        indexes = [models.Index(fields=["kind", "object_id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "kind", "object_id"],
                name="associations_contact_link_once",
                violation_error_message=_("The contact is linked to this already."),
            ),
            models.CheckConstraint(
                condition=Q(noted_at=None, noted_by=None)
                | Q(noted_at__isnull=False, noted_by__isnull=False),
                name="associations_contact_link_noted",
                violation_error_message=_("A case note has a time and a person who made it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"

    @property
    def is_case_note(self) -> bool:
        return self.noted_at is not None


class ContactRevision(models.Model):
    """What a case note said before it was corrected; a note of a case is never lost."""

    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="revisions", verbose_name=_("contact")
    )
    happened_on = models.DateField(_("date"))
    persons_met = models.CharField(_("persons met"), max_length=250, blank=True)
    summary = models.TextField(_("note"), blank=True)
    replaced_at = models.DateTimeField(_("corrected at"))
    replaced_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("corrected by")
    )

    class Meta:
        verbose_name = _("earlier wording")
        verbose_name_plural = _("earlier wordings")
        ordering = ["replaced_at", "id"]

    def __str__(self) -> str:
        return f"{self.replaced_at:%d-%m-%Y}"


auditlog.register(ContactLink)
auditlog.register(ContactRevision)
