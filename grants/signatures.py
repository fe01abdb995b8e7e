"""Whether those who signed an application bind the association by its own signing rule.

An application counts from the moment it is submitted, whoever signed: a missing signature is told,
and never costs anybody a deadline.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from accounts.models import Access, User
from associations import signing
from associations.models import Post
from associations.signing import Signer
from grants.models import Application


@dataclass(frozen=True)
class Signatures:
    """Who has signed, and who is still wanted in words; `rule` is empty where none is known.

    `wants_reader`: the one who asks holds a post whose signature is missing.
    """

    rule: str = ""
    names: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    wants_reader: bool = False


def look(application: Application, *, reader: User | None = None) -> Signatures:
    """The signatures of a submitted application by the rule of the day it was submitted.

    A constant number of queries.
    """
    signed = _signed(application)
    names = [name for _user, _at, name in signed]
    if application.submitted_at is None:
        return Signatures(names=names)
    owner, today = application.association_id, timezone.localdate()
    day = timezone.localdate(application.submitted_at)
    rule = signing.rules_in_force([owner], on=day).get(owner)
    if rule is None:
        return Signatures(names=names)
    posts = _posts(application)
    people = [user for user, _at, _name in signed]
    asked = [*people, reader] if reader else people
    unknown = [one for one in asked if not _own(one, posts)]
    # Who holds no post in the register is known by the access to the portal.
    accesses = list(Access.objects.filter(association=owner, user__in=unknown)) if unknown else []
    ways = signing.ways(rule)
    board = signing.board(signing.signers(post for post in posts if _is_open(post, today)))
    signers = [_signer(user, timezone.localdate(at), posts, accesses) for user, at, _name in signed]
    missing = signing.missing(ways, signers, board=board)
    wants_reader = False
    if missing and reader is not None and reader not in people:
        with_reader = [*signers, _signer(reader, today, posts, accesses)]
        wants_reader = len(signing.missing(ways, with_reader, board=board)) < len(missing)
    return Signatures(signing.in_words(ways), names, missing, wants_reader)


def _signed(application: Application) -> list[tuple[User, datetime, str]]:
    found = [(one.signed_by, one.signed_at, one.name) for one in application.cosignatures.all()]
    if application.submitted_by is None or application.submitted_at is None:
        return found
    first = application.signed_name or application.submitted_by.full_name
    return [(application.submitted_by, application.submitted_at, first), *found]


def _is_open(post: Post | Access, day: date) -> bool:
    return post.valid_from <= day and (post.valid_until is None or post.valid_until >= day)


def _posts(application: Application) -> list[Post]:
    """The association's posts with their people; read already where the page has them."""
    association = application.association
    if "posts" in getattr(association, "_prefetched_objects_cache", {}):
        return list(association.posts.all())
    return list(association.posts.select_related("person"))


def _own(user: User, posts: Sequence[Post]) -> list[Post]:
    """The posts of the person who is this user: linked, or known by the same e-mail address."""
    return [
        post
        for post in posts
        if post.person.user_id == user.pk
        or (post.person.email and post.person.email.casefold() == user.email.casefold())
    ]


def _signer(user: User, day: date, posts: Sequence[Post], accesses: Sequence[Access]) -> Signer:
    """A user with the posts held on the day: by the register, else by the access to the portal."""
    own = [post for post in _own(user, posts) if _is_open(post, day)]
    roles = {post.role for post in own} | {
        one.role for one in accesses if one.user_id == user.pk and _is_open(one, day)
    }
    key = own[0].person_id if own else f"user {user.pk}"
    return Signer(key, frozenset(roles), user.full_name)


def demanded(application: Application) -> str:
    """The rule in words if one person alone cannot satisfy it, else empty; one query."""
    if application.submitted_at is None:
        return ""
    owner, day = application.association_id, timezone.localdate(application.submitted_at)
    rule = signing.rules_in_force([owner], on=day).get(owner)
    if rule is None:
        return ""
    ways = signing.ways(rule)
    alone = any(len(way.roles) + way.board_members == 1 and not way.whole_board for way in ways)
    return "" if alone else signing.in_words(ways)
