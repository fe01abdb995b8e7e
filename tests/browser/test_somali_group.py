"""A group of Somali-speaking women becomes an association, from the first contact to an application.

What they read is Somali, what they adopt is Danish, and what they take home opens in LibreOffice.
"""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import localdate

from tests.browser.conftest import DESK, PHONE, Visitor
from tests.browser.steps import fill, number_in, pick

GROUP = "Haweenka Hedegårdene"
CONTACT, CHAIR = "ubax.cali@person.example", "faadumo.nuur@person.example"
CVR = "99 00 00 90"
TITLE = "Fællesspisning på tværs"
DESK_SUBMIT = "#content form [type=submit]"
SOFFICE = Path(os.environ.get("SOFFICE", "/usr/bin/soffice"))
MINUTES = {
    "name": "referat.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n",
}
# What they choose otherwise than is usual; the steps in between are taken as they stand.
CHOSEN = {
    "navn": {"name": GROUP, "municipality": "Roskilde"},
    "formaal": {
        "purpose": "at samle somaliske kvinder og deres naboer om mad, motion og dansk",
        "activities": "Fællesspisning, svømmehold og sprogcafé.",
    },
    "generalforsamling": {"notice_weeks": "4"},
    "bestyrelse": {"board_size": "7", "term_years": "2"},
}


def test_a_group_of_somali_women_becomes_an_association(visit, site, tmp_path):
    desk = visit("konsulent", width=PHONE)
    association = consultant_meets_the_group(desk)
    ubax = contact_person_comes_in(desk, visit, site, association)
    reads_the_way(ubax, association)
    consultant_confirms(desk)
    writes_statutes(ubax, association)
    consultant_advises(desk, "give_back", "Skriv, hvad I gør, hvis mødet ikke er enigt.")
    reads_the_advice_and_sends_again(ubax, association)
    consultant_advises(desk, "find_ready", "God fornøjelse med mødet.")
    statutes_open_in_libreoffice(ubax, association, tmp_path)
    meeting_adopts_them(ubax, association)
    board_is_noted(ubax, association)
    for stage in ("founding_assembly", "constituted"):
        reports(ubax, association, stage)
        consultant_confirms(desk)
    cvr_number_comes(ubax, desk, association)
    faadumo = chair_comes_in(ubax, visit, site, association)
    chair_begins_an_application(faadumo, association)


# --- the group ------------------------------------------------------------------------------------


def consultant_meets_the_group(visitor: Visitor) -> int:
    """On the phone: logged, and entered into the register as an informal group."""
    page = visitor.page
    page.goto(visitor.site.url + "/opsoegende/")
    fill(page, other_party=GROUP, summary="Ti kvinder mødes om mad. De vil gerne være en forening.")
    pick(page, "channel", "visit")
    pick(page, "minutes", "60")
    pick(page, "help_kind", "1")
    step(page, ".quick-log button[type=submit]:not([name])")
    step(page, "form[action*='opret'] button")
    assert GROUP in page.inner_text("main")
    visitor.resize(DESK)
    page.goto(visitor.site.url + "/admin/associations/association/?q=Haweenka")
    link = page.locator("#result_list tbody th a").first
    found = number_in(link.get_attribute("href") or "")
    assert "Uformel gruppe" in page.inner_text("#result_list")
    return found


def contact_person_comes_in(desk: Visitor, visit: Any, site: Any, association: int) -> Visitor:
    """Invited in Somali; the letter, the page and her own pages are Somali."""
    page = desk.page
    page.goto(f"{site.url}/admin/accounts/invitation/invite/{association}/")
    fill(page, full_name="Ubax Cali", email=CONTACT)
    pick(page, "role", "chair")
    page.select_option("select[name=language]", "so")
    step(page, DESK_SUBMIT)
    return accepts(visit, site, association)


def accepts(visit: Any, site: Any, association: int) -> Visitor:
    """The last mail has the link; it leads to the association's pages in Somali."""
    mails = site.deliver()
    links = re.findall(r"/invitation/[\w-]+/", mails)
    assert links, "the invitation was mailed"
    visitor: Visitor = visit(width=PHONE)
    page = visitor.page
    page.goto(site.url + links[-1])
    assert_somali(page, "martiqaadaya")
    visitor.language = "so"
    step(page, "main form[novalidate] button[type=submit]")
    assert f"/min-forening/{association}/" in page.url
    assert_somali(page, "Waxa xiga")
    return visitor


def reads_the_way(visitor: Visitor, association: int) -> None:
    """Every step in Somali; it is looked over, for no other test goes it in this language."""
    page = visitor.go(f"/min-forening/{association}/vejen/")
    assert_somali(page, "Jidkiinna aad urur ku noqonaysaan", "Xeerka ururka")
    reports(visitor, association, "draft_statutes")
    assert_somali(page)


