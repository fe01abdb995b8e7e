"""The day somebody of the municipality last spoke with an association.

It stands on the association, so that a register of 100,000 can be sorted by silence. The log's
actions keep it true through these functions, which lock the associations in one order; whoever
moves contacts between associations (a merge) calls `recount`.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from associations.models import Association, Contact

# So many associations are counted anew at a time by the repair.
BATCH = 1000

_meetings = Contact.associations.through.objects.filter(association=OuterRef("pk"))
_latest = Subquery(
    _meetings.order_by("-contact__happened_on", "-contact_id").values("contact__happened_on")[:1]
)


@transaction.atomic
def note(associations: Iterable[int], day: date) -> None:
    """They were spoken with on that day, which is the last unless a later one is known."""
    keys = _locked(associations)
    earlier = Q(last_contact_on=None) | Q(last_contact_on__lt=day)
    Association.objects.filter(earlier, pk__in=keys).update(last_contact_on=day)


@transaction.atomic
def recount(associations: Iterable[int]) -> None:
    """Read it anew from the log: an entry was corrected, or moved."""
    keys = _locked(associations)
    Association.objects.filter(pk__in=keys).update(last_contact_on=_latest)


def wrong() -> QuerySet[Association]:
    """The associations where it is not what the log says."""
    counted = Association.objects.annotate(counted=_latest)
    other_day = Q(last_contact_on__lt=F("counted")) | Q(last_contact_on__gt=F("counted"))
    unknown = Q(last_contact_on=None, counted__isnull=False)
    none = Q(last_contact_on__isnull=False, counted=None)
    return counted.filter(other_day | unknown | none)


def repair() -> int:
    """Put all of them right; returns how many were not."""
    keys = list(wrong().order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(keys), BATCH):
        recount(keys[begin : begin + BATCH])
    return len(keys)


def _locked(associations: Iterable[int]) -> list[int]:
    """Lock the rows in one order; without the key, which the entry's own rows refer to."""
    rows = Association.objects.filter(pk__in=list(associations)).order_by("pk")
    return list(rows.select_for_update(no_key=True).values_list("pk", flat=True))
