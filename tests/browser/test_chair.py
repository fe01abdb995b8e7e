"""A chair on a phone: in Arabic, without JavaScript, with a session that runs out."""

from tests.browser.conftest import PHONE
from tests.browser.steps import begin, fill, pick


def test_a_chair_applies_in_arabic_from_right_to_left(visit):
    visitor = visit("formand-ar", width=PHONE, language="ar")
    page = visitor.go("/min-forening/")
    assert page.get_attribute("html", "dir") == "rtl"
    begin(page, visitor.site.url)
    visitor.look()
    fill(page, title="صحة وحركة", purpose="نريد أن نلتقي كل أسبوع.", activities="رياضة خفيفة.")
    fill(page, starts_on="1-6-2027", ends_on="31-5-2027", place="Æblehaven")
    visitor.press("main form button[type=submit]:visible:not([name])")
    assert page.input_value("[name=title]") == "صحة وحركة", "nothing typed is lost"
    assert page.locator(".error-summary").count(), "the last day comes before the first"
    fill(page, ends_on="30-6-2027")
    visitor.press("main form button[type=submit]:visible:not([name])")
    assert page.url.endswith("/deltagere/")


def test_a_chair_reads_the_decision_in_danish_with_a_summary_in_arabic(visit):
    visitor = visit("formand-ar", width=PHONE, language="ar")
    page = visitor.go("/min-forening/3/ansoegninger/")
    row = page.locator("main a", has_text="Garn og sting").first
    page.goto(visitor.site.url + (row.get_attribute("href") or ""))
    visitor.look()
    danish = page.locator("main [lang=da]")
    assert "4.800,00 kr." in page.inner_text("main")
    assert danish.count(), "the Danish text is marked as Danish"


def test_the_form_works_without_javascript_and_keeps_what_is_typed_when_a_line_is_added(visit):
    visitor = visit("formand", width=PHONE, javascript=False)
    page = visitor.page
    begin(page, visitor.site.url)
    fill(page, title="Syskole", purpose="Vi syr.", activities="Ti aftener.", place="Kulturhuset")
    fill(page, starts_on="01-09-2027", ends_on="01-12-2027")
    page.click("main form button[type=submit]:visible:not([name])")
    fill(page, audience="Alle", expected_participants="20")
    pick(page, "open_to_all", "ja")
    pick(page, "has_children", "nej")
    page.click("main form button[type=submit]:visible:not([name])")
    if not page.locator("[name='udgifter-0-amount']").count():
        page.click("button[name=add][value=udgifter]")
    fill(page, **{"udgifter-0-amount": "1.500"})
    page.click("button[name=add][value=udgifter]")
    assert page.input_value("[name='udgifter-0-amount']") == "1.500"
    assert page.locator("[name='udgifter-1-amount']").count() == 1


def test_what_was_typed_comes_back_after_log_in_when_the_session_ran_out(visit):
    visitor = visit("formand", width=PHONE)
    page = visitor.go("/min-forening/1/ansoegninger/23/projekt/")
    fill(page, title="Nytår for hele byen")
    cookies = [one for one in page.context.cookies() if one["name"] != "sessionid"]
    page.context.clear_cookies()
    page.context.add_cookies(cookies)
    page.click("main form button[type=submit]:visible:not([name])")
    page.wait_for_load_state()
    assert "/log-ind/" in page.url
    fill(page, login="formand@demo.example", password="foreningsbro-demo")
    with page.expect_navigation():
        page.click("main form[action*=login] button[type=submit]")
    assert page.url.endswith("/projekt/")
    assert page.input_value("[name=title]") == "Nytår for hele byen"
    visitor.look()


def test_autosave_says_when_it_saved_and_the_text_is_there_again(visit):
    visitor = visit("formand", width=PHONE)
    page = visitor.go("/min-forening/1/ansoegninger/23/projekt/")
    with page.expect_response(lambda one: one.request.method == "POST" and one.ok):
        fill(page, place="Kulturhuset, store sal")
    page = visitor.go("/min-forening/1/ansoegninger/23/projekt/")
    assert page.input_value("[name=place]") == "Kulturhuset, store sal"
