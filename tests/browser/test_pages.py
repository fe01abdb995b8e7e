"""Every page that can be reached, at both widths: sound, accessible, and no dead link among them."""

import os
import re
from collections import deque
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit
from zlib import crc32

import pytest

from tests.browser.conftest import DESK, PHONE, Visitor

# Not pages: files, feeds, and what ends the visit.
NO_PAGE = re.compile(
    r"\.(pdf|csv|xlsx|docx|ics|js|webmanifest)$|^/dokumenter/|^/static/|^/log-ind/logout|/eksport/|^/was/|^/jsi18n|/jsi18n/"
)
# Twice the shapes there are; a runaway crawl fails instead of going on.
MOST = 300


def shape(path: str) -> str:
    """Pages that differ only by the object they show have one shape."""
    return re.sub(r"(?<=/)\d+(-[^/]*)?(?=/)", "N", path)


def every(shape: str) -> bool:
    """All of them are looked at."""
    return True


def crawl(
    visitor: Visitor,
    start: str,
    *,
    within: tuple[str, ...],
    looked: set[str] | None = None,
    share: Callable[[str], bool] = every,
) -> int:
    """Follow the links from `start` through one page of each shape: none of them is dead.

    The pages of this share are looked over at both widths; those in `looked` have been, for another
    role. Links are followed without the browser, which takes far longer over a page.
    """
    looked = set() if looked is None else looked
    waiting, seen, faults = deque([start]), set[str](), list[str]()
    while waiting:
        path = waiting.popleft()
        if shape(path) in seen:
            continue
        seen.add(shape(path))
        assert len(seen) <= MOST
        answer = visitor.page.request.get(visitor.site.url + path)
        if answer.status != 200:
            faults.append(f"{path}: {answer.status}")
            continue
        found = Links(answer.url, answer.text())
        waiting.extend(one for one in found.of(visitor.site.url) if one.startswith(within))
        if shape(path) not in looked and share(shape(path)):
            looked.add(shape(path))
            visitor.page.goto(visitor.site.url + path)
            for width in (PHONE, DESK):
                visitor.resize(width)
                faults += visitor.faults()
    assert not faults, "\n".join(faults)
    return len(seen)


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


STAFF = ("konsulent", "sekretaer", "koordinator", "leder", "udvalgsformand", "udvalg", "admin")
PUBLIC = ("/puljer", "/aktiviteter", "/foreninger", "/bevillinger", "/log-ind")


@pytest.mark.parametrize("language", ["da", "ar"])
def test_public_pages(visit, language):
    assert crawl(visit(language=language), "/", within=PUBLIC) >= 10


@pytest.mark.parametrize(("language", "who"), [("da", "formand"), ("ar", "formand-ar")])
def test_pages_of_an_association(visit, language, who):
    visitor = visit(who, language=language)
    assert crawl(visitor, "/start/", within=("/min-forening", "/log-ind")) >= 15


@pytest.mark.skipif(
    os.environ.get("DATABASE_URL", "").startswith("postgres"),
    reason="takes minutes and is the same on both databases: done once, on SQLite",
)
@pytest.mark.parametrize("half", [0, 1])
def test_pages_of_the_staff(visit, half):
    """Each page is looked at once, as the first of these roles sees it, in one of two halves."""
    looked: set[str] = set()

    def share(shape: str) -> bool:
        return crc32(shape.encode()) % 2 == half

    for who in STAFF:
        crawl(
            visit(who), "/admin/",
            within=("/admin", "/opsoegende", "/log-ind"), looked=looked, share=share,
        )  # fmt: skip
    assert len(looked) >= 40
