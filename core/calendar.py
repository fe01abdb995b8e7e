"""Danish days: deadlines, working days, and how dates are written and read.

A deadline is inclusive: it lasts to 23:59:59 in Copenhagen unless an hour is set. Working days
leave out weekends, public holidays and the municipality's closing days (offentlighedsloven § 36).
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core.models import ClosingDay

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
LAST_SECOND = time(23, 59, 59)
SATURDAY = 5
# As Danish documents name them, whatever language the reader has.
DANISH_MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)

_ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:\s*[-./]\s*|\s+)(\d{1,2})(?:\s*[-./]\s*|\s+)(\d{4}|\d{2})")
# Telephones offer a keyboard of digits only.
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})[.:](\d{2})(?::\d{2})?")

_UNREADABLE_DATE = _("Write the date as day-month-year, for example 24-12-2026.")
_UNREADABLE_TIME = _("Write the time as hours and minutes, for example 18.30.")


def today() -> date:
    """The day it is in Copenhagen now."""
    return timezone.localdate(timezone=COPENHAGEN)


def at(day: date, hour: time) -> datetime:
    """The moment when clocks in Copenhagen show `hour` on `day`."""
    return datetime.combine(day, hour, tzinfo=COPENHAGEN)


def end_of_day(day: date) -> datetime:
    """The last second of the day in Copenhagen, when a deadline without an hour ends."""
    return at(day, LAST_SECOND)


def deadline(day: date, hour: time | None = None) -> datetime:
    """The last moment that is still in time: the hour set, else the end of the day."""
    return at(day, hour) if hour else end_of_day(day)


@lru_cache(maxsize=100)
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DK", years=year))


def _is_holiday_or_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY or day in _public_holidays(day.year)


def days_off(first: date, last: date) -> list[date]:
    """The public holidays and closing days from `first` to `last`; weekends are not named."""
    closed = ClosingDay.objects.filter(date__range=(first, last)).values_list("date", flat=True)
    years = range(first.year, last.year + 1)
    public = (day for year in years for day in _public_holidays(year) if first <= day <= last)
    return sorted({*closed, *public})


def add_working_days(day: date, count: int) -> date:
    """The day that lies `count` working days after `day`; `day` itself is not counted.

    Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("Working days are counted forwards only.")
    # The closing days of the years ahead in one query: a municipality has a handful a year.
    closed = set(ClosingDay.objects.filter(date__gt=day).values_list("date", flat=True))
    while count > 0:
        day += timedelta(days=1)
        if not _is_holiday_or_weekend(day) and day not in closed:
            count -= 1
    return day


def parse_date(text: str) -> date:
    """Read a day as typed, e.g. `24-12-2026`, `24.12.2026`, `24/12-26`, `24122026`, `2026-12-24`.

    Two-digit years lie in this century, for the dates of this application lie near today.
    Raises ValidationError that shows the wanted form.
    """
    typed = text.translate(_ARABIC).strip()
    if match := _DAY_FIRST.fullmatch(typed) or _DIGITS.fullmatch(typed):
        day, month, year = (int(part) for part in match.groups())
        year += 2000 if len(match[3]) == 2 else 0
    elif match := _YEAR_FIRST.fullmatch(typed):
        year, month, day = (int(part) for part in match.groups())
    else:
        raise ValidationError(_UNREADABLE_DATE, code="invalid")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValidationError(
            _("There is no such day: %(typed)s. Write day-month-year, for example 24-12-2026."),
            code="no_such_day",
            params={"typed": typed},
        ) from None


def parse_time(text: str) -> time:
    """Read a time of day as typed: `18.30`, `18:30`, `kl. 18.30`.

    Raises ValidationError that shows the wanted form.
    """
    match = _TIME.fullmatch(text.translate(_ARABIC).strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValidationError(_UNREADABLE_TIME, code="invalid")
    return time(int(match[1]), int(match[2]))


def format_date(day: date) -> str:
    """Write a day as `24-12-2026`, in every language alike so that nobody has to guess."""
    return day.strftime("%d-%m-%Y")


def format_long_date(day: date) -> str:
    """Write a day with its month's name in the active language: `24. december 2026`."""
    return formats.date_format(day, "j. F Y" if get_language() == "da" else "j F Y")


def format_moment(moment: datetime) -> str:
    """Write a moment in Copenhagen's time in the active language: `24-12-2026 kl. 23.59`."""
    local = timezone.localtime(moment, COPENHAGEN)
    return gettext("%(date)s at %(time)s") % {
        "date": format_date(local.date()),
        "time": formats.time_format(local.time(), "TIME_FORMAT"),
    }
