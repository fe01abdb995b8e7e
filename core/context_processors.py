"""What every page knows: whose installation this is, and where one can go."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from core.models import Municipality

PUBLIC_PAGES = [
    ("public_pools", _("Pools")),
    ("public_events", _("Activities")),
    ("public_associations", _("Associations")),
    ("public_grants", _("Grants awarded")),
]
STAFF_PAGE = ("admin:index", _("Case work"))
LOG_PAGE = ("quick_log", _("Log a contact"))
# Made by `manage.py demo`; shown on the log-in page of the demo and nowhere else.
DEMO_LOGINS = [
    ("admin@demo.example", _("Administrator")),
    ("leder@demo.example", _("Manager")),
    ("koordinator@demo.example", _("Association coordinator")),
    ("konsulent@demo.example", _("Integration consultant")),
    ("sekretaer@demo.example", _("Pool secretary")),
    ("udvalg@demo.example", _("Committee member")),
    ("udvalgsformand@demo.example", _("Committee chair")),
    ("formand@demo.example", _("Chair of an association")),
    ("formand-ar@demo.example", _("Chair of an association, in Arabic")),
]
PORTAL_PAGE = ("portal_home", _("My association"))


class MenuEntry(NamedTuple):
    """A line of the main menu."""

    label: str | Promise
    url: str
    is_current: bool


def find_municipality() -> Municipality:
    """The municipality this installation serves; one without contact details before it is set up."""
    return Municipality.objects.select_related("logo").first() or Municipality()


def municipality(request: HttpRequest) -> dict[str, Any]:
    """The municipality, asked for only by pages that show it."""
    return {"municipality": SimpleLazyObject(find_municipality)}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The main menu, and the log-ins of the demo where there is one."""
    return {
        "main_menu": SimpleLazyObject(lambda: main_menu(request)),
        "demo_logins": DEMO_LOGINS if settings.DEMO else [],
    }


def main_menu(request: HttpRequest) -> list[MenuEntry]:
    """The public pages, then those of the person who is logged in."""
    user = getattr(request, "user", None)
    pages = list(PUBLIC_PAGES)
    if user is not None and user.is_authenticated:
        pages.insert(0, STAFF_PAGE if user.is_staff else PORTAL_PAGE)
        if user.has_perm("associations.log_contact"):
            pages.insert(0, LOG_PAGE)
    return [
        MenuEntry(label, url, request.path.startswith(url))
        for name, label in pages
        if (url := _address(name))
    ]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
