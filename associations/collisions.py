"""What a merge does where both associations have something of which there may be one."""

from datetime import timedelta
from typing import Any

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import Access
from associations.merges.changes import GONE, KEEP, Change
from associations.merges.moving import register_collision
from associations.models import (
    AssociationLink,
    CapacityCheck,
    ChildCertificateDeclaration,
    DonationBanDeclaration,
    NotDuplicate,
    Post,
    SampledAssociation,
    StatutesVersion,
)
from core.actions import NotPossibleNow


def renumber(change: Change, version: Any, keep: Any) -> None:
    """The statutes of the one that goes come after those of the one that stays."""
    last = StatutesVersion.objects.filter(association=keep).aggregate(last=Max("number"))["last"]
    change.set(version, association=keep.pk, number=(last or 0) + 1)


def one_chair(change: Change, post: Any, keep: Any) -> None:
    """One person is chair twice, or it is chosen who is; the other post ends."""
    other = Post.objects.get(association=keep, role=Post.Role.CHAIR, valid_until=None)
    choice = change.chosen("chair", KEEP if other.person_id == post.person_id else "")
    if choice not in (KEEP, GONE):
        raise NotPossibleNow(
            _(
                "Both have a chair: %(one)s and %(other)s. Choose who is chair; the other's post ends."
            )
            % {"one": other.person, "other": post.person}
        )
    ends, stays = (post, other) if choice == KEEP else (other, post)
    last_day = max(localdate(change.at), ends.valid_from)
    change.set(ends, valid_until=last_day)
    if ends.person_id != stays.person_id:
        _close_access(change, ends)
    change.set(post, association=keep.pk)


def _close_access(change: Change, post: Any) -> None:
    """Who is chair no longer has no longer the chair's access."""
    user = post.person.user_id
    held = Access.objects.filter(
        user=user, association=post.association_id, role=Access.Role.CHAIR, valid_until=None
    )
    for access in held if user else ():
        change.set(access, valid_until=_yesterday(change, access))


def one_access(change: Change, access: Any, keep: Any) -> None:
    """Whoever acts for both acts on with the right held at the one that stays."""
    change.set(access, valid_until=_yesterday(change, access), association=keep.pk)


def _yesterday(change: Change, access: Any) -> Any:
    return max(localdate(change.at) - timedelta(days=1), access.valid_from)


def link(change: Change, row: Any, keep: Any) -> None:
    """A link between the two goes, and so does one that the other has already."""
    source, target = (
        keep.pk if one == change.gone.pk else one for one in (row.source_id, row.target_id)
    )
    mirrored = row.kind in AssociationLink.SYMMETRIC
    if mirrored and source > target:
        source, target = target, source
    same = AssociationLink.objects.filter(
        source=source, target=target, kind=row.kind, valid_until=None
    )
    if source == target or (row.valid_until is None and same.exclude(pk=row.pk).exists()):
        change.take_away(row)
    else:
        change.set(row, source=source, target=target)


def newest_check(change: Change, check: Any, keep: Any) -> None:
    """Of two association checks of one year the one filled in last counts."""
    other = CapacityCheck.objects.get(association=keep, year=check.year)
    older, newer = sorted((check, other), key=lambda one: one.filled_on)
    for answer in older.answers.all():
        change.take_away(answer)
    change.take_away(older)
    if newer is check:
        change.set(check, association=keep.pk)


def forget(change: Change, row: Any, keep: Any) -> None:
    change.take_away(row)


register_collision(StatutesVersion, renumber)
register_collision(Post, one_chair)
register_collision(Access, one_access)
register_collision(AssociationLink, link)
register_collision(NotDuplicate, forget)
# Of two declarations for a year, and two places in a draw, one counts; undoing brings both back.
for _model in (ChildCertificateDeclaration, DonationBanDeclaration, SampledAssociation):
    register_collision(_model, forget)
register_collision(CapacityCheck, newest_check)
