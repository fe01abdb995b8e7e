"""The building blocks of pages; available in every template, shown on the gallery page.

A misspelt argument fails when the template compiles, a value outside the choices when it renders.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

Text = str | Promise
AlertKind = Literal["info", "success", "warning", "error"]
StatusKind = Literal["neutral", "info", "success", "warning", "error"]
ButtonKind = Literal["primary", "secondary", "tertiary", "warning"]
ALERTS = ("info", "success", "warning", "error")
STATUSES = ("neutral", *ALERTS)
BUTTONS = ("primary", "secondary", "tertiary", "warning")
# Pages named on each side of the current one; phones show "page 3 of 9" instead.
PAGES_AROUND = 2
# Icons that point the way of reading are mirrored from right to left.
DIRECTED_ICONS = (
    "arrow-back",
    "arrow-forward",
    "chevron-left",
    "chevron-right",
    "first-page",
    "last-page",
    "send",
)


@dataclass(frozen=True)
class Step:
    """A step of a guide: what it is called, where it is (nothing: not yet to be opened), how it is."""

    label: Text
    url: str = ""
    state: Literal["todo", "done", "error"] = "todo"
    hint: Text = ""


def _check(name: str, value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise ValueError(f"{name} is one of {', '.join(allowed)}, not {value!r}")
    return value


@lru_cache
def icon_names() -> frozenset[str]:
    """The icons that the front-end build puts into the sprite."""
    return frozenset(json.loads((settings.BASE_DIR / "assets" / "icons.json").read_text()))


@register.simple_tag
def icon(name: str, *, label: Text = "") -> SafeString:
    """An icon of DKFDS; with a label it is read aloud, without it is decoration."""
    if name not in icon_names():
        raise ValueError(f"There is no icon {name!r} in assets/icons.json")
    look = "icon-svg icon-directed" if name in DIRECTED_ICONS else "icon-svg"
    voice = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"')
    )
    return format_html(
        '<svg class="{}" {} focusable="false"><use href="{}#{}"></use></svg>',
        look,
        voice,
        static("img/icons.svg"),
        name,
    )


@register.simple_block_tag
def alert(content: str, kind: AlertKind, *, heading: Text = "", level: int = 2) -> str:
    """A message box: `{% alert "warning" heading=_("…") %}…{% endalert %}`."""
    _check("kind", kind, ALERTS)
    return render_to_string(
        "components/alert.html",
        {"content": content, "kind": kind, "heading": heading, "level": level},
    )


@register.simple_block_tag
def card(
    content: str, *, heading: Text = "", url: str = "", level: int = 2, subheading: Text = ""
) -> str:
    """A framed piece of a page; with `url` its heading leads there."""
    return render_to_string(
        "components/card.html",
        {
            "content": content,
            "heading": heading,
            "url": url,
            "level": level,
            "subheading": subheading,
        },
    )


@register.simple_block_tag
def empty_state(content: str, title: Text, *, action_url: str = "", action_label: Text = "") -> str:
    """What stands where a list is empty: why it is, and what one can do."""
    return render_to_string(
        "components/empty_state.html",
        {
            "content": content,
            "title": title,
            "action_url": action_url,
            "action_label": action_label,
        },
    )


@register.simple_block_tag
def receipt(content: str, title: Text, *, number: str = "", at: Any = None, level: int = 1) -> str:
    """The panel that says a thing was done: with its number and moment, and what happens next."""
    return render_to_string(
        "components/receipt.html",
        {"content": content, "title": title, "number": number, "at": at, "level": level},
    )


@register.simple_tag
def status_tag(label: Text, kind: StatusKind = "neutral") -> SafeString:
    """A status as a small coloured word; the word alone says it, the colour only helps."""
    _check("kind", kind, STATUSES)
    return format_html('<strong class="badge badge-{} status-tag">{}</strong>', kind, label)


@register.inclusion_tag("components/button_link.html")
def button_link(
    label: Text, url: str, *, kind: ButtonKind = "primary", icon: str = ""
) -> dict[str, Any]:
    """A link that looks like a button, for a step onwards that changes nothing."""
    _check("kind", kind, BUTTONS)
    return {"label": label, "url": url, "kind": kind, "icon": icon}


@register.inclusion_tag("components/step_guide.html")
def step_guide(steps: Sequence[Step], current: int) -> dict[str, Any]:
    """The steps of a guide, the `current` one (counted from 1) marked."""
    if not 1 <= current <= len(steps):
        raise ValueError(f"current is between 1 and {len(steps)}, not {current}")
    return {"steps": steps, "current": current, "total": len(steps), "here": steps[current - 1]}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*parts: Text) -> dict[str, Any]:
    """Where one is: label, address, label, address, …, and last the label of this page."""
    if len(parts) % 2 == 0:
        raise ValueError("breadcrumbs takes pairs of label and address, and last this page's label")
    return {"crumbs": list(zip(parts[:-1:2], parts[1::2], strict=True)), "here": parts[-1]}


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Facts to check: rows of (label, value) or (label, value, address where it is changed)."""
    return {"rows": [(*row, "")[:3] for row in rows]}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page, *, parameter: str = "page") -> dict[str, Any]:
    """Links to the other pages of a list; keeps the rest of the address."""
    numbers = page.paginator.get_elided_page_range(
        page.number, on_each_side=PAGES_AROUND, on_ends=1
    )
    query = context["request"].GET.copy()

    def address(number: int) -> str:
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "total": page.paginator.num_pages,
        "numbers": [(n, address(n) if isinstance(n, int) else "") for n in numbers],
        "previous": address(page.number - 1) if page.has_previous() else "",
        "next": address(page.number + 1) if page.has_next() else "",
    }


@register.inclusion_tag("components/filter.html", takes_context=True)
def filter_form(context: template.Context, filterset: Any, *, label: Text = "") -> dict[str, Any]:
    """The form of a django-filter filter set; open when something is chosen."""
    filterset.form.mark_optional = False
    chosen = [name for name in filterset.form.fields if context["request"].GET.get(name)]
    return {
        "form": filterset.form,
        "label": label,
        "chosen": len(chosen),
        "path": context["request"].path,
    }
