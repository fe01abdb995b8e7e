"""Rows that may stand for one association: asked while somebody types, and for the whole register.

A few questions answered by indexes, however large the register is; what is found is weighed here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations

from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations import names
from associations.models import Association, NotDuplicate, Person, Post
from core import cvr as cvr_numbers
from core import phone as phone_numbers

# How much each sign says; from ENOUGH on somebody is asked.
ENOUGH = 50
SAME_CVR = 100
SAME_NAME = 90
SAME_CONTACT = 50
SAME_PERSON = 50
NAMESAKE = 25
# A name is similar from this share of common letters on; the most it says.
SIMILAR_FROM = 0.75
SIMILAR = 70

# Never more than so many rows are weighed, or shown.
WEIGHED = 60
SHOWN = 8
# A number that more share is an office's, not an association's.
SHARED_BY = 5
NAMED_BY = 20
# Posts whose holders tell an association.
TELLING = (Post.Role.CHAIR, Post.Role.TREASURER, Post.Role.CONTACT_PERSON)


@dataclass
class Likeness:
    """An association that may be the same, and why, in words."""

    association: Association
    score: int = 0
    reasons: list[str] = field(default_factory=list)

    def add(self, score: int, reason: str) -> None:
        if reason not in self.reasons:
            self.score += score
            self.reasons.append(reason)


@dataclass(frozen=True)
class Pair:
    """Two associations of the register that may be one."""

    first: Association
    second: Association
    reasons: list[str]


def find(
    *,
    name: str = "",
    cvr: str = "",
    phone: str = "",
    email: str = "",
    persons: Iterable[str | Person] = (),
    among: QuerySet[Association] | None = None,
    apart_from: int | None = None,
) -> list[Likeness]:
    """Associations that these facts may be about, the likeliest first.

    `persons` are rows of the register or names. `among` narrows down what may be shown;
    `apart_from` is the association itself, with those it is known not to be. Five queries.
    """
    excluded = {apart_from, *known_apart(apart_from)} if apart_from else set()
    rows = Association.objects.exclude(pk__in=excluded).order_by("pk")
    core = names.core_of(name)
    cvr, phone, email = _number(cvr), _phone(phone), email.strip().lower()
    found: dict[int, Likeness] = {}

    def like(association: Association) -> Likeness:
        return found.setdefault(association.pk, Likeness(association))

    signs = Q(pk__in=[])
    for column, value in (("cvr_number", cvr), ("phone", phone), ("name_core", core)):
        signs |= Q(**{column: value}) if value else Q()
    if email:
        signs |= Q(email__in={email, email.capitalize(), email.upper()})
    for one in rows.filter(signs)[:WEIGHED]:
        if cvr and one.cvr_number == cvr:
            like(one).add(SAME_CVR, _("The same CVR number"))
        if core and one.name_core == core:
            like(one).add(SAME_NAME, _("The same name, written in another way"))
        if phone and one.phone == phone:
            like(one).add(SAME_CONTACT, _("The same telephone number"))
        if email and one.email.lower() == email:
            like(one).add(SAME_CONTACT, _("The same e-mail address"))
    for one, share in _similar(rows, core):
        if one.name_core != core:
            like(one).add(round(share * SIMILAR), _("A similar name"))
    for post, is_certain in _held(persons, phone, email):
        if post.association_id not in excluded:
            reason = _("%(name)s is %(post)s there") % {
                "name": post.person,
                "post": post.get_role_display().lower(),
            }
            like(post.association).add(SAME_PERSON if is_certain else NAMESAKE, reason)
    told = [one for one in found.values() if one.score >= ENOUGH]
    if among is not None:
        shown = set(
            among.filter(pk__in=[one.association.pk for one in told]).values_list("pk", flat=True)
        )
        told = [one for one in told if one.association.pk in shown]
    return sorted(told, key=lambda one: (-one.score, one.association.pk))[:SHOWN]


def known_apart(pk: int) -> list[int]:
    """The associations that somebody said are not this one."""
    pairs = NotDuplicate.objects.filter(Q(first=pk) | Q(second=pk)).values_list("first", "second")
    return [second if first == pk else first for first, second in pairs]


def _similar(rows: QuerySet[Association], core: str) -> list[tuple[Association, float]]:
    """Those with a similar name, and how similar."""
    if len(core) < 3:
        return []
    if connection.vendor == "postgresql":
        near = rows.filter(name_core__trigram_similar=core)
        near = near.annotate(share=TrigramSimilarity("name_core", core)).order_by("-share", "pk")
    else:
        words = Q()
        for word in core.split():
            words |= Q(name_core__contains=word) if len(word) > 2 else Q()
        near = rows.filter(words) if words else rows.none()
    weighed = ((one, _share(core, one.name_core)) for one in near[:WEIGHED])
    return [(one, share) for one, share in weighed if share >= SIMILAR_FROM]


def _share(core: str, other: str) -> float:
    return SequenceMatcher(None, core, other, autojunk=False).ratio()


def _held(persons: Iterable[str | Person], phone: str, email: str) -> list[tuple[Post, bool]]:
    """Open posts of these persons, and whether it is certainly they, not a namesake."""
    people = list(persons)
    known = {one.pk for one in people if isinstance(one, Person)}
    keys = {names.key(one) for one in people if isinstance(one, str)} - {""}
    who = Q(pk__in=known) | Q(name_core__in=keys)
    if phone:
        who |= Q(phone=phone)
    if email:
        who |= Q(email=email)
    if not (known or keys or phone or email):
        return []
    chosen = list(
        Person.objects.filter(who).order_by("pk").values_list("pk", "phone", "email")[:WEIGHED]
    )
    sure = known | {
        pk
        for pk, number, address in chosen
        if (phone and number == phone) or (email and address == email)
    }
    posts = Post.objects.filter(
        person__in=[pk for pk, _number, _address in chosen],
        role__in=TELLING,
        valid_until=None,
        association__merged_into=None,
    )
    held = posts.select_related("association", "person").order_by("pk")[:WEIGHED]
    return [(post, post.person_id in sure) for post in held]


def _number(text: str) -> str:
    try:
        return cvr_numbers.normalise(text) if text else ""
    except ValidationError:
        return ""


def _phone(text: str) -> str:
    try:
        return phone_numbers.normalise(text) if text else ""
    except ValidationError:
        return ""


# --- The whole register ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Sign:
    """Something two associations may share, found by one question that an index answers."""

    reason: Promise
    # By what is shared, the associations that share it.
    shared: Callable[[], Iterable[tuple[object, int]]]


def _same(column: str, most: int) -> Callable[[], Iterable[tuple[object, int]]]:
    """The same value in this column of the register, which no more than `most` have.

    What many share is left out: an office's number tells nothing, and a thousand rows would be
    half a million pairs.
    """

    def shared() -> Iterable[tuple[object, int]]:
        # Merged rows are counted, too: the index alone then tells which values there are twice.
        several = (
            Association._base_manager.order_by()
            .filter(**{f"{column}__gt": ""})
            .values_list(column, flat=True)
            .annotate(rows=Count("*"))
            .filter(rows__gt=1, rows__lte=most)
        )
        # Their values, not the question: the database would read the whole register to answer it.
        rows = Association.objects.filter(**{f"{column}__in": list(several)})
        return rows.order_by("pk").values_list(column, "pk")

    return shared


def _same_chair() -> Iterable[tuple[object, int]]:
    chairs = Post.objects.filter(
        role=Post.Role.CHAIR, valid_until=None, association__merged_into=None
    ).order_by()
    several = chairs.values("person").annotate(posts=Count("*")).filter(posts__gt=1)
    return chairs.filter(person__in=several.values("person")).values_list("person", "association")


SIGNS = (
    Sign(gettext_lazy("The same name, written in another way"), _same("name_core", NAMED_BY)),
    Sign(gettext_lazy("The same telephone number"), _same("phone", SHARED_BY)),
    Sign(gettext_lazy("The same e-mail address"), _same("email", SHARED_BY)),
    Sign(gettext_lazy("The same chair"), _same_chair),
)


class Pairs:
    """All pairs of the register that look alike, those with the most signs first.

    A sequence for a paginator. Eight queries find the pairs, one more fetches those of a page.
    """

    def __init__(self) -> None:
        signs: dict[tuple[int, int], list[Sign]] = defaultdict(list)
        for sign in SIGNS:
            sharers: dict[object, set[int]] = defaultdict(set)
            for value, pk in sign.shared():
                sharers[value].add(pk)
            pairs = {pair for group in sharers.values() for pair in combinations(sorted(group), 2)}
            for pair in pairs:
                signs[pair].append(sign)
        if signs:
            for apart in NotDuplicate.objects.values_list("first", "second"):
                signs.pop(apart, None)
        self._signs = signs
        self._pairs = sorted(signs, key=lambda pair: (-len(signs[pair]), *pair))

    def __len__(self) -> int:
        return len(self._pairs)

    def __getitem__(self, part: slice) -> list[Pair]:
        some = self._pairs[part]
        rows = Association.objects.select_related("consultant").in_bulk(
            {pk for pair in some for pk in pair}
        )
        return [
            Pair(
                rows[first], rows[second], [str(sign.reason) for sign in self._signs[first, second]]
            )
            for first, second in some
        ]
