"""What a phone fetches the first time it comes here (design §8)."""

import gzip
from functools import cache

import brotli
import pytest

from tests.browser.conftest import PHONE

ALL, HTML = 120_000, 15_000  # bytes on the wire
# These are packed already.
PACKED = ("font/", "image/png", "image/jpeg", "image/webp")


def weight(response) -> int:
    """Its size on the wire: pages are packed on the fly, static files once and better."""
    kind, body = response.header_value("content-type") or "", response.body()
    if kind.startswith("text/html"):
        return len(gzip.compress(body, 6))
    return len(body) if kind.startswith(PACKED) else packed(body)


@cache
def packed(body: bytes) -> int:
    return min(len(body), len(brotli.compress(body)))


@pytest.mark.parametrize(
    ("who", "path", "language"),
    [
        ("", "/", "da"),
        ("", "/puljer/kultur-og-integrationspuljen/", "ar"),
        ("formand", "/min-forening/1/", "da"),
        ("formand-ar", "/min-forening/3/", "ar"),
    ],
)
def test_the_first_load_is_light(visit, who, path, language):
    visitor = visit(who, width=PHONE, language=language)
    # Nothing is there from the log-in, and nothing of it is still under way.
    visitor.page.wait_for_load_state("networkidle")
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("Network.clearBrowserCache")
    responses = []
    visitor.page.on("response", lambda one: responses.append(one))
    visitor.page.goto(visitor.site.url + path, wait_until="networkidle")
    weights = {one.url: weight(one) for one in responses if one.ok}
    page = weights[visitor.page.url]
    told = "\n".join(f"{size:>7} {url}" for url, size in weights.items())
    assert len(weights) > 2, told
    assert page <= HTML, told
    assert sum(weights.values()) <= ALL, told
