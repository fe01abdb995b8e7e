"""Days on which the town hall is closed besides the public holidays."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClosingDay(models.Model):
    """A day that is no working day here: 5 June, 24 and 31 December, local closing days."""

    date = models.DateField(
        _("date"),
        unique=True,
        error_messages={"unique": _("This day is already a closing day.")},
    )
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("closing day")
        verbose_name_plural = _("closing days")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%d-%m-%Y} {self.name}"
