"""What `manage.py check --deploy` says about settings that Django knows nothing of."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

SENDS_NOTHING = ("dummy", "console", "locmem", "filebased")


@register(Tags.security, deploy=True)
def municipal_settings(**kwargs: Any) -> Iterable[CheckMessage]:
    """Warn of what a demo may do and a municipality may not."""
    if settings.DEMO:
        yield Warning("DEMO shows log-ins to everybody.", id="foreningsbro.W001")
    if not settings.STAFF_MFA_REQUIRED:
        yield Warning("Staff can log in without a second factor.", id="foreningsbro.W002")
    if not settings.BASE_URL.startswith("https://"):
        yield Warning("BASE_URL must begin with https://.", id="foreningsbro.W003")
    if str(settings.POST_OFFICE["BACKENDS"]["default"]).split(".")[-2] in SENDS_NOTHING:
        yield Warning("EMAIL_URL names no mail server: letters stay here.", id="foreningsbro.W004")
