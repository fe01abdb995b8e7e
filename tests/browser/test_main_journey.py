"""The main job, end to end: from the first contact on a phone to the decision the chair reads."""

import re

from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import fill, number_in, pick, tick

GROUP = "Ghanesiske Kvinder i Himmelev"
CHAIR = "akosua.mensah@person.example"
TITLE = "Trommer og fællesdans"


def test_from_the_first_contact_to_the_decision_the_chair_reads(visit, site):
    association = consultant_meets_a_group(visit)
    link = consultant_invites_its_chair(visit, site, association)
    chair, case = chair_applies(visit, link, association)
    secretary_recommends(visit, case)
    members_assess(visit, case)
    committee_decides(visit, case)
    nothing_is_told_before_the_letter_is_sent(chair, association, case)
    secretary_sends_the_letter(visit)
    chair_reads_the_decision(chair, association, case, site)


def consultant_meets_a_group(visit) -> int:
    """Logged on a phone, entered into the register from the receipt."""
    visitor = visit("konsulent", width=PHONE)
    page = visitor.go("/opsoegende/")
    fill(
        page,
        other_party=GROUP,
        summary="Otte kvinder mødes hver torsdag. De vil gerne danse for byen.",
    )
    pick(page, "channel", "visit")
    pick(page, "minutes", "60")
    pick(page, "help_kind", "1")
    visitor.press(".quick-log button[type=submit]:not([name])")
    assert GROUP in page.inner_text("main")
    visitor.press("form[action*='opret'] button, form[action*='register'] button")
    assert GROUP in page.inner_text("main")
    page = visitor.go(f"/admin/associations/association/?q={GROUP.split()[0]}")
    return number_in(page.locator("#result_list tbody th a").first.get_attribute("href") or "")


def consultant_invites_its_chair(visit, site, association: int) -> str:
    """The mail with the link; it works once."""
    visitor = visit("konsulent", width=DESK)
    visitor.go(f"/admin/associations/association/{association}/change/")
    page = visitor.go(f"/admin/accounts/invitation/invite/{association}/")
    fill(page, full_name="Akosua Mensah", email=CHAIR)
    pick(page, "role", "chair")
    visitor.press("#content form [type=submit]")
    links = re.findall(r"/invitation/[\w-]+/", site.deliver())
    assert links, "the invitation was mailed"
    return links[-1]


def chair_applies(visit, link: str, association: int):
    """On a phone: accept, answer, write, budget, sign."""
    visitor = visit(width=PHONE)
    page = visitor.go(link)
    visitor.press("main form[novalidate] button[type=submit]")
    assert f"/min-forening/{association}/" in page.url

    page = visitor.go("/puljer/kultur-og-integrationspuljen/")
    rolling = page.locator(".card", has_text="Små tilskud hele året").locator("a.button")
    page.goto(visitor.site.url + (rolling.get_attribute("href") or ""))
    visitor.look()
    for number in range(1, 5):
        pick(page, str(number), "nej" if number == 3 else "ja")
    visitor.press("main form button[type=submit]")
    case = number_in(page.url)
    fill(
        page,
        title=TITLE,
        purpose="Vi vil danse sammen med naboerne i Himmelev.",
        activities="Tre aftener med trommer og en fælles dans på torvet.",
        starts_on="1/6-2027",
        ends_on="03-06-2027",
        place="Himmelev Bibliotek",
    )
    visitor.press("main form button[type=submit]:visible:not([name])")
    fill(page, audience="Alle i Himmelev", expected_participants="80")
    pick(page, "open_to_all", "ja")
    pick(page, "has_children", "ja")
    visitor.press("main form button[type=submit]:visible:not([name])")
    write_budget(visitor)
    visitor.press("main form button[name=next]:visible")
    assert TITLE in page.inner_text("main")
    tick(page, "declared_true")
    tick(page, "declared_democratic")
    fill(page, signed_name="Akosua Mensah")
    visitor.press("main form button[type=submit]:visible:not([name])")
    assert re.search(r"KIP-\d{4}-\d{4}", page.inner_text("main")), "the receipt has a case number"
    return visitor, case


