"""Hour budgets: set and changed by a manager, who also says what follows when one is used up."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from associations import budgets
from associations.models import Association, HelpKind, HourBudget, HourBudgetNote
from core.actions import NotPossibleNow, allow, lock
from core.calendar import COPENHAGEN
from core.panels import Light


@transaction.atomic
def set_up(
    *,
    association: Association | None,
    help_kind: HelpKind | None,
    period: str,
    hours: int,
    valid_from: date,
    valid_until: date | None = None,
    by: User,
    at: datetime,
) -> HourBudget:
    """Give an association, a kind of help or both so many hours a period.

    Raises:
        PermissionDenied: `by` is no manager.
        ValidationError: it is for nothing, for no hours, ends before it begins, or another budget
            for the same counts in these days.
    """
    allow(by, "associations.add_hourbudget")
    budget = HourBudget(
        association=association,
        help_kind=help_kind,
        period=period,
        hours=hours,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    return _save(budget)


@transaction.atomic
def change(
    budget: HourBudget, *, hours: int, valid_until: date | None, by: User, at: datetime
) -> HourBudget:
    """Change the hours or the last day; what it is about and since when stay.

    Raises:
        PermissionDenied: `by` is no manager.
        ValidationError: as in `set_up`.
    """
    budget = lock(budget)
    allow(by, "associations.change_hourbudget", budget)
    budget.hours = hours
    budget.valid_until = valid_until
    return _save(budget)


@transaction.atomic
def note(budget: HourBudget, *, text: str, by: User, at: datetime) -> HourBudgetNote:
    """Say what follows from a budget that is used up: for its period of today.

    Raises:
        PermissionDenied: `by` is no manager.
        NotPossibleNow: it is not used up now.
        ValidationError: there is no text.
    """
    budget = lock(budget)
    allow(by, "associations.note_hourbudget", budget)
    today = localdate(at, COPENHAGEN)
    standing = budgets.standings([budget], today)[0]
    if standing.light != Light.RED:
        raise NotPossibleNow(_("The hours are not used up in this period, so no note is needed."))
    said = HourBudgetNote(
        budget=budget, begins_on=standing.span.first, text=text.strip(), noted_at=at, noted_by=by
    )
    said.clean_fields(exclude={"budget", "noted_by"})
    said.save()
    return said


def _save(budget: HourBudget) -> HourBudget:
    # Two budgets for the same at once wait for each other here.
    for one in (budget.help_kind, budget.association):
        if one is not None:
            lock(one)
    budgets.check(budget)
    budget.save()
    return budget
