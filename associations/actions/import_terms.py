"""Lists that were brought in long ago: the file and what stood in the rows are deleted."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from associations.actions import imports
from associations.actions.import_files import MAY
from associations.models import Import
from core import documents
from core.actions import allow, lock

# Half a year: so long the rows left out are mended, and what the list said is compared with what
# people say. After that the register itself tells it, and the list is only a copy of many names.
KEPT = timedelta(days=183)
ENDED = (Import.Status.CONFIRMED, Import.Status.CANCELLED)


def due(at: datetime) -> QuerySet[Import]:
    """Lists whose term has ended: since they were brought in, else since they were uploaded."""
    before = at - KEPT
    brought_in = Q(status=Import.Status.CONFIRMED, confirmed_at__lte=before)
    left = Q(confirmed_at=None, uploaded_at__lte=before)
    return Import.objects.filter(brought_in | left, emptied_at=None).order_by("pk")


@transaction.atomic
def empty(source: Import, *, by: User | None, at: datetime) -> Import:
    """Delete the file of a list and what stood in its rows; one that nobody ended is cancelled.

    The list stays with its counts, and each row with its number, its verdict and the association:
    by the number in the list the next one is recognized.

    Raises:
        PermissionDenied: `by` does not bring lists in; None is the worker.
    """
    source = lock(source)
    allow(by, MAY, source)
    if not due(at).filter(pk=source.pk).exists():
        return source
    if source.status not in ENDED:
        source = imports.cancel(source, by=by, at=at)
    source.rows.update(
        cells=[], plan={}, reasons=[], candidates=[], choice="", cvr_number="", name_key=""
    )
    document, source.document, source.emptied_at = source.document, None, at
    source.save(update_fields=["document", "emptied_at"])
    if document is not None:
        documents.discard(document)
    return source
