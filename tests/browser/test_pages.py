"""Every page that can be reached, at both widths: sound, accessible, and no dead link among them."""

import os
import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest

from tests.browser.conftest import DESK, PHONE, Visitor

# Not pages: files, feeds, and what ends the visit.
NO_PAGE = re.compile(
    r"\.(pdf|csv|xlsx|docx|ics|js|webmanifest)$|^/dokumenter/|^/static/|^/log-ind/logout|/eksport/|^/was/|^/jsi18n|/jsi18n/"
)
LINKS = "all => all.filter(a => !a.hasAttribute('download')).map(a => a.getAttribute('href'))"
# Twice the shapes there are; a runaway crawl fails instead of going on.
MOST = 300


def shape(path: str) -> str:
    """Pages that differ only by the object they show have one shape."""
    return re.sub(r"(?<=/)\d+(-[^/]*)?(?=/)", "N", path)


def crawl(
    visitor: Visitor, start: str, *, within: tuple[str, ...], looked: set[str] | None = None
) -> int:
    """Follow the links from `start` through one page of each shape: none of them is dead.

    The pages are looked over at both widths; those in `looked` have been, for another role.
    """
    looked = set() if looked is None else looked
    waiting, seen, faults = deque([start]), set[str](), list[str]()
    while waiting:
        path = waiting.popleft()
        if shape(path) in seen:
            continue
        seen.add(shape(path))
        assert len(seen) <= MOST
        response = visitor.page.goto(visitor.site.url + path)
        if response is None or response.status != 200:
            faults.append(f"{path}: {response and response.status}")
            continue
        waiting.extend(one for one in links(visitor) if one.startswith(within))
        if shape(path) not in looked:
            looked.add(shape(path))
            for width in (PHONE, DESK):
                visitor.resize(width)
                faults += visitor.faults()
    assert not faults, "\n".join(faults)
    return len(seen)


def links(visitor: Visitor) -> Iterator[str]:
    """Where the links of the page lead to, on our own site."""
    for href in visitor.page.eval_on_selector_all("a[href]", LINKS):
        target = urlsplit(urljoin(visitor.page.url, href))
        if target.netloc == urlsplit(visitor.site.url).netloc and not NO_PAGE.search(target.path):
            yield target.path


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
@pytest.mark.parametrize(
    "roles",
    [("konsulent", "koordinator"), ("sekretaer", "leder"), ("udvalg", "udvalgsformand", "admin")],
)
def test_pages_of_the_staff(visit, roles):
    looked: set[str] = set()
    for who in roles:
        crawl(visit(who), "/admin/", within=("/admin", "/opsoegende", "/log-ind"), looked=looked)
    assert len(looked) >= 12
