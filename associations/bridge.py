"""What a page shows of an opened draft: who can read it until when, and the pencil marks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from associations import draft_targets
from associations.models import DraftOpening, Suggestion
from core.panels import DraftField, DraftPart, DraftTarget


@dataclass(frozen=True)
class Mark:
    """A suggestion as its reader sees it, beside the field as it stands now."""

    suggestion: Suggestion
    label: str | Promise
    current: str
    step_url: str = ""

    @property
    def is_pending(self) -> bool:
        return self.suggestion.status == Suggestion.Status.PENDING

    @property
    def is_changed(self) -> bool:
        """The association has written something else since; then it cannot simply be put in."""
        return bool(self.suggestion.text) and not draft_targets.is_same(
            self.current, self.suggestion.made_against
        )


def marks(target: DraftTarget, draft: Any, slug: str) -> dict[str, list[Mark]]:
    """The marks that wait beside the fields of one step, by field; one query."""
    part = next(one for one in target.parts(draft) if one.slug == slug)
    names = {field.name: field for field in part.fields}
    waiting = Suggestion.objects.of(target.kind, draft.pk).pending().filter(field__in=names)
    found: dict[str, list[Mark]] = defaultdict(list)
    for one in waiting.select_related("opening__consultant"):
        field = names[one.field]
        found[one.field].append(Mark(one, field.label, field.value))
    return dict(found)


def told(
    target: DraftTarget, draft: Any, suggestions: Iterable[Suggestion], *, with_links: bool = False
) -> list[Mark]:
    """Suggestions with the name and the present text of their field."""
    parts = target.parts(draft)
    known: dict[str, tuple[DraftPart, DraftField]] = {
        field.name: (part, field) for part in parts for field in part.fields
    }
    found = []
    for one in suggestions:
        part, field = known.get(one.field, (None, None))
        if part is None or field is None:
            continue
        url = f"{target.part_url(draft, part.slug)}#forslag-{one.pk}" if with_links else ""
        found.append(Mark(one, field.label, field.value, url))
    return found


@dataclass(frozen=True)
class Standing:
    """How a draft stands: who reads it now, and how many suggestions wait."""

    openings: list[DraftOpening]
    waiting: int
    url: str
    suggestions_url: str


def standing(kind: str, draft: Any, day: date) -> Standing:
    """For the draft's front page; two queries."""
    keys = [draft.association_id, kind, draft.pk]
    openings = DraftOpening.objects.of(kind, draft.pk).open_on(day).select_related("consultant")
    return Standing(
        list(openings),
        Suggestion.objects.of(kind, draft.pk).pending().count(),
        reverse("portal_bridge", args=keys),
        reverse("portal_suggestions", args=keys),
    )
