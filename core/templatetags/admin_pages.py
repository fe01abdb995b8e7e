"""What pages of the admin show beside the form: panels of other apps, and the steps taken."""

from typing import Any

from django import template
from django.conf import settings
from django.db import models
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from core.models import Transition
from core.panels import Panel

register = template.Library()


@register.simple_tag(takes_context=True)
def panel_body(context: template.Context, panel: Panel) -> SafeString:
    """A panel's own template with its own context."""
    return SafeString(render_to_string(panel.template, panel.context, context["request"]))


def _lifecycle(instance: models.Model) -> tuple[dict[str, Any], dict[str, Any]]:
    """The labels of an object's steps and of its states."""
    from core.admin.base import ModelAdmin

    field = ModelAdmin.state_field_of(type(instance))
    if not field:
        return {}, {}
    steps = getattr(instance, f"get_all_{field}_transitions")()
    labels = {one.name: one.custom.get("label", one.name) for one in steps}
    return labels, dict(instance._meta.get_field(field).flatchoices)


@register.simple_tag
def steps_with_labels(taken: Any, instance: models.Model) -> list[tuple[Transition, str, str]]:
    """The steps taken, each with the wording of the step and of the state it led to."""
    if not taken:
        return []
    steps, states = _lifecycle(instance)
    return [
        (one, str(steps.get(one.name, one.name)), str(states.get(one.target, one.target)))
        for one in taken
    ]


@register.simple_tag
def content_languages() -> list[tuple[str, str, str]]:
    """Code, own name and direction of each language that texts are kept in; Danish first."""
    first = settings.LANGUAGE_CODE
    codes = [first, *(code for code, _name in settings.LANGUAGES if code != first)]
    found = []
    for code in codes:
        known = get_language_info(code)
        found.append((code, known["name_local"], "rtl" if known["bidi"] else "ltr"))
    return found
