"""What a merge changed goes back; what came later stays."""

from itertools import groupby
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from associations.merges.changes import BATCH, STAYING
from associations.models import Merge, MergedRow
from core.actions import NotPossibleNow


def put_all_back(merge: Merge, keep: Any) -> None:
    """The last change first; `keep` is the row that stayed.

    Raises:
        NotPossibleNow: something that was moved has been changed since.
        IntegrityError, ValidationError: there would be two where only one may be.
    """
    for _kind, rows in groupby(merge.rows.order_by("-position"), _alike):
        _put_back(list(rows), keep)


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
