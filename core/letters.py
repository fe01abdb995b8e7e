"""Letters by e-mail: rendered in the recipient's language, queued in the action's transaction.

The decision and its letter are saved together or not at all; the worker sends later. A mail
carries a link, not the case's content.
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template import Context, Engine
from django.utils import translation
from post_office import mail
from post_office.models import Email

from core.context_processors import find_municipality

if TYPE_CHECKING:
    from accounts.models import User

# post_office renders what it is given as a template. The finished text is therefore passed as a
# value of these fixed templates: what a user typed is never read as template code.
_SUBJECT = "{% autoescape off %}{{ subject }}{% endautoescape %}"
_TEXT = "{% autoescape off %}{{ text }}{% endautoescape %}"
_HTML = (
    '<!doctype html><html lang="{{ language }}" dir="{{ direction }}">'
    '<head><meta charset="utf-8"><title>{{ subject }}</title></head>'
    "<body>{{ text|urlize|linebreaks }}</body></html>"
)


def queue(
    *, to: "User | str", template: str, context: dict[str, Any], language: str | None = None
) -> Email:
    """Queue a letter from `templates/letters/<template>.subject.txt` and `.txt`.

    `to` is a user (then in their preferred language) or an address (then Danish); `language`
    overrides. Both templates get `context`, `municipality`, `base_url` and, if `to` is a user,
    `recipient`. Plain text without escaping; an HTML copy with clickable links is made from it.

    Returns the queued e-mail. Raises ValidationError if the address cannot be one.
    """
    address = to if isinstance(to, str) else to.email
    chosen = language or getattr(to, "preferred_language", None) or settings.LANGUAGE_CODE
    values = {
        "municipality": find_municipality(),
        "base_url": settings.BASE_URL,
        "recipient": None if isinstance(to, str) else to,
        **context,
    }
    with translation.override(chosen):
        # A line break in a subject would start a header of the sender's choice.
        subject = " ".join(_render(f"letters/{template}.subject.txt", values).split())
        text = _render(f"letters/{template}.txt", values).strip() + "\n"
        return mail.send(
            recipients=[address],
            subject=_SUBJECT,
            message=_TEXT,
            html_message=_HTML,
            context={
                "subject": subject,
                "text": text,
                "language": chosen,
                "direction": "rtl" if translation.get_language_bidi() else "ltr",
            },
            priority="medium",
        )


def _render(name: str, values: dict[str, Any]) -> str:
    return Engine.get_default().get_template(name).render(Context(values, autoescape=False))
