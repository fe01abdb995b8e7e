"""Say in which language a text stands that fell back to Danish."""

from django import template
from django.conf import settings
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def lang_of(instance: models.Model, field: str) -> SafeString | str:
    """`lang="da" dir="auto"` for a translated field that has no text in the page's language."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE or getattr(instance, f"{field}_{language}", None):
        return ""
    return format_html('lang="{}" dir="auto"', settings.LANGUAGE_CODE)
