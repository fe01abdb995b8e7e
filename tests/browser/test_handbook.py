"""The pictures of the handbooks, taken anew with `make screenshots`, so that they show what is."""

import pytest

from tests.browser.conftest import DESK, KEEP, PHONE, PICTURES
from tests.browser.steps import begin, fill

pytestmark = pytest.mark.skipif(not KEEP, reason="pictures are taken with SCREENSHOTS=1")

# Who sees it, where, and how wide the screen is.
PAGES = {
    "forside-1280": ("", "/", DESK),
    "opsoegende-360": ("konsulent2", "/opsoegende/", PHONE),
    "sag-1280": ("sekretaer", "/admin/grants/application/13/change/", DESK),
    "mine-sager-1280": ("udvalg2", "/admin/grants/mine-sager/", DESK),
    "bedoem-1280": ("udvalg2", "/admin/grants/mine-sager/9/", DESK),
    "udbakke-1280": ("sekretaer", "/admin/grants/decisionletter/", DESK),
    "afgoerelse-360": ("formand-ar", "/min-forening/3/ansoegninger/19/", PHONE),
    "vedtaegter-1280": ("konsulent", "/admin/associations/statutesreview/5/change/", DESK),
    "aftale-1280": ("koordinator", "/admin/agreements/agreement/2/change/", DESK),
    "start-1280": ("konsulent", "/admin/", DESK),
    "forening-1280": ("konsulent", "/admin/associations/association/1/change/", DESK),
    "timer-1280": ("leder", "/admin/holdets-timer/", DESK),
    "liste-1280": ("koordinator", "/admin/associations/import/2/change/", DESK),
    "byg-ar-360": ("formand-ar", "/min-forening/3/vedtaegter/byg/trin/bestyrelse/", PHONE),
    "forslag-so-360": ("formand-so", "/min-forening/4/ansoegninger/25/projekt/", PHONE),
    "erklaeringer-360": ("formand", "/min-forening/1/erklaeringer/", PHONE),
    "foreningstjek-360": ("formand", "/min-forening/1/foreningstjek/", PHONE),
}
# Chairs who read their own language.
LANGUAGES = {"formand-ar": "ar", "formand-so": "so"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_handbook(visit, name):
    who, path, width = PAGES[name]
    visitor = visit(who, width=width, language=LANGUAGES.get(who, "da"))
    visitor.go(path)
    visitor.picture(PICTURES / f"{name}.png")


def test_the_budget_on_a_phone(visit):
    visitor = visit("formand", width=PHONE)
    page = visitor.go("/min-forening/1/ansoegninger/23/budget/")
    fill(page, amount_sought="18.500")
    page.wait_for_timeout(1500)  # the sums follow
    visitor.picture(PICTURES / "ansoegning-budget-360.png")


def test_the_application_in_arabic(visit):
    visitor = visit("formand-ar", width=PHONE, language="ar")
    page = visitor.page
    begin(page, visitor.site.url)
    fill(page, title="صحة وحركة", purpose="نريد أن نلتقي كل أسبوع.", place="Æblehaven")
    visitor.picture(PICTURES / "ansoegning-ar-360.png")
