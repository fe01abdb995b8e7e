"""Two rows that stood for one association, or for one person: what was moved, so that it can be
moved back; and pairs that look alike and are not one."""

from typing import Any

from auditlog.registry import auditlog
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models.associations import Association
from associations.models.people import Person


class MergeQuerySet(models.QuerySet["Merge"]):
    def visible_to(self, user: User) -> "MergeQuerySet":
        """The history of the register is for those who read the register."""
        return self if user.has_perm("associations.view_merge") else self.none()

    def standing(self) -> "MergeQuerySet":
        """Those that are not undone."""
        return self.filter(undone_at=None)


class Merge(models.Model):
    """One row took the place of another; either two associations or two persons."""

    kept = models.ForeignKey(
        Association,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("association that stays"),
    )
    gone = models.ForeignKey(
        Association,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("association that was merged into it"),
    )
    kept_person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("person that stays")
    )
    gone_person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("person that was merged into it"),
    )
    # The names at the time, for the list and for `__str__`.
    kept_name = models.CharField(_("stays"), max_length=150)
    gone_name = models.CharField(_("was merged into it"), max_length=150)
    merged_at = models.DateTimeField(_("merged at"))
    merged_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("merged by")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )
    undo_reason = models.TextField(_("reason for undoing"), blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kept__isnull=False,
                    gone__isnull=False,
                    kept_person=None,
                    gone_person=None,
                )
                | Q(
                    kept=None,
                    gone=None,
                    kept_person__isnull=False,
                    gone_person__isnull=False,
                ),
                name="associations_merge_two_of_a_kind",
                violation_error_message=_("Two associations are merged, or two persons."),
            ),
            models.CheckConstraint(
                condition=~Q(kept=F("gone")) & ~Q(kept_person=F("gone_person")),
                name="associations_merge_of_two",
                violation_error_message=_("Choose two different rows."),
            ),
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(undone_at=None),
                name="associations_merged_once",
                violation_error_message=_("This association has been merged already."),
            ),
            models.UniqueConstraint(
                fields=["gone_person"],
                condition=Q(undone_at=None),
                name="associations_person_merged_once",
                violation_error_message=_("This person has been merged already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_name} → {self.kept_name}"

    @property
    def pair(self) -> tuple[Any, Any]:
        """The row that stays and the row that went."""
        if self.kept_id:
            return self.kept, self.gone
        return self.kept_person, self.gone_person


class MergedRow(models.Model):
    """One row that a merge changed or took away, with the values before and after."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="rows", verbose_name=_("merge"))
    position = models.PositiveIntegerField(_("position"))
    # `app.model`, which may be a link table; and by column the values as text.
    kind = models.CharField(_("kind of object"), max_length=100)
    object_id = models.CharField(_("object"), max_length=40)
    before = models.JSONField(_("before"))
    # Nothing for a row that was taken away.
    after = models.JSONField(_("after"), null=True)

    class Meta:
        verbose_name = _("row of a merge")
        verbose_name_plural = _("rows of a merge")
        ordering = ["merge_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["merge", "position"],
                name="associations_merged_row_place",
                violation_error_message=_("Each change of a merge has its own place."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class NotDuplicate(models.Model):
    """Two associations that look like one and are two: nobody asks again."""

    first = models.ForeignKey(
        Association, models.CASCADE, related_name="+", verbose_name=_("association")
    )
    second = models.ForeignKey(
        Association, models.CASCADE, related_name="+", verbose_name=_("other association")
    )
    told_at = models.DateTimeField(_("told at"))
    told_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("told by")
    )

    class Meta:
        verbose_name = _("pair that is no duplicate")
        verbose_name_plural = _("pairs that are no duplicates")
        ordering = ["-told_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="associations_pair_in_order",
                violation_error_message=_("A pair is kept once, the older association first."),
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                name="associations_pair_once",
                violation_error_message=_("This pair is noted already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"


auditlog.register(Merge)
auditlog.register(NotDuplicate)
