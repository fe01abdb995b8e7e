"""Setting up rounds."""

from datetime import date, datetime
from typing import TypeVar

from django.db import transaction

from accounts.models import User
from core.actions import allow, lock
from grants.models import PoolRound

D = TypeVar("D", bound=date)


def a_year_on(day: D) -> D:
    """The same day or moment a year later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


@transaction.atomic
def copy(round_: PoolRound, *, by: User | None, at: datetime) -> PoolRound:
    """Next year's round: the same criteria, every date moved a year; its name is then edited.

    Raises:
        PermissionDenied: the user does not set up pools.
    """
    round_ = lock(round_)
    allow(by, "grants.add_poolround")
    criteria = list(round_.criteria.order_by("position", "pk"))
    for field in round_._meta.fields:
        # A name with the year in it is next year's, in every language.
        if field.name.startswith("name") and getattr(round_, field.name):
            name = getattr(round_, field.name).replace(str(round_.year), str(round_.year + 1))
            setattr(round_, field.name, name)
    round_.pk, round_._state.adding = None, True
    round_.year += 1
    round_.opens_at = a_year_on(round_.opens_at)
    round_.deadline = round_.deadline and a_year_on(round_.deadline)
    expected_on = round_.answer_expected_on
    round_.answer_expected_on = expected_on and a_year_on(expected_on)
    round_.full_clean()
    round_.save()
    for criterion in criteria:
        criterion.pk, criterion._state.adding = None, True
        criterion.round = round_
        criterion.save()
    return round_
