"""What an agreement consists of: parties, who signs in which capacity, what each has promised."""

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from associations.models import Association, StatutesVersion


class AgreementParty(models.Model):
    """A party: an association of the register, or the municipality itself."""

    agreement = models.ForeignKey(
        "Agreement", models.CASCADE, related_name="parties", verbose_name=_("agreement")
    )
    association = models.ForeignKey(
        Association,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreement_parties",
        verbose_name=_("association"),
        help_text=_("Leave empty for the municipality itself."),
    )
    unit = models.CharField(
        _("unit of the municipality"),
        max_length=150,
        blank=True,
        help_text=_("E.g. the committee."),
    )
    statutes = models.ForeignKey(
        StatutesVersion,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("statutes in force when signed"),
    )

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["agreement_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "association"],
                name="agreements_party_once",
                violation_error_message=_("This association is a party already."),
            ),
            models.CheckConstraint(
                condition=Q(association__isnull=False) | ~Q(unit=""),
                name="agreements_party_named",
                violation_error_message=_("Choose an association or name the municipality's unit."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.association) if self.association_id else self.unit


class Signatory(models.Model):
    """Somebody who signs for a party, in a capacity."""

    class Capacity(models.TextChoices):
        CHAIR = "chair", _("Chair")
        VICE_CHAIR = "vice_chair", _("Vice chair")
        TREASURER = "treasurer", _("Treasurer")
        SECRETARY = "secretary", _("Secretary")
        BOARD_MEMBER = "board_member", _("Board member")
        RELIGIOUS_LEADER = "religious_leader", _("Imam or other religious leader")
        COMMITTEE_CHAIR = "committee_chair", _("Chair of the committee")
        MAYOR = "mayor", _("Mayor")
        DIRECTOR = "director", _("Director")

    class Method(models.TextChoices):
        WET = "wet", _("By hand")
        SCAN = "scan", _("Scanned copy")
        EID = "eid", _("Electronically")

    agreement = models.ForeignKey(
        "Agreement", models.CASCADE, related_name="signatories", verbose_name=_("agreement")
    )
    party = models.ForeignKey(
        AgreementParty, models.CASCADE, related_name="signatories", verbose_name=_("for the party")
    )
    name = models.CharField(_("name"), max_length=150)
    capacity = models.CharField(_("capacity"), max_length=20, choices=Capacity)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    method = models.CharField(_("how"), max_length=5, blank=True, choices=Method)

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["agreement_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_on=None) | ~Q(method=""),
                name="agreements_signature_method",
                violation_error_message=_("Say how it was signed."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_capacity_display()}"


class Commitment(models.Model):
    """What a party has promised, perhaps until a day."""

    agreement = models.ForeignKey(
        "Agreement", models.CASCADE, related_name="commitments", verbose_name=_("agreement")
    )
    party = models.ForeignKey(
        AgreementParty, models.CASCADE, related_name="commitments", verbose_name=_("party")
    )
    text = models.CharField(_("commitment"), max_length=300)
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(_("kept on"), null=True, blank=True)

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["agreement_id", "due_on", "id"]

    def __str__(self) -> str:
        return self.text


auditlog.register(Signatory)
auditlog.register(Commitment)
