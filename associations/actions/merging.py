"""Two rows that stand for one association, or one person, become one; and two again.

Everything that refers to the second is made to refer to the first (`associations.merges.moving`).
Each value changed and each row taken away is kept in `MergedRow`, so that `undo` can put it back. The
second row itself stays, marked as merged; its addresses lead to the first.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from associations import contact_search, last_contact
from associations.merges.changes import BOTH, GONE, KEEP, Change, facts
from associations.merges.moving import move_relations
from associations.merges.undoing import put_all_back
from associations.models import Association, Contact, Merge, NotDuplicate, Person
from core.actions import NotPossibleNow, allow, lock

M = TypeVar("M", Association, Person)

Guard = Callable[[Any, Any, User], str]
_guards: list[Guard] = []


def register_guard(guard: Guard) -> None:
    """`guard(keep, gone, by)` names a reason why this user may not merge these two, or nothing."""
    if guard not in _guards:
        _guards.append(guard)


@transaction.atomic
def merge(
    keep: M, gone: M, *, by: User | None, at: datetime, choices: Mapping[str, str] | None = None
) -> Merge:
    """Let `keep` take the place of `gone` everywhere.

    `choices` says for a fact, and for the post of the `chair`, whose is right: `keep`, `gone`, and
    for texts `both`. Unsaid, it is the one that stays, or the other where that is empty.

    Raises:
        PermissionDenied: `by` does not keep the register, or may not see all that would be moved.
        NotPossibleNow: somebody was faster, or the two have something of which there may be one.
    """
    keep, gone = _locked(keep, gone)
    _allow(keep, gone, by)
    for one in (keep, gone):
        if one.merged_into_id:
            raise NotPossibleNow(
                _("%(name)s has been merged already. Somebody was faster; look at the list again.")
                % {"name": one}
            )
    change = Change(keep, gone, by=by, at=at, choices=choices or {})
    made = Merge(kept_name=str(keep), gone_name=str(gone), merged_at=at, merged_by=by)
    if isinstance(keep, Association):
        made.kept, made.gone = keep, gone  # type: ignore[assignment]
    else:
        made.kept_person, made.gone_person = keep, gone  # type: ignore[assignment]
    move_relations(change)
    _choose(change)
    made.save()
    change.save(made)
    _follow(keep)
    return made


@transaction.atomic
def undo(merge: Merge, *, by: User | None, at: datetime, reason: str) -> Merge:
    """Make two of the one again: everything that was moved goes back, what came later stays.

    Raises:
        PermissionDenied: `by` does not keep the register, or may not see all that was moved.
        NotPossibleNow: it is undone, or something that came later stands in the way.
    """
    merge = lock(merge)
    keep, gone = _locked(*merge.pair)
    _allow(keep, gone, by)
    if merge.undone_at is not None:
        raise NotPossibleNow(_("This merge has been undone already."))
    if keep.merged_into_id:
        raise NotPossibleNow(
            _("%(name)s has since been merged into another one. Undo that merge first.")
            % {"name": keep}
        )
    try:
        with transaction.atomic():
            put_all_back(merge, keep)
    except (IntegrityError, ValidationError):
        raise NotPossibleNow(
            _(
                "Something that was entered since stands in the way: there would be two where only "
                "one may be. Look at the CVR number, the chair and the drafts."
            )
        ) from None
    for one in (keep, gone):
        # Saved, so that the search columns follow.
        type(one)._base_manager.get(pk=one.pk).save()
    merge.undone_at, merge.undone_by, merge.undo_reason = at, by, reason
    merge.save()
    _follow(keep, gone)
    return merge


def standing_for(model: type[M], pk: int) -> M | None:
    """The row that took the place of the row `pk`, if that was merged."""
    found = model._base_manager.filter(pk=pk).select_related("merged_into").first()
    if found is None or found.merged_into_id is None:
        return None
    while found.merged_into_id is not None:
        found = model._base_manager.select_related("merged_into").get(pk=found.merged_into_id)
    return found


@transaction.atomic
def keep_apart(
    first: Association, second: Association, *, by: User | None, at: datetime
) -> NotDuplicate:
    """The two look alike and are two: they are not asked about again.

    Raises:
        PermissionDenied: `by` does not keep the register.
        NotPossibleNow: it is the same row twice.
    """
    allow(by, "associations.merge_association")
    if first.pk == second.pk:
        raise NotPossibleNow(_("Choose two different rows."))
    one, other = sorted((first.pk, second.pk))
    pair, _made = NotDuplicate.objects.get_or_create(
        first_id=one, second_id=other, defaults={"told_at": at, "told_by": by}
    )
    return pair


def _locked(keep: M, gone: M) -> tuple[M, M]:
    """Both rows as they are now, locked in one order, so that no two wait for each other."""
    if type(keep) is not type(gone) or keep.pk == gone.pk:
        raise NotPossibleNow(_("Choose two different rows."))
    rows = type(keep)._base_manager.select_for_update().order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[keep.pk, gone.pk])}
    try:
        return found[keep.pk], found[gone.pk]
    except KeyError:
        raise NotPossibleNow(_("It no longer exists. Somebody has deleted it.")) from None


def _allow(keep: Any, gone: Any, by: User | None) -> None:
    for one in (keep, gone):
        allow(by, f"associations.merge_{one._meta.model_name}", one)
    if by is None:
        return
    for guard in _guards:
        if reason := guard(keep, gone, by):
            raise PermissionDenied(reason)


def _choose(change: Change) -> None:
    """Give the row that stays the facts that were chosen, and mark the other."""
    keep, gone = change.keep, change.gone
    wanted = {}
    for field in facts(type(keep)):
        mine, theirs = field.value_from_object(keep), field.value_from_object(gone)
        choice = change.chosen(field.name, GONE if not mine and theirs else KEEP)
        if choice == BOTH and isinstance(field, models.TextField) and mine and theirs:
            wanted[field.name] = mine if theirs in mine else f"{mine}\n\n{theirs}"
        elif choice == GONE:
            wanted[field.name] = theirs
    # What may be there once only leaves the row that goes, before the other can have it.
    once = {"cvr_number": "", "user": None}
    leaving = {name: empty for name, empty in once.items() if _has(gone, name)}
    if keep.__class__ is Person and keep.user_id and gone.user_id:
        raise NotPossibleNow(
            _(
                "Both have a log-in of their own: %(one)s and %(other)s. Let the person choose one "
                "and end the other's accesses first."
            )
            % {"one": keep.user, "other": gone.user}
        )
    change.write(gone, merged_into=keep.pk, **leaving)
    gone.save()
    change.write(keep, **wanted)
    keep.full_clean(exclude={"consultant", "user"})
    keep.save()


def _has(row: models.Model, name: str) -> bool:
    """Whether the row has such a column and something in it."""
    attname = {field.name: field.attname for field in row._meta.concrete_fields}.get(name)
    return bool(attname and getattr(row, attname))


def _follow(*rows: Any) -> None:
    """What is counted from the log, and what its search looks in."""
    for row in rows:
        if isinstance(row, Association):
            last_contact.recount([row.pk])
            contact_search.rebuild(Contact.objects.filter(associations=row))
