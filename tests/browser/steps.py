"""What people do over and over in the journeys."""

import re

from playwright.sync_api import Page

SUBMIT = "#content form [type=submit], main form [type=submit]"


def pick(page: Page, name: str, value: str) -> None:
    """Choose a radio button or tick a box by its label, as a finger does."""
    field = page.locator(f'input[name="{name}"][value="{value}"]')
    page.locator(f'label[for="{field.get_attribute("id")}"]').first.click()


def tick(page: Page, name: str) -> None:
    """Tick a single box by its label."""
    field = page.locator(f'input[type=checkbox][name="{name}"]')
    page.locator(f'label[for="{field.get_attribute("id")}"]').first.click()


def fill(page: Page, **values: str) -> None:
    """Type into fields by their names."""
    for name, value in values.items():
        page.fill(f'[name="{name}"]', value)


def begin(page: Page, site_url: str) -> None:
    """Begin an application in the rolling round of the small pool."""
    page.goto(site_url + "/puljer/start-og-udviklingspuljen/")
    page.goto(site_url + (page.locator(".card a.button").first.get_attribute("href") or ""))
    if "/ny/" in page.url and page.locator("main form").count():
        page.click("main form button[type=submit]")


def number_in(address: str) -> int:
    """The last number in an address: the object one looks at."""
    return int(re.findall(r"\d+", address.split("?")[0])[-1])
