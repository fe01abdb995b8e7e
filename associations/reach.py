"""How to reach the people of an association: the way they like best first, in their language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from associations.board import in_order
from associations.models import Person, Post

_RANK = {
    role: rank
    for rank, role in enumerate(
        (Post.Role.CONTACT_PERSON, *(r for r in Post.Role if r != Post.Role.CONTACT_PERSON))
    )
}


@dataclass(frozen=True)
class Way:
    """A way to reach somebody, as a link a telephone understands."""

    label: str | Promise
    text: str
    url: str
    is_preferred: bool
    is_number: bool = True


@dataclass(frozen=True)
class Reachable:
    """Somebody to call: which posts they hold, which language they prefer, and how."""

    person: Person
    posts: list[Post]
    ways: list[Way]

    @property
    def prefers_letter(self) -> bool:
        return self.person.preferred_channel == Person.Channel.LETTER


def ways(person: Person) -> list[Way]:
    """Every way the register knows, the preferred one first. WhatsApp only for those who use it."""
    channel = Person.Channel
    prefers = person.preferred_channel
    found = []
    if person.phone:
        found = [
            Way(channel.PHONE.label, person.phone, f"tel:{person.phone}", prefers == channel.PHONE),
            Way(channel.SMS.label, person.phone, f"sms:{person.phone}", prefers == channel.SMS),
        ]
        if prefers == channel.WHATSAPP:
            # wa.me takes the number without its plus sign.
            url = f"https://wa.me/{person.phone.lstrip('+')}"
            found.append(Way(channel.WHATSAPP.label, person.phone, url, is_preferred=True))
    if person.email:
        is_preferred = prefers == channel.EMAIL
        url = f"mailto:{person.email}"
        found.append(Way(channel.EMAIL.label, person.email, url, is_preferred, is_number=False))
    return sorted(found, key=lambda way: not way.is_preferred)


def whom_to_call(posts: Iterable[Post], day: date) -> list[Reachable]:
    """The people who hold a post that day, each once: contact persons, then by rank of their post.

    The posts come with their persons.
    """
    open_posts = [
        post
        for post in in_order(posts)
        if post.valid_from <= day and (post.valid_until is None or post.valid_until >= day)
    ]
    open_posts.sort(key=lambda post: _RANK[Post.Role(post.role)])
    held: dict[int, list[Post]] = {}
    for post in open_posts:
        held.setdefault(post.person_id, []).append(post)
    return [Reachable(own[0].person, own, ways(own[0].person)) for own in held.values()]
