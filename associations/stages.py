"""The stages an association has reached, each with the day it really happened.

A step entered later keeps its own day: `associations.advance` writes `happened_on` into the
history, and the audit trail the moment of entry.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from associations.models import Association
from core.calendar import COPENHAGEN
from core.models import Transition


class Reached(NamedTuple):
    """A stage and the day it was reached; None where nobody has noted the day."""

    stage: Association.Stage
    on: date | None


@dataclass(frozen=True)
class Milestone:
    """A stage of the path as the association's page shows it."""

    stage: Association.Stage
    on: date | None
    is_reached: bool
    is_current: bool

    @property
    def label(self) -> str:
        return str(self.stage.label)

    @property
    def words(self) -> str | Promise:
        """How it stands, where there is no day to show."""
        if self.is_current:
            return _("Here now")
        if not self.is_reached:
            return _("Ahead")
        return _("Reached, day not noted") if self.on is None else ""


def reached(association: Association, steps: Iterable[Transition] | None = None) -> list[Reached]:
    """Every stage the association has come to, in the order it came to them, one query.

    The first is the stage it was entered with; its day is the day of entry, or None when steps
    of an earlier day were noted afterwards. Steps passed over are not in the list; a stage it came
    back to is in it twice.

    Args:
        steps: its history oldest first, where the page has read it already.
    """
    taken = list(Transition.objects.of(association) if steps is None else steps)
    entered = localdate(association.created_at, COPENHAGEN)
    if not taken:
        return [Reached(Association.Stage(association.stage), entered)]
    first = localdate(taken[0].moved_at, COPENHAGEN)
    begun = Reached(Association.Stage(taken[0].source), entered if entered <= first else None)
    return [
        begun,
        *(
            Reached(Association.Stage(one.target), localdate(one.moved_at, COPENHAGEN))
            for one in taken
        ),
    ]


def path(association: Association, steps: Iterable[Transition] | None = None) -> list[Milestone]:
    """All stages of the path in their order, with the first day each was reached; one query.

    A stage before the present one that was passed over is neither reached nor ahead: it is left
    out. A dormant or dissolved association ends with that stage.
    """
    came = reached(association, steps)
    days: dict[Association.Stage, date | None] = {}
    for one in came:
        days.setdefault(one.stage, one.on)
    here = Association.Stage(association.stage)
    on_path = [one.stage for one in came if one.stage in Association.PATH]
    furthest = max((Association.PATH.index(stage) for stage in on_path), default=-1)
    shown = [
        Milestone(stage, days.get(stage), stage in days, stage == here)
        for place, stage in enumerate(Association.PATH)
        if stage in days or (place > furthest and here in Association.PATH)
    ]
    if here not in Association.PATH:
        last = next((one.on for one in reversed(came) if one.stage == here), None)
        shown.append(Milestone(here, last, is_reached=True, is_current=True))
    return shown
