"""What a merge of two associations does with events."""

from typing import Any

from activities.models import EventOrganiser
from associations.merges.changes import Change
from associations.merges.moving import register_collision


def organised_together(change: Change, organiser: Any, keep: Any) -> None:
    """It was one organiser, written down twice."""
    change.take_away(organiser)


register_collision(EventOrganiser, organised_together)