def write_budget(visitor) -> None:
    """As Danes type amounts; what does not add up is said, and nothing is lost."""
    page = visitor.page
    if not page.locator("[name='udgifter-0-amount']").count():
        visitor.press("button[name=add][value=udgifter]")
    page.select_option("[name='udgifter-0-category']", "venue")
    fill(page, **{"udgifter-0-text": "Leje af sal", "udgifter-0-amount": "kr. 9.500"})
    fill(page, amount_sought="mange penge")
    visitor.press("main form button[type=submit]:visible:not([name])")
    assert page.input_value("[name=amount_sought]") == "mange penge"
    assert page.locator(".error-summary, .alert-error").count()
    fill(page, amount_sought="9.500,00")
    visitor.press("main form button[type=submit]:visible:not([name])")


def secretary_recommends(visit, case: int) -> None:
    visitor = visit("sekretaer", width=DESK)
    page = visitor.go("/admin/")
    assert TITLE in page.inner_text("#content"), "new cases wait on the start page"
    visitor.go(f"/admin/grants/application/{case}/change/")
    visitor.press("a[href$='/skridt/take_up/']")
    visitor.press("#content form [type=submit]")
    visitor.press("a[href$='/skridt/check_democracy/']")
    pick(page, "result", "no_remarks")
    visitor.press("#content form [type=submit]")
    visitor.press("a[href$='/skridt/recommend/']")
    pick(page, "outcome", "partly_granted")
    fill(page, amount="6.000", reasons="God idé, men salen kan lejes billigere.")
    visitor.press("#content form [type=submit]")
    visitor.press("a[href$='/skridt/put_on_agenda/']")
    options = page.locator("[name=meeting] option")
    page.select_option("[name=meeting]", index=options.count() - 1)
    visitor.press("#content form [type=submit]")


def members_assess(visit, case: int) -> None:
    """Two members; the second sees the first one's points only after giving her own."""
    for who, points, others in (("udvalg", "4", 0), ("udvalg2", "5", 1)):
        visitor = visit(who, width=PHONE)
        visitor.go("/admin/grants/mine-sager/")
        page = visitor.go(f"/admin/grants/mine-sager/{case}/")
        assert "Henrik Lyngby" not in page.inner_text("#content")
        names = page.eval_on_selector_all(
            "input[name^=points_]", "all => [...new Set(all.map(one => one.name))]"
        )
        for name in names:
            pick(page, name, points)
        fill(page, comment="Samler mange på tværs.")
        visitor.press(
            "#content form [type=submit][name=submit], #content form [type=submit][value=submit], #content form .default"
        )
        page = visitor.go(f"/admin/grants/mine-sager/{case}/")
        seen = "Henrik Lyngby" in page.inner_text("#content")
        assert seen == bool(others) or who == "udvalg"


def committee_decides(visit, case: int) -> None:
    visitor = visit("udvalgsformand", width=DESK)
    page = visitor.go("/admin/grants/mine-sager/")
    # The case was put on the agenda of the later meeting.
    visitor.go(page.locator("#content a[href$='/dagsorden/']").last.get_attribute("href") or "")
    visitor.press(f"#content a[href*='/{case}/'][href$='/afgoerelse/']")
    pick(page, "outcome", "partly_granted")
    fill(page, amount="6000", reasons="")
    visitor.press("#content form [type=submit]")
    assert page.locator(".errornote, .errorlist").count(), "a partial grant needs reasons (§ 22)"
    fill(page, reasons="Salen kan lejes billigere gennem kommunen.")
    visitor.press("#content form [type=submit]")


def nothing_is_told_before_the_letter_is_sent(chair, association: int, case: int) -> None:
    page = chair.go(f"/min-forening/{association}/ansoegninger/{case}/")
    assert "6.000" not in page.inner_text("main")


def secretary_sends_the_letter(visit) -> None:
    visitor = visit("sekretaer", width=DESK)
    page = visitor.go("/admin/grants/decisionletter/")
    page.click(f"#result_list tr:has-text('{GROUP}') th a")
    visitor.look()
    visitor.press("a[href$='/skridt/send/']")
    visitor.press("#content form [type=submit]")


def chair_reads_the_decision(chair, association: int, case: int, site) -> None:
    assert CHAIR in site.deliver(), "the chair is told by mail"
    page = chair.go(f"/min-forening/{association}/ansoegninger/{case}/")
    text = page.inner_text("main")
    assert "6.000,00 kr." in text
    assert "Salen kan lejes billigere gennem kommunen." in text
    with chair.page.expect_download() as download:
        page.locator("main a[href*='/dokumenter/']").first.evaluate(
            "link => { link.setAttribute('download', ''); link.click() }"
        )
    assert download.value.path().read_bytes().startswith(b"%PDF")
