"""What refers to the row that goes is made to refer to the one that stays.

Where a constraint allows only one of two, the model's owner says what to do (`register_collision`),
else the merge is refused with the constraint's reason.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from associations.merges.changes import Change, both_have, relations
from core.actions import NotPossibleNow

Collision = Callable[[Change, Any, Any], None]
_collisions: dict[type[models.Model], Collision] = {}


def register_collision(model: type[models.Model], settle: Collision) -> None:
    """What to do with a row of `model` that cannot be moved, because a constraint forbids it.

    `settle(change, row, keep)` moves it in another way, takes it away, or raises NotPossibleNow.
    """
    _collisions[model] = settle


def move_relations(change: Change) -> None:
    """Every relation that Django knows, whichever app it belongs to."""
    for model, field in relations(type(change.keep)):
        _move(change, model, field)


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
        raise NotPossibleNow(both_have(row, why))


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
