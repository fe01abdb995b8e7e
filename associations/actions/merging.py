"""Two rows that stand for one association, or one person, become one; and two again.

Everything that refers to the second is made to refer to the first: every relation that Django
knows, whichever app it belongs to. Where a constraint allows only one of two, the model's owner
says what to do (`register_collision`), else the merge is refused with the constraint's reason. Each
value changed and each row taken away is kept in `MergedRow`, so that `undo` can put it back. The
second row itself stays, marked as merged; its addresses lead to the first.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django_fsm import FSMField

from accounts.models import User
from associations import contact_search, last_contact
from associations.models import (
    Association,
    Contact,
    Merge,
    MergedRow,
    NotDuplicate,
    Person,
)
from associations.models.names import NameField
from core.actions import NotPossibleNow, allow, lock

M = TypeVar("M", Association, Person)

KEEP, GONE, BOTH = "keep", "gone", "both"
# Rows that tell of merges are not themselves moved by one.
STAYING = (Merge, MergedRow, Association, Person)
# Written together at a time.
BATCH = 1000

Collision = Callable[["Change", Any, Any], None]
Guard = Callable[[Any, Any, User], str]
_collisions: dict[type[models.Model], Collision] = {}
_guards: list[Guard] = []


def register_collision(model: type[models.Model], settle: Collision) -> None:
    """What to do with a row of `model` that cannot be moved, because a constraint forbids it.

    `settle(change, row, keep)` moves it in another way, takes it away, or raises NotPossibleNow.
    """
    _collisions[model] = settle


def register_guard(guard: Guard) -> None:
    """`guard(keep, gone, by)` names a reason why this user may not merge these two, or nothing."""
    if guard not in _guards:
        _guards.append(guard)


class Change:
    """What a merge changes, written down as it happens."""

    def __init__(
        self, keep: Any, gone: Any, *, by: User | None, at: datetime, choices: Mapping[str, str]
    ) -> None:
        self.keep, self.gone = keep, gone
        self.by, self.at, self.choices = by, at, choices
        self.rows: list[MergedRow] = []

    def write(self, row: models.Model, **values: Any) -> None:
        """Give columns of a row these values; the row is saved by whoever asks."""
        before, after = {}, {}
        for name, value in values.items():
            field: Any = row._meta.get_field(name)
            before[field.attname] = _plain(field, row)
            setattr(row, field.attname, value)
            after[field.attname] = _plain(field, row)
        if before != after:
            self._note(row, row.pk, before, after)

    def set(self, row: models.Model, **values: Any) -> None:
        """The same, saved at once."""
        self.write(row, **values)
        type(row)._base_manager.filter(pk=row.pk).update(**values)

    def move_all(self, model: type[models.Model], field: Any, pks: list[Any]) -> None:
        """Let these rows refer to the row that stays."""
        before, after = ({field.attname: str(one.pk)} for one in (self.gone, self.keep))
        for pk in pks:
            self._note(model, pk, before, after)
        for start in range(0, len(pks), BATCH):
            chosen = model._base_manager.filter(pk__in=pks[start : start + BATCH])
            chosen.update(**{field.attname: self.keep.pk})

    def take_away(self, row: models.Model) -> None:
        """Remove a row that nothing refers to."""
        for other, field in relations(type(row)):
            if other._base_manager.filter(**{field.name: row.pk}).exists():
                raise NotPossibleNow(_both_have(row, ""))
        values = {field.attname: _plain(field, row) for field in row._meta.concrete_fields}
        self._note(row, row.pk, values, None)
        type(row)._base_manager.filter(pk=row.pk).delete()

    def chosen(self, name: str, default: str = KEEP) -> str:
        return self.choices.get(name, default)

    def save(self, merge: Merge) -> None:
        for position, row in enumerate(self.rows):
            row.merge, row.position = merge, position
        MergedRow.objects.bulk_create(self.rows, batch_size=BATCH)

    def _note(self, what: Any, pk: Any, before: Any, after: Any) -> None:
        kind = what._meta.label_lower
        self.rows.append(MergedRow(kind=kind, object_id=str(pk), before=before, after=after))


def relations(model: type[models.Model]) -> Iterator[tuple[type[models.Model], Any]]:
    """Every model with a column that refers to `model`, the link tables of many-to-many included."""
    for relation in model._meta.get_fields(include_hidden=True):
        points_here = relation.auto_created and not relation.concrete and not relation.many_to_many
        if points_here and relation.related_model not in STAYING:
            yield relation.related_model, relation.field  # type: ignore[misc, union-attr]


def facts(model: type[models.Model]) -> list[Any]:
    """The columns in which two rows may differ and one is chosen.

    Not the status, which only its steps change, and not what an association said yes to show.
    """
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and not isinstance(field, FSMField | NameField)
        and not field.name.startswith(("public_", "is_public"))
    ]


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
    for model, field in relations(type(keep)):
        _move(change, model, field)
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
            for _kind, rows in groupby(_rows_of(merge), _alike):
                _put_back(list(rows), keep)
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


# --- Merging --------------------------------------------------------------------------------------


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


def _move(change: Change, model: type[models.Model], field: Any) -> None:
    rows = model._base_manager.filter(**{field.name: change.gone.pk}).order_by("pk")
    if model._meta.auto_created:
        _move_links(change, model, field)
    elif not _is_constrained(model, field):
        change.move_all(model, field, list(rows.values_list("pk", flat=True)))
    else:
        for row in rows:
            _move_one(change, row, field)


def _move_links(change: Change, model: type[models.Model], field: Any) -> None:
    """A many-to-many link is moved, unless the row that stays has the same already."""
    other = next(
        one for one in model._meta.concrete_fields if one.is_relation and one.name != field.name
    )
    kept = model._base_manager.filter(**{field.name: change.keep.pk})
    there = set(kept.values_list(other.attname, flat=True))
    moved = []
    for row in model._base_manager.filter(**{field.name: change.gone.pk}).order_by("pk"):
        if getattr(row, other.attname) in there:
            change.take_away(row)
        else:
            moved.append(row.pk)
    change.move_all(model, field, moved)


def _move_one(change: Change, row: models.Model, field: Any) -> None:
    moved = type(row)._base_manager.get(pk=row.pk)
    setattr(moved, field.attname, change.keep.pk)
    why = _forbidden(moved, field)
    if not why:
        change.set(row, **{field.name: change.keep.pk})
    elif settle := _collisions.get(type(row)):
        settle(change, row, change.keep)
    else:
        raise NotPossibleNow(_both_have(row, why))


def _forbidden(row: models.Model, field: Any) -> str:
    """Why the database would refuse the row, or nothing."""
    if field.unique and type(row)._base_manager.filter(
        **{field.name: getattr(row, field.attname)}
    ).exclude(pk=row.pk):
        return _("There may be only one.")
    try:
        for constraint in row._meta.constraints:
            constraint.validate(type(row), row)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def _is_constrained(model: type[models.Model], field: Any) -> bool:
    """Whether a constraint may refuse that the row refers to another."""
    for constraint in model._meta.constraints:
        names = set(getattr(constraint, "fields", ()))
        condition = getattr(constraint, "condition", None)
        if condition is not None:
            names |= {str(part).split("__")[0] for part in _names_in(condition)}
        if names & {field.name, field.attname}:
            return True
    return bool(field.unique or model._meta.unique_together)


def _names_in(condition: Any) -> Iterator[str]:
    for child in condition.children:
        if isinstance(child, models.Q):
            yield from _names_in(child)
        elif isinstance(child, tuple):
            name, value = child
            yield name
            if isinstance(value, models.F):
                yield value.name  # type: ignore[attr-defined]


def _both_have(row: models.Model, why: str) -> str:
    return (
        _(
            "Both have one of this kind where only one may be: %(kind)s. %(why)s Settle it at one of "
            "the two first, then merge."
        )
        % {"kind": row._meta.verbose_name, "why": why}
    ).replace("  ", " ")


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


# --- Undoing --------------------------------------------------------------------------------------


def _rows_of(merge: Merge) -> Any:
    """The last change first."""
    return merge.rows.order_by("-position")


def _alike(row: MergedRow) -> tuple[Any, ...]:
    """What is put back in one go: rows of a kind that were moved in the same way."""
    own = row.object_id if row.after is None or apps.get_model(row.kind) in STAYING else ""
    return (row.kind, row.before, row.after, own)


def _put_back(rows: list[MergedRow], keep: Any) -> None:
    """Rows that were changed alike; what was deleted since stays deleted."""
    model: Any = apps.get_model(rows[0].kind)
    if rows[0].after is None:
        _bring_back(model, rows[0].before)
        return
    before, after = _values(model, rows[0].before), _values(model, rows[0].after)
    if isinstance(keep, model) and rows[0].object_id == str(keep.pk):
        # A fact of the row that stays, written anew since, is the newer word and stands.
        stays = model._base_manager.get(pk=keep.pk)
        before = {name: old for name, old in before.items() if getattr(stays, name) == after[name]}
        after = {}
    as_merged = {
        f"{name}__isnull" if value is None else name: value is None or value
        for name, value in after.items()
    }
    for start in range(0, len(rows), BATCH):
        chosen = [row.object_id for row in rows[start : start + BATCH]]
        there = model._base_manager.filter(pk__in=chosen)
        if there.exclude(pk__in=there.filter(**as_merged).values("pk")).exists():
            raise NotPossibleNow(
                _("It cannot be undone, because this has been changed since: %(kind)s.")
                % {"kind": model._meta.verbose_name}
            )
        there.update(**before)


def _values(model: Any, written: dict[str, Any]) -> dict[str, Any]:
    """The values as the columns hold them."""
    columns = {field.attname: field for field in model._meta.concrete_fields}
    return {name: columns[name].to_python(value) for name, value in written.items()}


def _bring_back(model: Any, written: dict[str, Any]) -> None:
    values = _values(model, written)
    model._base_manager.bulk_create([model(**values)])
    # Once more, as columns that fill themselves on saving did so.
    model._base_manager.filter(pk=values[model._meta.pk.attname]).update(**values)


def _plain(field: Any, row: models.Model) -> Any:
    """A column's value as it can be kept and read back exactly."""
    value = field.value_from_object(row)
    return None if value is None else field.value_to_string(row)
