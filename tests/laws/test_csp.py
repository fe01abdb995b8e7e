"""House law: the strict content security policy on every page, and nothing from a third party."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.laws.matrix import ROLES
from tests.laws.walk import pages, walk

pytestmark = pytest.mark.django_db

# What a browser fetches by itself, or sends to; a link that a person follows may lead away.
FETCHED = {
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "manifest",
    "poster",
    "src",
    "srcset",
    "xlink:href",
}
FOLLOWED = {("a", "href")}
NO_ELEMENT = {"style", "iframe", "object", "embed", "base", "frame", "applet"}
POLICY = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "manifest-src": {"'self'"},
    "worker-src": {"'self'"},
    "form-action": {"'self'"},
    "frame-ancestors": {"'none'"},
    "base-uri": {"'none'"},
    "object-src": {"'none'"},
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
URL_IN_CSS = re.compile(r"""(?:url\(|@import)\s*["']?\s*((?:https?:)?//[^"')\s]+)""", re.I)


class Page(HTMLParser):
    """What is wrong with a page in the eyes of the policy."""

    def __init__(self, content):
        super().__init__(convert_charrefs=True)
        self.wrong = []
        self.inline = None
        self.feed(content)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag in NO_ELEMENT:
            self.wrong.append(f"<{tag}>")
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.wrong.append("<script> without src")
        for name, value in attributes:
            if name.startswith(("on", "hx-on")) or name == "style":
                self.wrong.append(f"<{tag} {name}>")
            if name in FETCHED and (tag, name) not in FOLLOWED:
                parts = urlsplit(value or "")
                if parts.netloc or parts.scheme not in ("", "data"):
                    self.wrong.append(f"<{tag} {name}={value}>")
            if (value or "").strip().lower().startswith("javascript:"):
                self.wrong.append(f"<{tag} {name}={value}>")


def of_type(world, role, kind):
    return [
        visit
        for visit in walk(world, role)
        if visit.headers.get("Content-Type", "").startswith(kind)
    ]


@pytest.mark.parametrize("role", ROLES.values())
def test_every_page_answers_with_the_strict_policy(world, role):
    for visit in of_type(world, role, "text/html"):
        policy = {
            words[0]: set(words[1:])
            for words in map(str.split, visit.headers["Content-Security-Policy"].split(";"))
        }
        assert policy == POLICY, visit.row


@pytest.mark.parametrize("role", ROLES.values())
def test_no_answer_loosens_the_policy(world, role):
    for visit in walk(world, role):
        policy = visit.headers.get("Content-Security-Policy", "default-src 'none'")
        assert "unsafe-eval" not in policy, visit.row
        assert "*" not in policy, visit.row
        assert "http" not in policy, visit.row
        # The browser's own reader of PDFs styles itself; our pages never.
        if "unsafe-inline" in policy:
            assert visit.headers["Content-Type"] == "application/pdf", visit.row
            assert "script-src" not in policy, visit.row


@pytest.mark.parametrize("role", ROLES.values())
def test_every_answer_has_the_headers_that_protect(world, role):
    for visit in walk(world, role):
        for name, value in HEADERS.items():
            assert visit.headers.get(name) == value, f"{visit.row}: {name}"


@pytest.mark.parametrize("role", ROLES.values())
def test_no_page_has_inline_code_or_fetches_from_elsewhere(world, role):
    found = {
        visit.row: sorted(set(wrong))
        for visit in pages(world, role)
        if (wrong := Page(visit.content).wrong)
    }
    assert found == {}


@pytest.mark.parametrize("role", ROLES.values())
def test_pages_behind_a_log_in_are_kept_by_no_cache_of_others(world, role):
    """A page about one person must not be shown to the next by a proxy between."""
    for visit in of_type(world, role, "text/html"):
        assert "public" not in visit.headers.get("Cache-Control", ""), visit.row


def test_no_stylesheet_of_ours_fetches_from_elsewhere(world):
    sheets = [visit.content for visit in of_type(world, "anonymous", "text/css")]
    assert sheets
    sheets += [path.read_text("utf-8") for path in (settings.BASE_DIR / "assets").rglob("*.css")]
    assert [URL_IN_CSS.findall(sheet) for sheet in sheets if URL_IN_CSS.search(sheet)] == []
