"""The quick log in a car park: few taps, one thumb, no network."""

import time

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.steps import fill, pick

MOST_TAPS = 8


class Thumb:
    """Counts what the thumb does; typing is not counted."""

    def __init__(self, page) -> None:
        self.page = page
        self.taps = 0

    def pick(self, name: str, value: str) -> None:
        pick(self.page, name, value)
        self.taps += 1

    def tap(self, selector: str) -> None:
        self.page.click(selector)
        self.taps += 1


SAVE = ".quick-log button[type=submit]:not([name])"


def test_a_contact_is_saved_in_at_most_eight_taps_and_under_a_minute(visit):
    visitor = visit("konsulent", width=PHONE)
    begun = time.monotonic()
    page = visitor.go("/opsoegende/")
    thumb = Thumb(page)
    first = page.locator("input[name=associations]").first.get_attribute("value") or ""
    thumb.pick("associations", first)
    thumb.pick("channel", "phone")
    thumb.pick("minutes", "15")
    thumb.pick("help_kind", "2")
    fill(page, summary="Ringede om bilag.")
    thumb.pick("follow_up_in", "7")
    fill(page, follow_up_text="Ring igen")
    with page.expect_navigation():
        thumb.tap(SAVE)
    visitor.look()
    assert "15" in page.inner_text("main")
    assert thumb.taps <= MOST_TAPS
    assert time.monotonic() - begun < 60


def test_one_entry_is_for_several_associations(visit):
    visitor = visit("konsulent", width=PHONE)
    page = visitor.go("/opsoegende/")
    chips = page.locator("input[name=associations]")
    values = [chips.nth(n).get_attribute("value") or "" for n in range(2)]
    for value in values:
        pick(page, "associations", value)
    pick(page, "channel", "event")
    pick(page, "minutes", "90")
    pick(page, "help_kind", "11")
    visitor.press(SAVE)
    assert page.locator("main .receipt, main").first.inner_text().count(",") >= 1


def test_an_entry_made_without_network_is_kept_on_the_phone_and_sent_once(visit):
    visitor = visit("konsulent2", width=PHONE)
    page = visitor.go("/opsoegende/")
    first = page.locator("input[name=associations]").first.get_attribute("value") or ""
    pick(page, "associations", first)
    pick(page, "channel", "visit")
    pick(page, "minutes", "45")
    pick(page, "help_kind", "1")
    fill(page, summary="Uden net i kælderen under Æblehaven")
    page.context.set_offline(True)
    page.click(SAVE)
    expect(page.locator("[data-queue-list]")).to_be_visible()
    page.context.set_offline(False)
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_timeout(2500)
    admin = visit("konsulent2")
    listed = admin.go("/admin/associations/contact/?q=kælderen")
    assert listed.locator("#result_list tbody tr").count() == 1


def test_an_evening_made_without_network_is_sent_once_with_all_its_lines(visit):
    visitor = visit("konsulent2", width=PHONE)
    page = visitor.go("/opsoegende/aften/")
    page.click("[data-more-lines]")
    lines = page.locator("[data-evening-line]")
    assert lines.count() == 5
    for number in (0, 4):
        select = lines.nth(number).locator("select[name$=-association]")
        value = select.locator("option").nth(number + 1).get_attribute("value") or ""
        select.select_option(value)
        page.fill(f"[name=linje-{number}-summary]", f"Aften i regnvejr, linje {number}")
    page.context.set_offline(True)
    page.click(".save-bar button")
    expect(page.locator("[data-queue-list]")).to_contain_text("Efter en aften")
    page.context.set_offline(False)
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_timeout(2500)
    admin = visit("konsulent2")
    listed = admin.go("/admin/associations/contact/?q=regnvejr")
    assert listed.locator("#result_list tbody tr").count() == 2


def test_a_follow_up_ticked_without_network_is_done_later(visit):
    visitor = visit("konsulent", width=PHONE)
    page = visitor.go("/opsoegende/opfoelgninger/")
    line = page.locator("[data-line]").first
    what = line.locator("a").first.inner_text()
    page.context.set_offline(True)
    line.locator("form[data-tick] button").first.click()
    expect(page.locator("[data-queue-list]")).to_be_visible()
    assert not line.is_visible()
    page.context.set_offline(False)
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_timeout(2500)
    page = visitor.go("/opsoegende/opfoelgninger/")
    assert what not in page.locator("[data-line]").all_inner_texts()


def test_what_is_typed_survives_a_closed_page(visit):
    visitor = visit("konsulent", width=PHONE)
    page = visitor.go("/opsoegende/")
    fill(page, summary="Halvt skrevet notat")
    page.wait_for_timeout(800)
    page = visitor.go("/opsoegende/")
    assert page.input_value("[name=summary]") == "Halvt skrevet notat"


def test_it_works_without_javascript(visit):
    visitor = visit("konsulent", width=PHONE, javascript=False)
    page = visitor.page
    page.goto(visitor.site.url + "/opsoegende/")
    value = page.locator("input[name=associations]").first.get_attribute("value") or ""
    pick(page, "associations", value)
    pick(page, "channel", "meeting")
    pick(page, "minutes", "30")
    pick(page, "help_kind", "1")
    page.click(SAVE)
    assert page.url.rstrip("/").split("/")[-1].isdigit(), "the receipt"
