"""Minutes and budgets as the meter's pages say them."""

from django import template

from associations import wording
from associations.budgets import Standing
from core.panels import Light

register = template.Library()

BADGES = {Light.RED: "error", Light.YELLOW: "warning", Light.GREEN: "success"}


@register.filter
def duration(minutes: int | None) -> str:
    """`2 h 30 min`; nothing for no number."""
    return "" if minutes is None or minutes == "" else wording.duration(minutes)


@register.filter
def budget_sentence(standing: Standing) -> str:
    return wording.budget_sentence(standing)


@register.filter
def badge(light: Light) -> str:
    """The kind of status tag that a light has."""
    return BADGES[light]
