"""The kinds of draft that an association can open to a consultant: those that the apps registered."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from associations.models import DraftOpening
from core import panels
from core.actions import NotPossibleNow, lock
from core.panels import DraftField, DraftPart, DraftTarget


def targets() -> dict[str, DraftTarget]:
    """The kinds there are, by name."""
    return {target.kind: target for target in panels.collect("draft_targets")}


def target_of(opening: DraftOpening) -> DraftTarget:
    return targets()[opening.kind]


def find(opening: DraftOpening) -> Any:
    """The draft, or None if it has been deleted."""
    return target_of(opening).rows().filter(pk=opening.object_id).first()


def locked(opening: DraftOpening) -> Any:
    """The draft, locked: always before its opening and its suggestions, so that no two wait.

    Raises:
        NotPossibleNow: it has been deleted.
    """
    draft = find(opening)
    if draft is None:
        raise NotPossibleNow(_("The draft is no longer there. The association has deleted it."))
    lock(draft)
    return find(opening)


def field_of(target: DraftTarget, draft: Any, name: str) -> DraftField | None:
    """One field as it stands now."""
    return fields(target.parts(draft)).get(name)


def fields(parts: Sequence[DraftPart]) -> dict[str, DraftField]:
    return {field.name: field for part in parts for field in part.fields}


def is_same(one: str, other: str) -> bool:
    """Whether two texts say the same; browsers send line breaks in a way of their own."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def as_typed(field: forms.Field, values: Sequence[str]) -> str:
    """What was typed into a form's field and not checked yet, as one reads it."""
    labels = {str(value): str(label) for value, label in getattr(field, "choices", ())}
    return ", ".join(labels.get(one, one) for one in values if one)
