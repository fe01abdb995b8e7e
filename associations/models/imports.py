"""Lists brought in from spreadsheets: the file, what its columns mean, and a verdict on every row."""

from collections import Counter

from auditlog.registry import auditlog
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.models import User
from associations.models.associations import Association
from core.models import Document, LifecycleModel
from core.states import step


class RegisterKeepersQuerySet(models.QuerySet):
    """Rows that only those see who may bring lists into the register."""

    def visible_to(self, user: User) -> "RegisterKeepersQuerySet":
        return self if user.has_perm("associations.import_register") else self.none()


class ImportMapping(models.Model):
    """What the columns of a list meant last time; a list with the same headings begins from it."""

    signature = models.CharField(
        _("fingerprint of the headings"),
        max_length=64,
        unique=True,
        error_messages={"unique": _("These headings are known already.")},
    )
    columns = models.JSONField(_("what each column is"), default=list)
    saved_at = models.DateTimeField(_("saved at"))
    saved_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("saved by")
    )

    objects = RegisterKeepersQuerySet.as_manager()

    class Meta:
        verbose_name = _("meaning of the columns")
        verbose_name_plural = _("meanings of the columns")
        ordering = ["-saved_at", "id"]

    def __str__(self) -> str:
        return self.signature[:12]


class Import(LifecycleModel):
    """One list on its way into the register. Until it is confirmed the register is untouched."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked")
        CONFIRMING = "confirming", _("Being brought in")
        CONFIRMED = "confirmed", _("Brought in")
        CANCELLED = "cancelled", _("Cancelled")

    class Mode(models.TextChoices):
        FILL = "fill", _("Only fill in what is empty in the register")
        OVERWRITE = "overwrite", _("Overwrite what differs with what the list says")

    # None after its term, when the file is deleted (associations.actions.import_terms).
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("file")
    )
    status = FSMField(
        _("status"), max_length=10, choices=Status, default=Status.UPLOADED, protected=True
    )
    mode = models.CharField(_("what differs"), max_length=10, choices=Mode, default=Mode.FILL)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    header_row = models.PositiveIntegerField(_("row with the headings"), default=1)
    headings = models.JSONField(_("headings"), default=list, blank=True)
    columns = models.JSONField(_("what each column is"), default=list, blank=True)
    other_sheets = models.JSONField(_("other sheets with rows"), default=list, blank=True)
    is_cleaned = models.BooleanField(_("CPR numbers were taken out of the file"), default=False)
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    checked_count = models.PositiveIntegerField(_("rows checked"), default=0)
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    confirmed_at = models.DateTimeField(_("brought in at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("brought in by"),
    )
    failed_at = models.DateTimeField(_("bringing it in failed at"), null=True, blank=True)
    emptied_at = models.DateTimeField(_("file and rows deleted at"), null=True, blank=True)

    objects = RegisterKeepersQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_count__lte=F("row_count")),
                name="associations_import_progress",
                violation_error_message=_("No more rows can be checked than there are."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("confirming", "confirmed"), confirmed_at__isnull=False)
                | (~Q(status__in=("confirming", "confirmed")) & Q(confirmed_at=None)),
                name="associations_import_confirmed",
                violation_error_message=_("What is brought in has a time at which it was."),
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=False, emptied_at=None)
                | Q(document=None, emptied_at__isnull=False, status__in=("confirmed", "cancelled")),
                name="associations_import_emptied",
                violation_error_message=_("Only a list that has ended is without its file."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uploaded_at:%d-%m-%Y} ({self.get_status_display()})"

    @transition(
        field=status,
        source=Status.UPLOADED,
        target=Status.CHECKING,
        custom=step(_("Check the rows"), permission="associations.import_register"),
    )
    def begin_check(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.CHECKING,
        target=Status.CHECKED,
        custom=step(_("End the check"), permission="associations.import_register"),
    )
    def end_check(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.CHECKING, Status.CHECKED],
        target=Status.UPLOADED,
        custom=step(
            _("Change the columns"),
            permission="associations.import_register",
            action="associations.actions.imports.reopen",
        ),
    )
    def reopen(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.CHECKED,
        target=Status.CONFIRMING,
        custom=step(
            _("Bring the list in"),
            permission="associations.import_register",
            action="associations.actions.import_confirming.confirm",
        ),
    )
    def confirm(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.CONFIRMING,
        target=Status.CONFIRMED,
        custom=step(_("Write the list into the register")),
    )
    def bring_in(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.CONFIRMING,
        target=Status.CHECKED,
        custom=step(_("Give up after a fault")),
    )
    def give_up(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.UPLOADED, Status.CHECKING, Status.CHECKED],
        target=Status.CANCELLED,
        custom=step(
            _("Cancel the import"),
            permission="associations.import_register",
            action="associations.actions.imports.cancel",
        ),
    )
    def cancel(self) -> None:
        pass


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def visible_to(self, user: User) -> "ImportRowQuerySet":
        return self if user.has_perm("associations.import_register") else self.none()

    def counts(self) -> dict[str, int]:
        """How many rows have each verdict; every verdict is named."""
        found = Counter(dict(self.order_by().values_list("verdict").annotate(models.Count("pk"))))
        return {verdict: found[verdict] for verdict in ImportRow.Verdict.values}


class ImportRow(models.Model):
    """A row of the list as it stood there, what is to come of it, and what came of it."""

    class Verdict(models.TextChoices):
        NEW = "new", _("New")
        UPDATE = "update", _("Changes")
        SAME = "same", _("Nothing to change")
        DUPLICATE = "duplicate", _("Perhaps in the register already: choose")
        REFUSED = "refused", _("Left out")

    source = models.ForeignKey(
        Import, models.CASCADE, related_name="rows", verbose_name=_("import")
    )
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(_("cells"), default=list)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, blank=True)
    # Codes with what they speak of (associations.imports.remarks), worst first.
    reasons = models.JSONField(_("remarks"), default=list, blank=True)
    # What is to be written: values of the association, and people with their posts.
    plan = models.JSONField(_("plan"), default=dict, blank=True)
    fills = models.PositiveSmallIntegerField(_("fields to fill in"), default=0)
    differs = models.PositiveSmallIntegerField(_("fields that differ"), default=0)
    proposes = models.BooleanField(_("names somebody else for a post"), default=False)
    # By these a row is found again: in the register, in this list, and in the next one.
    cvr_number = models.CharField(_("CVR number"), max_length=8, blank=True)
    key = models.CharField(_("number in the list"), max_length=60, blank=True)
    name_key = models.CharField(_("name, made alike"), max_length=200, blank=True)
    association = models.ForeignKey(
        Association,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="import_rows",
        verbose_name=_("association"),
    )
    candidates = models.JSONField(_("perhaps the same"), default=list, blank=True)
    choice = models.CharField(_("choice"), max_length=20, blank=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["source_id", "number"]
        indexes = [
            models.Index(fields=["source", "verdict", "number"]),
            models.Index(fields=["key"], condition=~Q(key=""), name="associations_import_key"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "number"],
                name="associations_import_row_once",
                violation_error_message=_("This row is there already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}"


auditlog.register(ImportMapping)
auditlog.register(Import)
