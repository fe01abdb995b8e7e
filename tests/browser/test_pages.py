"""Every page that can be reached, at both widths: sound, accessible, and no dead link among them."""

import json
import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from tests.browser.conftest import DESK, PHONE, Visitor
from tests.browser.site import alone

# Not pages: files, feeds, and what ends the visit.
NO_PAGE = re.compile(
    r"\.(pdf|csv|xlsx|docx|ics|js|webmanifest)$|^/dokumenter/|^/static/|^/log-ind/logout|/eksport/|^/was/|^/jsi18n|/jsi18n/"
)
# Twice the shapes there are; a runaway crawl fails instead of going on.
MOST = 300


def shape(path: str) -> str:
    """Pages that differ only by the object they show have one shape."""
    return re.sub(r"(?<=/)\d+(-[^/]*)?(?=/)", "N", path)


def crawl(visitor: Visitor, start: str, *, within: tuple[str, ...]) -> dict[str, str]:
    """Follow the links from `start`: none of them is dead. Returns one address of each shape.

    Links are followed without the browser, which takes far longer over a page.
    """
    waiting, found, faults = deque([start]), dict[str, str](), list[str]()
    while waiting:
        path = waiting.popleft()
        if shape(path) in found:
            continue
        found[shape(path)] = path
        assert len(found) <= MOST
        answer = visitor.page.request.get(visitor.site.url + path)
        if answer.status != 200:
            faults.append(f"{path}: {answer.status}")
            continue
        links = Links(answer.url, answer.text())
        waiting.extend(one for one in links.of(visitor.site.url) if one.startswith(within))
    assert not faults, "\n".join(faults)
    return found


def look_over(visitor: Visitor, paths: Iterable[str]) -> None:
    """Each of these pages is sound at both widths."""
    faults = list[str]()
    for path in paths:
        visitor.page.goto(visitor.site.url + path)
        for width in (PHONE, DESK):
            visitor.resize(width)
            faults += visitor.faults()
    assert not faults, "\n".join(faults)


class Links(HTMLParser):
    """Where a page leads to; what htmx fetches into it stands there as a link, too."""

    def __init__(self, url: str, text: str) -> None:
        super().__init__()
        self.url = url
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        if tag == "a" and "download" not in own and own.get("href"):
            self.addresses.append(str(own["href"]))

    def of(self, site: str) -> Iterator[str]:
        """The paths on our own site."""
        for address in self.addresses:
            target = urlsplit(urljoin(self.url, address))
            if target.netloc == urlsplit(site).netloc and not NO_PAGE.search(target.path):
                yield target.path


# Parts in which the staff's pages are looked over, so that the workers have equally much to do.
SHARES = 4
STAFF = ("konsulent", "sekretaer", "koordinator", "leder", "udvalgsformand", "udvalg", "admin")
PUBLIC = ("/puljer", "/aktiviteter", "/foreninger", "/bevillinger", "/log-ind")


@pytest.mark.parametrize("language", ["da", "ar"])
def test_public_pages(visit, language):
    visitor = visit(language=language)
    found = crawl(visitor, "/", within=PUBLIC)
    assert len(found) >= 10
    look_over(visitor, found.values())


@pytest.mark.parametrize(("language", "who"), [("da", "formand"), ("ar", "formand-ar")])
def test_pages_of_an_association(visit, language, who):
    visitor = visit(who, language=language)
    found = crawl(visitor, "/start/", within=("/min-forening", "/log-ind"))
    assert len(found) >= 15
    look_over(visitor, found.values())


def pages_of(who: str, visit: Callable[..., Visitor], shared: Path) -> dict[str, str]:
    """What this role reaches from the start page; found once a run, whichever worker comes first."""
    known = shared / f"pages-{who}.json"
    with alone(shared / f"pages-{who}.lock"):
        if not known.exists():
            found = crawl(visit(who), "/admin/", within=("/admin", "/opsoegende", "/log-ind"))
            known.write_text(json.dumps(found))
        return dict(json.loads(known.read_text()))


@pytest.mark.skipif(
    os.environ.get("DATABASE_URL", "").startswith("postgres"),
    reason="takes minutes and is the same on both databases: done once, on SQLite",
)
@pytest.mark.parametrize("share", range(SHARES))
def test_pages_of_the_staff(visit, site, share):
    """Each page is looked at once, as the first of these roles sees it, in one of the shares."""
    # Workers begin with different roles, so that none waits long for another.
    first = share * len(STAFF) // SHARES
    reached = {who: pages_of(who, visit, site.shared) for who in (*STAFF[first:], *STAFF[:first])}
    own = dict[str, str]()
    for who in reversed(STAFF):
        own |= dict.fromkeys(reached[who], who)
    assert len(own) >= 100
    mine = sorted(own)[share::SHARES]
    for who in STAFF:
        paths = [reached[who][one] for one in mine if own[one] == who]
        if paths:
            look_over(visit(who), paths)
