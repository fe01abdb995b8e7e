"""How amounts, days and numbers are written on pages; available in every template."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import formats, timezone
from django.utils.translation import get_language_bidi

from core import calendar, cvr, phone
from core import money as kroner

register = template.Library()

# Unicode isolates: without them Arabic before `24-12-2026` turns it into `2026-12-24`.
LEFT_TO_RIGHT = "\u2066"
RIGHT_TO_LEFT = "\u2067"
AS_ITS_OWN = "\u2068"
END = "\u2069"


def _isolate(text: str, direction: str = LEFT_TO_RIGHT) -> str:
    return f"{direction}{text}{END}" if text and get_language_bidi() else text


def typed(text: str) -> str:
    """What somebody typed, within a sentence of another language: it keeps its own direction."""
    return _isolate(text, AS_ITS_OWN)


@register.filter
def money(amount: Decimal | int | None) -> str:
    """`12.345,00 kr.`; nothing for no amount."""
    return "" if amount is None or amount == "" else _isolate(kroner.format(amount))


@register.filter
def day(value: date | datetime | None, style: str = "") -> str:
    """`24-12-2026`; with "weekday" `Thursday 24-12-2026`, with "long" `24. december 2026`."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value, calendar.COPENHAGEN).date()
    if style == "weekday":
        return f"{formats.date_format(value, 'l')} {_isolate(calendar.format_date(value))}"
    if style == "long":
        return calendar.format_long_date(value)
    if style:
        raise ValueError(f"day knows the styles weekday and long, not {style}")
    return _isolate(calendar.format_date(value))


@register.filter
def moment(value: datetime | None) -> str:
    """`24-12-2026 kl. 23.59`, in Copenhagen's time."""
    return (
        ""
        if value is None or value == ""
        else _isolate(calendar.format_moment(value), RIGHT_TO_LEFT)
    )


@register.filter(name="phone")
def phone_number(value: str | None) -> str:
    """`46 31 30 00` for a stored telephone number."""
    return _isolate(phone.display(value)) if value else ""


@register.filter(name="cvr")
def cvr_number(value: str | None) -> str:
    """`99 00 00 07` for a stored CVR number."""
    return _isolate(cvr.display(value)) if value else ""
