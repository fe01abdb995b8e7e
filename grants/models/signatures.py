"""Those who sign an application besides the one who submits it."""

from auditlog.registry import auditlog
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from grants.models.applications import Application


class CoSignatureQuerySet(models.QuerySet["CoSignature"]):
    def visible_to(self, user: User) -> "CoSignatureQuerySet":
        return self.filter(application__in=Application.objects.visible_to(user))


class CoSignature(models.Model):
    """Somebody of the association signs too, because its statutes demand more than one."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="cosignatures", verbose_name=_("application")
    )
    name = models.CharField(_("name"), max_length=150)
    signed_at = models.DateTimeField(_("signed at"))
    signed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("signed by")
    )

    objects = CoSignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("co-signature")
        verbose_name_plural = _("co-signatures")
        ordering = ["application_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "signed_by"],
                name="grants_cosignature_once",
                violation_error_message=_("You have signed this application already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


auditlog.register(CoSignature)
