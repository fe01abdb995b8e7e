"""Real Chromium on a real site. `SCREENSHOTS=1` keeps a picture of every page looked at."""

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.site import ROOT, Site, run_site

PHONE, DESK = 360, 1280
PASSWORD = "foreningsbro-demo"
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
# WCAG 2.2 A and AA, and what axe itself calls best practice stays out of the law.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    # Preloading would put style sheets into the page, which its CSP rightly forbids.
    "preload": False,
}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
KEEP = bool(os.environ.get("SCREENSHOTS"))
PICTURES = ROOT / "docs" / "billeder"
LARGEST = 150_000  # bytes of a picture in the handbook


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All browser tests carry the mark; the long walks come first, so that nobody waits for them."""
    for item in items:
        if "tests/browser" in str(item.fspath):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.path.name != "test_pages.py")


@pytest.fixture(autouse=True)
def plain_settings() -> None:
    """The site has settings of its own; the suite's do not matter here."""


@pytest.fixture(autouse=True)
def documents_in_memory() -> None:
    """As above."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    base = tmp_path_factory.getbasetemp()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    shared = (base.parent if worker else base) / "site"
    shared.mkdir(exist_ok=True)
    with run_site(shared, worker or "alone") as running:
        yield running


# One a module: playwright keeps an event loop running, which Django's own tests do not like.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS
        )
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Somebody at a browser: a page with what is asked of every page built in."""

    page: Page
    site: Site
    width: int
    language: str
    has_javascript: bool = True
    troubles: list[str] = field(default_factory=list)
    # The admin's header and menu are the same on every page, and axe takes longest over them.
    knows_the_menu: bool = False

    def go(self, path: str) -> Page:
        """Open an address of the site and look the page over."""
        self.page.goto(self.site.url + path)
        self.look()
        return self.page

    def press(self, selector: str) -> Page:
        """Press a button or link that leads to a new page, and look that over."""
        with self.page.expect_navigation():
            self.page.click(selector)
        self.look()
        return self.page

    def resize(self, width: int) -> None:
        """Turn the phone into a desk, or the other way."""
        self.width = width
        self.page.set_viewport_size({"width": width, "height": 780})

    def look(self) -> None:
        """The page is sound, see `faults`."""
        faults = self.faults()
        assert not faults, "\n".join(faults)

    def faults(self) -> list[str]:
        """Axe finds nothing, nothing is cut off sideways, nothing foreign is fetched, CSP holds."""
        if not self.has_javascript:
            return []
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found = self.page.evaluate(f"rules => axe.run({self.unseen()}, rules)", RULES)
        faults = [
            f"{one['id']}: {node['html'][:120]}"
            for one in found["violations"]
            for node in one["nodes"]
        ]
        too_wide = self.page.evaluate("document.documentElement.scrollWidth") - self.width
        if too_wide > 0:
            faults.append(f"{too_wide} px too wide")
        faults += self.troubles
        self.troubles.clear()
        if KEEP:
            self.keep()
        where = f"{self.page.url} at {self.width} px in {self.language}"
        return [f"{where}: {fault}" for fault in faults]

    def unseen(self) -> str:
        """What axe is to look at: at a desk in the admin, after the first page, what is not menu."""
        if self.width != DESK or "/admin/" not in self.page.url:
            return "document"
        if not self.knows_the_menu:
            self.knows_the_menu = True
            return "document"
        return "'main'"

    def keep(self) -> None:
        """A picture of the page, under its address."""
        folder = ROOT / "var" / "screenshots"
        folder.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^a-z0-9]+", "-", self.page.url.removeprefix(self.site.url).lower()).strip(
            "-"
        )
        file = f"{name or 'forside'}-{self.language}-{self.width}.png"
        self.page.screenshot(path=folder / file, full_page=True)

    def picture(self, path: Path) -> None:
        """A picture for the handbook: the page from its top, as much as a small file holds."""
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = self.page.evaluate("document.documentElement.scrollHeight")
        for height in range(min(whole, 1400), 0, -100):
            # What sticks to the lower edge of the screen sticks to the picture's.
            self.page.set_viewport_size({"width": self.width, "height": height})
            clip = {"x": 0, "y": 0, "width": self.width, "height": height}
            image = self.page.screenshot(clip=clip)
            if len(image) <= LARGEST:
                break
        path.write_bytes(image)

    def log_in(self, who: str) -> None:
        self.page.goto(self.site.url + "/log-ind/login/")
        self.page.fill("input[name=login]", f"{who}@demo.example")
        self.page.fill("input[name=password]", PASSWORD)
        with self.page.expect_navigation():
            self.page.click("main form[action*=login] button[type=submit]")


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Callable[..., Visitor]]:
    """`visit(who, width=…, language=…, javascript=…)`: a new browser, logged in or not."""
    contexts: list[BrowserContext] = []

    def begin(
        who: str = "", *, width: int = DESK, language: str = "da", javascript: bool = True
    ) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": 780},
            locale="da-DK",
            java_script_enabled=javascript,
            has_touch=width == PHONE,
        )
        contexts.append(context)
        if language != "da":
            context.add_cookies([{"name": "sprog", "value": language, "url": site.url}])
        page = context.new_page()
        visitor = Visitor(page, site, width, language, javascript)
        page.on("request", lambda request: note_foreign(visitor, request.url))
        page.on("console", lambda message: note_policy(visitor, message.text))
        if who:
            visitor.log_in(who)
        return visitor

    yield begin
    for context in contexts:
        context.close()


def note_foreign(visitor: Visitor, address: str) -> None:
    if not address.startswith((visitor.site.url, "data:", "blob:")):
        visitor.troubles.append(f"third party: {address}")


def note_policy(visitor: Visitor, text: str) -> None:
    if "Content Security Policy" in text:
        visitor.troubles.append(json.dumps(text)[:300])
