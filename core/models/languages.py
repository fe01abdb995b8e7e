"""The languages people speak here: reference data, independent of the interface languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LanguageQuerySet(models.QuerySet["Language"]):
    def in_use(self) -> "LanguageQuerySet":
        """Those that the municipality offers in its lists."""
        return self.filter(is_active=True)


class Language(models.Model):
    """A language of an association or an interpreter; the municipality chooses which are listed."""

    code = models.CharField(_("code"), max_length=10, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    native_name = models.CharField(_("own name"), max_length=60)
    is_rtl = models.BooleanField(_("written from right to left"), default=False)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = LanguageQuerySet.as_manager()

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["name", "code"]

    def __str__(self) -> str:
        return self.name
