"""The log is searched as names are: å or aa, æ or ae, and however a name was spelt.

An entry holds one key of its note, place, persons and the associations' names, so that a search
asks one index (trigrams on PostgreSQL) however long the log is.
"""

from collections.abc import Iterable
from typing import Any

from associations import names
from associations.models import Association, Contact

# So many entries are rewritten at a time.
BATCH = 500


def key_of(contact: Any, associations: Iterable[str]) -> str:
    """What the search of an entry looks in; the entry may be a migration's own."""
    parts = [contact.summary, contact.persons_met, contact.other_party, contact.place]
    return names.index(" ".join([*parts, *associations]))


def refresh(contact: Contact) -> None:
    """Write the key of one entry, whose associations are saved."""
    met = contact.associations.values_list("name", flat=True)
    Contact.objects.filter(pk=contact.pk).update(search_key=key_of(contact, met))


def rebuild(contacts: Any) -> int:
    """Write the keys of these entries anew; returns how many were wrong."""
    wrong = 0
    last = 0
    while batch := list(
        contacts.filter(pk__gt=last).order_by("pk").prefetch_related("associations")[:BATCH]
    ):
        last = batch[-1].pk
        changed = []
        for one in batch:
            key = key_of(one, [met.name for met in one.associations.all()])
            if key != one.search_key:
                one.search_key = key
                changed.append(one)
        Contact.objects.bulk_update(changed, ["search_key"])
        wrong += len(changed)
    return wrong


def follow_name(association: Association) -> None:
    """An association has a new name: its entries are found by it."""
    rebuild(Contact.objects.filter(associations=association))
