"""Where an app on the right puts something onto a page of an app on the left.

A slot is a named place on a page. An app registers a function in its `panels.py`; the page renders
what the functions return, in order. Slots: `association` (an association's page in the admin),
`timeline` and `health` (what happened to an association, and how it stands; lists of `Moment` and
of `Sign`), `portal_home` (an association's front page), `today` (the staff start page), `portal_sections`
(the portal's menu), `admin_menu`, `admin_urls` (pages of the admin that belong to no model),
`case_targets` (what an entry of the outreach log can be tied to; a `CaseTarget`), `draft_targets`
(the kinds of draft that an association can open to a consultant; a `DraftTarget`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_slots: dict[str, list[tuple[int, str, Callable[..., Any]]]] = defaultdict(list)


@dataclass(frozen=True)
class Panel:
    """A titled piece of a page: a template and what it shows."""

    title: str | Promise
    template: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TodayItem:
    """A line of “what needs me today”.

    `kind` groups the lines; `is_urgent` is for what is overdue; `due_on` sorts them.
    """

    kind: str | Promise
    title: str
    url: str
    due_on: date | None = None
    note: str | Promise = ""
    is_urgent: bool = False


@dataclass(frozen=True)
class Moment:
    """A line of an association's timeline: what happened, when, and where to read on."""

    happened_at: datetime
    kind: str | Promise
    title: str | Promise
    url: str = ""
    note: str | Promise = ""


class Light(TextChoices):
    """How something stands, worst first; shown in words, never by colour alone."""

    RED = "red", _("Act now")
    YELLOW = "yellow", _("Keep an eye on it")
    GREEN = "green", _("In order")


@dataclass(frozen=True)
class Sign:
    """A line of an association's health card: how one thing stands and why, in words."""

    light: Light
    label: str | Promise
    reason: str | Promise
    url: str = ""


@dataclass(frozen=True)
class MenuEntry:
    """A page of our own in the admin's menu, under one of its headings (core.site.MENU)."""

    heading: str | Promise
    label: str | Promise
    url: str


@dataclass(frozen=True)
class Section:
    """An entry of the portal's menu."""

    label: str | Promise
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class CaseTarget:
    """A kind of thing that an entry of the outreach log can be tied to.

    `visible_to(user)` gives those this user may see, `of(user, association_ids)` those of these
    associations, the newest first. Where `takes_notes`, an entry may stand as a note of the case.
    """

    kind: str
    label: str | Promise
    visible_to: Callable[[Any], Any]
    of: Callable[[Any, Iterable[int]], Any]
    takes_notes: bool = False


@dataclass(frozen=True)
class DraftField:
    """A field of a draft as somebody else reads it: what is asked, and what is written now.

    `longest` is how much text can be put into it; 0 where it holds no text (a number, a choice, a
    list of amounts), so that one can only remark on it.
    """

    name: str
    label: str | Promise
    value: str
    longest: int = 0
    is_line: bool = False


@dataclass(frozen=True)
class DraftPart:
    """A step of a draft with its fields; `is_unfinished` where it is not checked yet."""

    slug: str
    label: str | Promise
    fields: list[DraftField]
    is_unfinished: bool = False


@dataclass(frozen=True)
class DraftTarget:
    """A kind of draft that an association can open to a consultant for some days.

    `rows()` are all of its kind, with what the pages need; `permission` is who writes one, asked
    with the draft; `help_kind` is the code of the kind of help; `section` the portal's menu entry.
    `put(draft, name, text, by=, at=)` writes a text into a field through the draft's own action;
    `helped(draft, by=, at=)` notes on the draft who helped; `closed(draft)` says why nothing can be
    suggested now, and `barred(draft, user)` why this person cannot help, both empty when they can.
    """

    kind: str
    label: str | Promise
    permission: str
    help_kind: str
    section: str
    rows: Callable[[], Any]
    parts: Callable[[Any], list[DraftPart]]
    put: Callable[..., Any]
    helped: Callable[..., None]
    closed: Callable[[Any], str]
    barred: Callable[[Any, Any], str]
    url: Callable[[Any], str]
    part_url: Callable[[Any, str], str]


def register(slot: str, function: Callable[..., Any], order: int = 100) -> None:
    """Offer `function` for `slot`; lower orders come first."""
    entry = (order, f"{function.__module__}.{function.__qualname__}", function)
    if entry not in _slots[slot]:
        _slots[slot].append(entry)
        _slots[slot].sort(key=lambda row: row[:2])


def collect(slot: str, *arguments: Any) -> list[Any]:
    """What the functions of `slot` return for these arguments; lists are joined, None left out."""
    found: list[Any] = []
    for _order, _name, function in _slots[slot]:
        result = function(*arguments)
        if result is None:
            continue
        if isinstance(result, Iterable) and not isinstance(result, Panel | str):
            found.extend(result)
        else:
            found.append(result)
    return found


def panels(slot: str, request: HttpRequest, instance: Any, *, app: str = "") -> list[Panel]:
    """The panels of a page for this object; with `app` only those this app has registered."""
    if not app:
        return collect(slot, request, instance)
    own = [entry[2] for entry in _slots[slot] if _app_of(entry[2]) == app]
    return [panel for show in own if (panel := show(request, instance)) is not None]


def apps(slot: str) -> list[str]:
    """The apps that have registered something for `slot`, in the order of their first entry."""
    return list(dict.fromkeys(_app_of(entry[2]) for entry in _slots[slot]))


def _app_of(function: Callable[..., Any]) -> str:
    return function.__module__.split(".", 1)[0]
