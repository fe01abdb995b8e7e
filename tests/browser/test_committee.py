"""A committee member with a conflict: the case is closed on every channel."""

from tests.browser.conftest import DESK, PHONE


def test_a_case_of_ones_own_association_is_closed_to_the_member(visit):
    # Henrik Lyngby sits on the board of Somalisk Forening; case 10 is theirs.
    visitor = visit("udvalg", width=PHONE)
    page = visitor.go("/admin/grants/mine-sager/")
    text = page.inner_text("#content")
    assert "KIP-2026-0003" in text
    assert "Far og barn-café" not in text
    answer = page.goto(visitor.site.url + "/admin/grants/mine-sager/10/")
    assert "Far og barn-café" not in page.inner_text("body")
    assert "19.500" not in page.inner_text("body")
    for path in (
        "/admin/grants/application/10/change/",
        "/admin/grants/mine-sager/10/sagsmappe.pdf",
    ):
        answer = page.request.get(visitor.site.url + path)
        assert answer.status in (403, 404), path
    listed = page.request.get(visitor.site.url + "/admin/grants/application/?q=barn")
    assert "Far og barn-caf" not in listed.text()


def test_a_member_steps_out_and_the_case_closes_at_once(visit):
    visitor = visit("udvalg3", width=DESK)
    page = visitor.go("/admin/grants/mine-sager/12/")
    visitor.press("#content a[href$='/inhabil/']")
    page.locator("input[name=ground][value=family]").check(force=True)
    visitor.press("#content form [type=submit]")
    page = visitor.go("/admin/grants/mine-sager/")
    assert "Digte på to sprog" not in page.inner_text("#content")


def test_the_menu_of_a_member_holds_only_the_members_tasks(visit):
    page = visit("udvalg", width=DESK).go("/admin/")
    menu = page.inner_text("#content")
    for foreign in ("Opsøgende kontakter", "Samarbejdsaftaler", "Brugere"):
        assert foreign not in menu
