"""Rows that may stand for one association: asked while somebody types, and for the whole register.

A few questions answered by indexes, however large the register is; what is found is weighed here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

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

# Pairs by one sign each, put together and counted in the database. Values that many share are left
# out: an office's number tells nothing, and a thousand rows would be half a million pairs.
_SAME = """
    SELECT one.id AS first, other.id AS second, %(sign)d AS sign
    FROM associations_association one
    JOIN associations_association other ON other.{column} = one.{column} AND other.id > one.id
    WHERE one.merged_into_id IS NULL AND other.merged_into_id IS NULL AND one.{column} IN (
        SELECT {column} FROM associations_association
        WHERE {column} <> '' AND merged_into_id IS NULL
        GROUP BY {column} HAVING COUNT(*) BETWEEN 2 AND {most}
    )
"""
_SAME_CHAIR = """
    SELECT one.association_id AS first, other.association_id AS second, %(sign)d AS sign
    FROM associations_post one
    JOIN associations_post other
        ON other.person_id = one.person_id AND other.association_id > one.association_id
    JOIN associations_association a ON a.id = one.association_id AND a.merged_into_id IS NULL
    JOIN associations_association b ON b.id = other.association_id AND b.merged_into_id IS NULL
    WHERE one.role = 'chair' AND other.role = 'chair'
        AND one.valid_until IS NULL AND other.valid_until IS NULL
"""
SIGNS = {
    1: lambda: _("The same name, written in another way"),
    2: lambda: _("The same telephone number"),
    4: lambda: _("The same e-mail address"),
    8: lambda: _("The same chair"),
}
_PARTS = [
    _SAME.format(column="name_core", most=NAMED_BY) % {"sign": 1},
    _SAME.format(column="phone", most=SHARED_BY) % {"sign": 2},
    _SAME.format(column="email", most=SHARED_BY) % {"sign": 4},
    _SAME_CHAIR % {"sign": 8},
]
_PAIRS = f"""
    SELECT first, second, SUM(sign) AS signs, COUNT(*) AS weight
    FROM ({" UNION ".join(_PARTS)}) found
    WHERE NOT EXISTS (
        SELECT 1 FROM associations_notduplicate apart
        WHERE apart.first_id = found.first AND apart.second_id = found.second
    )
    GROUP BY first, second
"""  # noqa: S608 - of constants only


def count_pairs() -> int:
    """How many pairs of the register look alike."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({_PAIRS}) pairs")  # noqa: S608 - of constants only
        return int(cursor.fetchone()[0])


def pairs(start: int, stop: int) -> list[Pair]:
    """Those pairs, with the most signs first; three queries however many rows there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_PAIRS} ORDER BY weight DESC, first, second LIMIT %s OFFSET %s",
            [stop - start, start],
        )
        found = cursor.fetchall()
    keys = {pk for row in found for pk in row[:2]}
    rows = Association.objects.select_related("consultant").in_bulk(list(keys))
    return [
        Pair(
            rows[first],
            rows[second],
            [reason() for sign, reason in SIGNS.items() if int(signs) & sign],
        )
        for first, second, signs, _weight in found
    ]
