"""Columns that follow from others: what a search looks in, and what duplicates are found by.

They are filled whenever a row is written: by `save` and `bulk_create` through the field itself, by
`save(update_fields=…)` through `Named`, by `update` and `bulk_update` through `NamedQuerySet`.
"""

from collections.abc import Callable, Iterable
from typing import Any, Self

from django.db import models

from associations import names

# Rows rewritten at a time after an `update`.
BATCH = 500
# A column that is indexed as a whole: what PostgreSQL takes, in any alphabet.
INDEXED = 300


class NameField(models.TextField):
    """What `make` makes of the columns `sources`, cut to `longest`; never typed."""

    def __init__(
        self,
        *args: Any,
        make: Callable[..., str] = str,
        sources: tuple[str, ...] = (),
        longest: int | None = None,
        **kwargs: Any,
    ) -> None:
        self.make = make
        self.sources = sources
        self.longest = longest
        super().__init__(*args, **{"editable": False, "blank": True, "default": "", **kwargs})

    def deconstruct(self) -> Any:
        """For migrations a plain text column; they fill it by themselves."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def made_of(self, instance: models.Model) -> str:
        made = self.make(*(getattr(instance, name) or "" for name in self.sources))
        return made[: self.longest]

    def pre_save(self, instance: models.Model, add: bool) -> str:
        value = self.made_of(instance)
        setattr(instance, self.attname, value)
        return value


def _name_fields(model: type[models.Model], written: Iterable[str]) -> list[NameField]:
    """The name fields that follow from the columns being written."""
    columns = set(written)
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, NameField) and columns & set(field.sources)
    ]


class Named(models.Model):
    """A model whose name fields are written along with what they follow from."""

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if update_fields is not None:
            columns = set(update_fields)
            update_fields = columns | {one.name for one in _name_fields(type(self), columns)}
        super().save(*args, update_fields=update_fields, **kwargs)


class NamedQuerySet(models.QuerySet):
    """Rows of such a model, searched, and written many at a time."""

    def matching(self, words: str) -> Self:
        """Those that have every word, however it is spelt."""
        return self.filter(names.matching("name_key", words))

    def update(self, **values: Any) -> int:
        fields = _name_fields(self.model, values)
        if not fields:
            return super().update(**values)
        # Noted before: afterwards the rows may not match the filter any more.
        keys = list(self.order_by().values_list("pk", flat=True))
        changed = super().update(**values)
        for start in range(0, len(keys), BATCH):
            rows = self.model._base_manager.using(self.db).filter(
                pk__in=keys[start : start + BATCH]
            )
            for row in rows:
                made = {field.attname: field.made_of(row) for field in fields}
                models.QuerySet.update(rows.filter(pk=row.pk), **made)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]


class StandingManager(models.Manager):
    """The rows that were not merged into another: for every page and search the others are gone."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(merged_into=None)
