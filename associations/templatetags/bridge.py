"""The pencil marks beside the fields of a draft."""

from typing import Any

from django import template

from associations.bridge import Mark

register = template.Library()


@register.inclusion_tag("portal/bridge/marks.html")
def pencil_marks(marks: dict[str, list[Mark]], name: str) -> dict[str, Any]:
    """The suggestions that wait beside one field; their buttons belong to the form around them."""
    return {"marks": marks.get(name, ())}
