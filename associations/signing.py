"""Who binds an association: whether those who signed are enough, and who is still wanted.

`missing` and `in_words` are pure; what they need of the database is read by `rules_in_force` and
`signers`. Without a rule in the register nothing is demanded: the association has not told it.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from associations.models import Association, Post, SigningCombination, SigningRule

Matter = SigningCombination.Matter


@dataclass(frozen=True)
class Signer:
    """Somebody who signs: one person, whatever posts they hold."""

    key: Hashable
    posts: frozenset[str]
    name: str = ""

    @property
    def sits_on_the_board(self) -> bool:
        return bool(self.posts & set(Post.BOARD))


@dataclass(frozen=True)
class Way:
    """One way to bind the association: these posts, so many others of the board, or all of it."""

    roles: tuple[str, ...] = ()
    board_members: int = 0
    whole_board: bool = False


def ways(rule: SigningRule, matter: str = Matter.ANYTHING) -> list[Way]:
    """The ways a rule offers; what is not told of money apart is signed like everything else."""
    rows = rule.known_ways or list(rule.combinations.all())
    own = [row for row in rows if row.matter == matter]
    chosen = own or [row for row in rows if row.matter == Matter.ANYTHING]
    return [Way(tuple(row.roles), row.board_members, row.whole_board) for row in chosen]


def missing(
    found: Sequence[Way], signed: Collection[Signer], *, board: Collection[Signer] = ()
) -> list[str]:
    """In words, who must still sign; empty when those who signed bind the association.

    Of several ways the one that lacks least is told. One person counts once, also with two posts.
    `board` is needed to tell whether the whole board has signed.
    """
    lacks = [_lacking(way, signed, board) for way in found]
    return min(lacks, key=len, default=[])


def _lacking(way: Way, signed: Collection[Signer], board: Collection[Signer]) -> list[str]:
    if way.whole_board:
        done = {one.key for one in signed}
        lacking = [one.name or _("a member of the board") for one in board if one.key not in done]
        return lacking if board else [_("the whole board")]
    places = [*way.roles, *[""] * way.board_members]
    filled = _matched(places, signed)
    open_roles = [role for number, role in enumerate(places) if role and number not in filled]
    others = sum(1 for number, role in enumerate(places) if not role and number not in filled)
    return [
        *(the_post(role) for role in open_roles),
        *([members(others, bool(way.roles or len(filled)))] if others else []),
    ]


def _matched(places: Sequence[str], signed: Collection[Signer]) -> set[int]:
    """The places that can be filled at once, each by another person (augmenting paths)."""
    people = list(signed)
    holds: dict[int, int] = {}

    def fits(place: int, person: Signer) -> bool:
        role = places[place]
        return role in person.posts if role else person.sits_on_the_board

    def place_one(place: int, seen: set[int]) -> bool:
        for number, person in enumerate(people):
            if number in seen or not fits(place, person):
                continue
            seen.add(number)
            if number not in holds or place_one(holds[number], seen):
                holds[number] = place
                return True
        return False

    for place in range(len(places)):
        place_one(place, set())
    return set(holds.values())


def the_post(role: str) -> str:
    """A post as it stands in a sentence."""
    names = {
        Post.Role.CHAIR: _("the chair"),
        Post.Role.VICE_CHAIR: _("the vice chair"),
        Post.Role.TREASURER: _("the treasurer"),
        Post.Role.SECRETARY: _("the secretary"),
    }
    return names.get(Post.Role(role), str(Post.Role(role).label))


def members(count: int, besides: bool) -> str:
    """So many of the board, besides those who are named or alone."""
    if besides:
        text = ngettext(
            "one other member of the board", "%(count)s other members of the board", count
        )
    else:
        text = ngettext("one member of the board", "%(count)s members of the board", count)
    return text % {"count": count}


def together(people: Sequence[str]) -> str:
    """Names in a sentence: “the chair, the treasurer and one other member of the board”."""
    if len(people) < 2:
        return "".join(people)
    return _("%(first)s and %(last)s") % {"first": ", ".join(people[:-1]), "last": people[-1]}


def in_words(found: Sequence[Way]) -> str:
    """A rule as one reads it: “the chair and the treasurer together, or the whole board”."""
    told = []
    for way in found:
        if way.whole_board:
            told.append(_("the whole board"))
            continue
        people = [the_post(role) for role in way.roles]
        if way.board_members:
            people.append(members(way.board_members, bool(way.roles)))
        is_one = len(way.roles) + way.board_members == 1
        shape = _("%(people)s alone") if is_one else _("%(people)s together")
        told.append(shape % {"people": together(people)})
    if len(told) < 2:
        return "".join(told)
    return _("%(first)s, or %(last)s") % {"first": ", ".join(told[:-1]), "last": told[-1]}


# --- What the register knows ---------------------------------------------------------------------


def rules_in_force(associations: Collection[int], *, on: date) -> dict[int, SigningRule]:
    """The rule of each association on this day with its ways, where one is known; one query."""
    rows = SigningCombination.objects.filter(
        rule__association__in=associations, rule__valid_from__lte=on
    ).select_related("rule")
    found: dict[int, SigningRule] = {}
    for row in rows.order_by("rule__association_id", "-rule__valid_from", "id"):
        rule = found.setdefault(row.rule.association_id, row.rule)
        if row.rule_id == rule.pk:
            rule.known_ways.append(row)
    return found


def rule_in_force(association: Association, *, on: date) -> SigningRule | None:
    """The association's rule on this day."""
    return rules_in_force([association.pk], on=on).get(association.pk)


def signers(posts: Iterable[Post]) -> list[Signer]:
    """The people who hold these posts, each once with all of them; read with their person."""
    held: dict[int, set[str]] = {}
    names: dict[int, str] = {}
    for post in posts:
        held.setdefault(post.person_id, set()).add(post.role)
        names[post.person_id] = post.person.full_name
    return [Signer(key, frozenset(roles), names[key]) for key, roles in held.items()]


def board(everybody: Iterable[Signer]) -> list[Signer]:
    """Those who sit on the board itself."""
    return [one for one in everybody if one.sits_on_the_board]


def explained(rule: SigningRule) -> Mapping[str, str]:
    """Both parts of a rule in words: for agreements, and for money."""
    return {str(matter.label): in_words(ways(rule, matter)) for matter in Matter}
