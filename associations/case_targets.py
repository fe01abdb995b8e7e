"""What an entry of the log can be tied to: the kinds that the apps to the right registered."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.functional import Promise

from accounts.models import User
from associations.models import Association, Contact, ContactLink
from core import panels
from core.panels import CaseTarget
from core.site import change_url

# How many of a kind are offered, the newest first.
OFFERED = 20


class Linked(NamedTuple):
    """A link as a page shows it to somebody who may see what it leads to."""

    link: ContactLink
    label: str | Promise
    title: str
    url: str


def targets() -> dict[str, CaseTarget]:
    """The kinds there are, by name."""
    return {target.kind: target for target in panels.collect("case_targets")}


def written(target: str) -> tuple[str, int] | None:
    """`application:12` in two parts; None if it is nothing of the sort."""
    kind, _colon, number = target.partition(":")
    return (kind, int(number)) if number.isdecimal() and kind in targets() else None


def find(user: User, target: str) -> Any:
    """What `kind:id` names, if this user may see it; else None."""
    parts = written(target)
    if parts is None:
        return None
    kind, number = parts
    return targets()[kind].visible_to(user).filter(pk=number).first()


def offered(
    user: User, associations: Iterable[Association], *, for_notes: bool = False
) -> list[tuple[Any, list[tuple[str, str]]]]:
    """The choices of a select, grouped by kind: what these associations have that `user` may see."""
    keys = [one.pk for one in associations]
    groups = []
    for target in targets().values():
        if for_notes and not target.takes_notes:
            continue
        rows = [(f"{target.kind}:{one.pk}", str(one)) for one in target.of(user, keys)[:OFFERED]]
        if rows:
            groups.append((target.label, rows))
    return groups


def notes_of(kind: str, pk: int) -> list[ContactLink]:
    """The case notes on a case, in the order in which they were made."""
    links = ContactLink.objects.filter(kind=kind, object_id=pk, noted_at__isnull=False)
    return list(
        links.filter(contact__visibility=Contact.Visibility.TEAM)
        .select_related("contact", "noted_by")
        .prefetch_related("contact__revisions__replaced_by")
        .order_by("noted_at", "pk")
    )


def linked(user: User, contact: Contact) -> list[Linked]:
    """What the entry is tied to, as far as this user may see it; one query a kind."""
    links: dict[str, list[ContactLink]] = defaultdict(list)
    for link in contact.links.select_related("noted_by"):
        links[link.kind].append(link)
    shown = []
    for kind, target in targets().items():
        if kind not in links:
            continue
        seen = target.visible_to(user).in_bulk([link.object_id for link in links[kind]])
        for link in links[kind]:
            if one := seen.get(link.object_id):
                shown.append(Linked(link, target.label, str(one), change_url(one)))
    return shown