def reports(visitor: Visitor, association: int, stage: str) -> None:
    """She tells that a step is done."""
    page = visitor.page
    page.goto(f"{visitor.site.url}/min-forening/{association}/vejen/{stage}/")
    fill(page, remark="Waa la sameeyay.")
    step(page, "main form button.button-primary")
    assert page.url.endswith("/vejen/")


def consultant_confirms(desk: Visitor) -> None:
    """From the start page, where it waits."""
    page = desk.page
    page.goto(f"{desk.site.url}/admin/")
    waiting = page.locator("#content a[href*='/stagereport/']", has_text=GROUP)
    page.goto(desk.site.url + (waiting.last.get_attribute("href") or ""))
    step(page, "a[href$='/skridt/confirm/']")
    step(page, DESK_SUBMIT)
    assert "Bekræftet" in page.inner_text("#content")


# --- the statutes ---------------------------------------------------------------------------------


def writes_statutes(visitor: Visitor, association: int) -> None:
    """Nine steps of questions in Somali; the text beside the answers is Danish."""
    page = visitor.page
    page.goto(f"{visitor.site.url}/min-forening/{association}/vedtaegter/byg/")
    step(page, "main form button[type=submit]")
    visitor.look()
    for _number in range(20):
        if page.url.endswith("/byg/se/"):
            break
        assert page.get_attribute("html", "lang") == "so"
        topic = page.url.rstrip("/").rsplit("/", 1)[-1]
        fill(page, **CHOSEN.get(topic, {}))
        if topic == "underskrift":
            pick(page, "signers", "chair_member")
        step(page, "main form button.button-primary")
    visitor.look()
    assert_somali(page, "Ujeeddo")
    danish = page.locator(".draft-text").all_inner_texts()
    assert all(page.locator(".draft-text").nth(n).get_attribute("lang") == "da" for n in range(2))
    assert "Foreningens formål er at samle somaliske kvinder" in " ".join(danish)
    step(page, "main a[href$='/byg/send/']")
    step(page, "main form button.button-primary")
    assert page.url.endswith("/byg/se/")


def consultant_advises(desk: Visitor, answer: str, advice: str) -> None:
    """The draft waits on the consultant's start page."""
    page = desk.page
    page.goto(f"{desk.site.url}/admin/")
    draft = page.locator("#content a[href*='/statutesdraft/']", has_text=GROUP).first
    page.goto(desk.site.url + (draft.get_attribute("href") or ""))
    assert "at samle somaliske kvinder" in page.inner_text("#content")
    step(page, f"a[href$='/skridt/{answer}/']")
    fill(page, advice=advice)
    step(page, DESK_SUBMIT)


def reads_the_advice_and_sends_again(visitor: Visitor, association: int) -> None:
    page = visitor.page
    page.goto(f"{visitor.site.url}/min-forening/{association}/vedtaegter/byg/se/")
    assert_somali(page, "Skriv, hvad I gør, hvis mødet ikke er enigt.")
    step(page, "main a[href$='/byg/send/']")
    step(page, "main form button.button-primary")


