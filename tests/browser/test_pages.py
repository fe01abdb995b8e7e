"""Every page that can be reached, at both widths: sound, accessible, and no dead link among them."""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import DESK, PHONE

# Not pages: files, feeds, and what ends the visit.
NO_PAGE = re.compile(
    r"\.(pdf|csv|xlsx|ics|js|webmanifest)$|^/dokumenter/|^/static/|^/log-ind/logout|/eksport/|^/was/|^/jsi18n|/jsi18n/"
)
LINKS = "all => all.filter(a => !a.hasAttribute('download')).map(a => a.getAttribute('href'))"
# Enough for every shape of page; a runaway crawl fails instead of going on.
MOST = 150


def shape(path: str) -> str:
    """Pages that differ only by the object they show have one shape."""
    return re.sub(r"(?<=/)\d+(-[^/]*)?(?=/)", "N", path)


def crawl(visitor, start: str, seen: set[str], *, within: tuple[str, ...]) -> int:
    """Follow the links from `start` through one page of each shape; `seen` is added to."""
    waiting = deque([start])
    count = 0
    faults: list[str] = []
    while waiting:
        path = waiting.popleft()
        if shape(path) in seen:
            continue
        seen.add(shape(path))
        count += 1
        assert count <= MOST
        response = visitor.page.goto(visitor.site.url + path)
        assert response is not None
        assert response.status == 200, f"{path}: {response.status}"
        visitor.look()
        for href in visitor.page.eval_on_selector_all("a[href]", LINKS):
            target = urlsplit(href)
            if target.scheme in ("", "http") and target.netloc in (
                "",
                urlsplit(visitor.site.url).netloc,
            ):
                path = target.path
                if path.startswith(within) and not NO_PAGE.search(path):
                    waiting.append(path)
    assert not faults, "\n".join(faults)
    return count


PUBLIC = ("/puljer", "/aktiviteter", "/foreninger", "/bevillinger", "/log-ind")


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", ["da", "ar"])
def test_public_pages(visit, width, language):
    visitor = visit(width=width, language=language)
    assert crawl(visitor, "/", set(), within=PUBLIC) >= 10


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize(("language", "who"), [("da", "formand"), ("ar", "formand-ar")])
def test_pages_of_an_association(visit, width, language, who):
    visitor = visit(who, width=width, language=language)
    assert crawl(visitor, "/start/", set(), within=("/min-forening", "/log-ind")) >= 15


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize(
    "roles",
    [("konsulent", "koordinator"), ("sekretaer", "leder"), ("udvalg", "udvalgsformand", "admin")],
)
def test_pages_of_the_staff(visit, width, roles):
    seen: set[str] = set()
    for who in roles:
        crawl(visit(who, width=width), "/admin/", seen, within=("/admin", "/opsoegende"))
    assert len(seen) >= 12
