"""Everything that happened to an association, in one order, from every app."""

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from django.utils.text import slugify
from django.utils.timezone import localdate

from accounts.models import User
from associations.models import Association
from core import calendar, panels

# Of each kind the newest: what a reader wants is the last years, and the lists have the rest.
LATEST = 50
NOON = time(12)


@dataclass(frozen=True)
class Kind:
    """A kind of moment as the page's filter names it."""

    key: str
    label: str
    number: int


def moments(association: Association, user: User) -> list[panels.Moment]:
    """What this user may know, the newest first; one or two queries an app and kind."""
    found = panels.collect("timeline", association, user)
    # Moments of one instant keep the order of their apps, so that pages do not differ.
    return sorted(found, key=lambda one: one.happened_at, reverse=True)


def kinds(found: list[panels.Moment]) -> list[Kind]:
    """The kinds that occur, by name."""
    labels = sorted(str(one.kind) for one in found)
    return [Kind(slugify(label), label, len(list(same))) for label, same in groupby(labels)]


def of_kind(found: list[panels.Moment], key: str) -> list[panels.Moment]:
    """Those of one kind; all for a key that does not occur."""
    return [one for one in found if slugify(str(one.kind)) == key] or found


def by_day(found: list[panels.Moment]) -> list[tuple[Any, list[panels.Moment]]]:
    """The days with what happened on each, in the order given."""

    def day_of(one: panels.Moment) -> Any:
        return localdate(one.happened_at, calendar.COPENHAGEN)

    return [(day, list(same)) for day, same in groupby(found, key=day_of)]


def on_day(day: date) -> datetime:
    """A moment for what has a day but no hour: noon, between the morning's and the evening's."""
    return calendar.at(day, NOON)
