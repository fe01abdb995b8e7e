"""The posts of an association in the order of their rank, and what is unusual about a board."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from associations.models import Post

# Two can always be equal in votes: three is the fewest the law's customary statutes know.
FEWEST = 3

_RANK = {role: rank for rank, role in enumerate(Post.Role.values)}


def in_order(posts: Iterable[Post]) -> list[Post]:
    """The chair first; within a role the latest first."""
    return sorted(posts, key=lambda post: (_RANK[post.role], -post.valid_from.toordinal(), post.pk))


def concerns(held: Iterable[Post]) -> list[str | Promise]:
    """What to mend about the posts that are held today, in words; empty if nothing."""
    posts = list(held)
    on_board = {post.person_id for post in posts if post.role in Post.BOARD}
    roles = {post.role for post in posts}
    auditors = {post.person_id for post in posts if post.role == Post.Role.AUDITOR}
    found: list[str | Promise] = []
    if Post.Role.CHAIR not in roles:
        found.append(_("Nobody is noted as chair."))
    if len(on_board) < FEWEST:
        found.append(_("Fewer than three sit on the board. A board has at least three."))
    if on_board & auditors:
        found.append(_("The auditor sits on the board. Elect somebody else as auditor."))
    return found
