"""What happened and who did it: transitions of a lifecycle, overrides of the CPR guard."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class TransitionQuerySet(models.QuerySet["Transition"]):
    def of(self, instance: models.Model) -> "TransitionQuerySet":
        """The history of one object, oldest first."""
        return self.filter(
            content_type=ContentType.objects.get_for_model(instance), object_id=str(instance.pk)
        )


class Transition(models.Model):
    """One step of a lifecycle. Written by core.actions.move, never changed."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, verbose_name=_("kind of object"))
    object_id = models.CharField(_("object"), max_length=40)
    instance = GenericForeignKey("content_type", "object_id")
    name = models.CharField(_("step"), max_length=60)
    source = models.CharField(_("from"), max_length=40)
    target = models.CharField(_("to"), max_length=40)
    reason = models.TextField(_("reason"), blank=True)
    moved_at = models.DateTimeField(_("at"))
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )

    objects = TransitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        ordering = ["moved_at", "id"]
        indexes = [models.Index(fields=["content_type", "object_id", "moved_at"])]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class CprOverride(models.Model):
    """A member of staff went on although a text looked like a CPR number; the number is not kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    form = models.CharField(_("form"), max_length=120)
    field = models.CharField(_("fields"), max_length=250)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("override of the CPR check")
        verbose_name_plural = _("overrides of the CPR check")
        ordering = ["-at", "id"]

    def __str__(self) -> str:
        return f"{self.form}: {self.field}"
