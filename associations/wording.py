"""How the meter says minutes, periods and the standing of a budget."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from associations.budgets import Standing


def duration(minutes: int) -> str:
    """`2 h 30 min`: exact, so that what is shown adds up."""
    hours, left = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": left}
    if not left:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": left}


def span_name(period: str, first: date) -> str:
    """`november 2026`, `quarter 4 of 2026` or `2026`."""
    if period == "month":
        return date_format(first, "F Y")
    if period == "quarter":
        number = (first.month + 2) // 3
        return _("quarter %(number)s of %(year)s") % {"number": number, "year": first.year}
    return str(first.year)


def budget_sentence(standing: Standing) -> str:
    """How much of a budget is used, for those who log."""
    facts = {
        "used": duration(standing.minutes) if standing.is_told else "",
        "hours": standing.budget.hours,
        "period": span_name(standing.budget.period, standing.span.first),
        "about": standing.budget.about,
    }
    if not standing.is_told:
        return _("%(hours)s hours in %(period)s on %(about)s.") % facts
    return _("You have used %(used)s of %(hours)s hours in %(period)s on %(about)s.") % facts
