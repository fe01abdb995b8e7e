"""What a merge touches, and each value it changed, so that it can be undone."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django_fsm import FSMField

from accounts.models import User
from associations.models import Association, Merge, MergedRow, Person
from associations.models.names import NameField
from core.actions import NotPossibleNow

KEEP, GONE, BOTH = "keep", "gone", "both"
# Rows that tell of merges are not themselves moved by one.
STAYING = (Merge, MergedRow, Association, Person)
# Written together at a time.
BATCH = 1000


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
                raise NotPossibleNow(both_have(row, ""))
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


def both_have(row: models.Model, why: str) -> str:
    """Why the merge stops at this row, and what to do about it."""
    return (
        _(
            "Both have one of this kind where only one may be: %(kind)s. %(why)s Settle it at one of "
            "the two first, then merge."
        )
        % {"kind": row._meta.verbose_name, "why": why}
    ).replace("  ", " ")


def _plain(field: Any, row: models.Model) -> Any:
    """A column's value as it can be kept and read back exactly."""
    value = field.value_from_object(row)
    return None if value is None else field.value_to_string(row)
