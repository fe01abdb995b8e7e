"""The yearly sample for supervision: drawn by lot with the same odds for each, to be drawn again.

Every association gets a ticket: the SHA-256 of the seed, a hyphen and its number in the register.
The lowest tickets are drawn. Who has the seed and the list of numbers can check it with any tool.
"""

from collections.abc import Collection
from datetime import date
from hashlib import sha256

from associations.health import WITH_STATUTES
from associations.models import Association, SampledAssociation
from associations.models.associations import AssociationQuerySet

DEFAULT_PERCENT = 5
# Nobody is drawn again within so many years, unless all have been.
REST_YEARS = 3
STAGES = (Association.Stage.RECOGNISED, Association.Stage.ACTIVE)


def drawn(
    candidates: Collection[int], rested: Collection[int], *, percent: int, seed: str
) -> list[int]:
    """The ids on which the draw falls, in the order of their tickets.

    Those drawn lately (`rested`) take part only where the others are too few.
    """
    wanted = size(len(candidates) + len(rested), percent)
    first = _by_ticket(candidates, seed)[:wanted]
    return [*first, *_by_ticket(rested, seed)[: wanted - len(first)]]


def size(population: int, percent: int) -> int:
    """So many per cent of the associations, rounded up: of few at least one."""
    return -(-population * percent // 100)


def ticket(seed: str, number: int) -> str:
    """What an association's number comes to with this seed."""
    return sha256(f"{seed}-{number}".encode()).hexdigest()


def _by_ticket(numbers: Collection[int], seed: str) -> list[int]:
    return sorted(numbers, key=lambda number: ticket(seed, number))


def population() -> AssociationQuerySet:
    """Everybody who can be drawn: active associations, whoever they are."""
    found: AssociationQuerySet = Association.objects.filter(
        stage__in=STAGES, kind__in=WITH_STATUTES
    )
    return found


def drawn_lately(day: date) -> set[int]:
    """Those that were drawn within the last years, by draws that were decided on."""
    since = day.replace(year=day.year - REST_YEARS, day=min(day.day, 28))
    rows = SampledAssociation.objects.filter(sample__confirmed_at__date__gt=since)
    return set(rows.order_by().values_list("association_id", flat=True))
