"""The posts of an association in the order of their rank."""

from collections.abc import Iterable

from associations.models import Post

_RANK = {role: rank for rank, role in enumerate(Post.Role.values)}


def in_order(posts: Iterable[Post]) -> list[Post]:
    """The chair first; within a role the latest first."""
    return sorted(posts, key=lambda post: (_RANK[post.role], -post.valid_from.toordinal(), post.pk))
