"""Stored files: never under a public address, never changed after they are stored."""

import uuid

from auditlog.registry import auditlog
from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def documents_storage() -> Storage:
    """The private storage; a callable, so that no address of it is written into migrations."""
    return storages["documents"]


def random_name(document: "Document", filename: str) -> str:
    """A name that tells nothing, spread over folders of at most 256 entries each."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}"


class Document(models.Model):
    """One file with its fingerprint. Who may read it is asked of its holders (core.documents)."""

    class Kind(models.TextChoices):
        UPLOAD = "upload", _("Uploaded")
        LETTER = "letter", _("Letter")
        RECEIPT = "receipt", _("Receipt")
        CASE_FILE = "case_file", _("Case file")
        AGREEMENT = "agreement", _("Agreement")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.UPLOAD)
    file = models.FileField(_("file"), storage=documents_storage, upload_to=random_name)
    name = models.CharField(_("file name"), max_length=150)
    content_type = models.CharField(_("content type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64, db_index=True)
    created_at = models.DateTimeField(_("stored at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stored by"),
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-created_at", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("core:document", args=[self.pk])


auditlog.register(Document)
