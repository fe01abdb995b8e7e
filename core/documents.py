"""Store files and say who may read them.

A document has no rights of its own: whoever may see a row that holds it (an application's
attachment, an agreement) may read it. Each app names its holders in `holders.py`.
"""

import hashlib
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Q, QuerySet

from core import uploads
from core.models import Document

if TYPE_CHECKING:
    from accounts.models import User

_holders: list[tuple[type[models.Model], str]] = []


def store(
    *, content: bytes | File, name: str, by: "User | None", kind: str = Document.Kind.UPLOAD
) -> Document:
    """Write a file to the private storage under a random name and return its row.

    `content` must be what `name` says (core.uploads). Its SHA-256 is kept, and the file never
    changes afterwards. Call it inside the action's transaction: if that rolls back, the file
    stays behind without a row, harmless, until the job `sweep` removes it.
    Raises ValidationError if the kind of file is not allowed. `by` None is the system itself.
    """
    file = ContentFile(content) if isinstance(content, bytes) else content
    file.name = uploads.clean_name(name)
    found = uploads.identify(file)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return Document.objects.create(
        file=File(file, name=file.name),
        name=file.name,
        content_type=found.content_type,
        size=file.size,
        sha256=digest.hexdigest(),
        kind=kind,
        created_by=by,
    )


def discard(document: Document) -> None:
    """Delete a document whose term has ended, after the row that held it has let go of it.

    The file goes when the transaction has ended well; one that cannot be deleted then is left to
    the job `sweep`.
    """
    storage, name = document.file.storage, str(document.file.name)
    document.delete()
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def register_holder(model: type[models.Model], field: str) -> None:
    """Let everybody who may see a row of `model` read the document in its foreign key `field`.

    The model's manager must have `visible_to(user)`.
    """
    if (model, field) not in _holders:
        _holders.append((model, field))


def visible_documents(user: Any) -> QuerySet[Document]:
    """The documents that some row visible to this user holds."""
    held = Q(pk__in=[])
    for model, field in _holders:
        rows = model._default_manager.visible_to(user)  # type: ignore[attr-defined]
        held |= Q(pk__in=rows.filter(**{f"{field}__isnull": False}).values(field))
    return Document.objects.filter(held)