def statutes_open_in_libreoffice(visitor: Visitor, association: int, folder: Path) -> None:
    """The Word file as an association opens it: all clauses numbered, in Danish, as chosen."""
    if not SOFFICE.exists():
        pytest.fail(
            "The statutes could not be opened: there is no LibreOffice. `sh scripts/libreoffice.sh` "
            "installs it or says how to get it; SOFFICE=/path/to/soffice names one."
        )
    page = visitor.page
    page.goto(f"{visitor.site.url}/min-forening/{association}/vedtaegter/byg/se/")
    with page.expect_download() as download:
        page.click("main a[href$='.docx']")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    done = subprocess.run(  # noqa: S603 - the installed LibreOffice
        [
            str(SOFFICE),
            "--headless",
            f"-env:UserInstallation=file://{folder / 'profile'}",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            str(folder),
            str(file),
        ],
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    written = file.with_suffix(".txt")
    assert written.exists(), f"{done.stdout}\n{done.stderr}"
    text = written.read_text(encoding="utf-8-sig")
    for words in (
        f"Vedtægter for {GROUP}",
        f"Foreningens navn er {GROUP}.",
        "Foreningen har hjemsted i Roskilde Kommune.",
        "Foreningens formål er at samle somaliske kvinder og deres naboer om mad, motion og dansk.",
        "Fællesspisning, svømmehold og sprogcafé.",
        "mindst fire ugers varsel",
        "en bestyrelse på syv medlemmer",
        "Foreningen tegnes udadtil af formanden i forening med et andet medlem af bestyrelsen.",
    ):
        assert words in text
    headings = re.findall(r"^ *§ (\d+)\.\s+(\S.*)$", text, re.MULTILINE)
    assert [int(number) for number, _heading in headings] == list(range(1, 20))
    assert (headings[0][1], headings[2][1], headings[18][1]) == ("Navn", "Formål", "Ikrafttræden")
    assert "Stk. 2." in text, "LibreOffice numbers the paragraphs"


def meeting_adopts_them(visitor: Visitor, association: int) -> None:
    page = visitor.page
    page.goto(f"{visitor.site.url}/min-forening/{association}/vedtaegter/byg/vedtaget/")
    assert_somali(page)
    pick(page, "assembly", "founding")
    fill(page, adopted_on=f"{localdate():%d-%m-%Y}")
    page.set_input_files("[name=minutes_upload]", files=[MINUTES])
    step(page, "main form button.button-primary")
    page.goto(f"{visitor.site.url}/min-forening/{association}/vedtaegter/")
    assert page.locator("main a[href*='/dokumenter/']").count() >= 2, (
        "statutes and minutes are kept"
    )


# --- board, CVR, the chair ------------------------------------------------------------------------


def board_is_noted(visitor: Visitor, association: int) -> None:
    """A treasurer and a member; the chair is handed over, so that she is invited."""
    page = visitor.page
    for role, name in (("treasurer", "Ubax Cali"), ("board_member", "Sahra Xasan")):
        page.goto(f"{visitor.site.url}/min-forening/{association}/bestyrelse/ny-post/")
        page.select_option("[name=role]", role)
        fill(page, full_name=name)
        page.select_option("select[name=language]", "so")
        step(page, "main form button.button-primary")
    page.goto(f"{visitor.site.url}/min-forening/{association}/bestyrelse/ny-formand/")
    fill(page, full_name="Faadumo Nuur", email=CHAIR)
    page.select_option("select[name=language]", "so")
    step(page, "main form button.button-primary")
    assert_somali(page, "Faadumo Nuur")
    step(page, "main form button[name=confirm]")
    for name in ("Ubax Cali", "Sahra Xasan", "Faadumo Nuur"):
        assert name in page.inner_text("main")


def cvr_number_comes(visitor: Visitor, desk: Visitor, association: int) -> None:
    """She writes it herself, tells the step, and the consultant confirms."""
    page = visitor.page
    page.goto(f"{visitor.site.url}/min-forening/{association}/oplysninger/")
    fill(page, cvr_number=CVR)
    step(page, "main form [type=submit]:visible")
    assert CVR in page.inner_text("main").replace("\u2066", "").replace("\u2069", "")
    reports(visitor, association, "cvr_registered")
    consultant_confirms(desk)


def chair_comes_in(ubax: Visitor, visit: Any, site: Any, association: int) -> Visitor:
    """She says yes, and the access of whoever led the group so far ends in the same minute."""
    chair = accepts(visit, site, association)
    chair.page.goto(f"{site.url}/min-forening/{association}/bestyrelse/")
    assert_somali(chair.page, "Guddoomiye", "Faadumo Nuur")
    answer = ubax.page.goto(f"{site.url}/min-forening/{association}/")
    assert answer is not None
    assert answer.status == 404
    return chair


def chair_begins_an_application(visitor: Visitor, association: int) -> None:
    """The pool's questions, and a draft that is there when she comes back."""
    page = visitor.page
    page.goto(visitor.site.url + "/puljer/kultur-og-integrationspuljen/")
    rolling = page.locator(".card", has_text="Deeqo yaryar sannadka oo dhan").locator("a.button")
    page.goto(visitor.site.url + (rolling.get_attribute("href") or ""))
    assert_somali(page)
    for number in range(1, 5):
        pick(page, str(number), "nej" if number == 3 else "ja")
    step(page, "main form button[type=submit]")
    visitor.look()
    fill(
        page,
        title=TITLE,
        purpose="Vi vil lave mad sammen med vores naboer.",
        activities="Fem aftener i beboerhuset.",
        starts_on="1/6-2027",
        ends_on="3/6-2027",
        place="Beboerhuset",
    )
    step(page, "main form button[type=submit]:visible:not([name])")
    page.goto(f"{visitor.site.url}/min-forening/{association}/ansoegninger/")
    assert_somali(page, TITLE)


# --- how they go ----------------------------------------------------------------------------------


def step(page: Any, selector: str) -> None:
    """Press what leads to a new page; the pages that others look over are not looked over again."""
    with page.expect_navigation():
        page.click(selector)


def assert_somali(page: Any, *words: str) -> None:
    """The page is Somali, and says so to whoever has it read aloud."""
    assert page.get_attribute("html", "lang") == "so"
    text = page.inner_text("main")
    for word in words:
        assert word in text, f"{word} in {text}"
