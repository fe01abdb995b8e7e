"""Numbers without gaps."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class SequenceQuerySet(models.QuerySet["Sequence"]):
    def next(self, name: str) -> int:
        """The next number of the sequence `name`, starting at 1.

        The row stays locked until the surrounding transaction ends: a rollback gives the number
        back, so that the sequence has no gaps however many ask at once.
        """
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError("A number is taken inside a transaction.")
        self.get_or_create(name=name)
        row = self.select_for_update().get(name=name)
        row.last += 1
        row.save(update_fields=["last"])
        return row.last


class Sequence(models.Model):
    """The last number given in a series, e.g. `KIP-2026`."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    objects = SequenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"
