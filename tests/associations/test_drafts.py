"""The draft of statutes in the portal: begun once, sent, advised on, adopted; and comparing texts."""

import io
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from post_office.models import Email

from associations import comparison
from associations.actions import drafts, statutes
from associations.builder import files
from associations.clauses import danish_note
from associations.models import ClauseReview, SigningRule, StatutesDraft
from core.actions import NotPossibleNow
from tests.cast import NOW, TODAY, later, make_cast
from tests.core.files import PDF
from tests.races import at_once

ANSWERS = {
    "name": "Somalisk Kvindeforening",
    "municipality": "Roskilde Kommune",
    "purpose": "at samle kvinder om motion, mad og fællesskab",
}


def begun(cast, **more):
    draft = drafts.begin(cast.women, by=cast.hodan, at=NOW)
    return drafts.save(draft, topic="navn", given=ANSWERS | more, by=cast.hodan, at=NOW)


def sent(cast):
    draft = begun(cast)
    cast.women.consultant = cast.consultant
    cast.women.save()
    return drafts.send(draft, by=cast.hodan, at=NOW)


def address(cast, name="", *more):
    return reverse(f"portal_builder{name}", args=[cast.women.pk, *more])


# --- the life of a draft ---------------------------------------------------------------------


def test_a_draft_is_found_again_and_not_made_twice(cast):
    first = drafts.begin(cast.women, by=cast.hodan, at=NOW)
    assert drafts.begin(cast.women, by=cast.hodan, at=later(days=3)) == first
    assert first.answers["name"] == "Somalisk Kvindeforening"


@pytest.mark.parametrize("name", ["ayse", "consultant", "fatma"])
def test_only_who_signs_for_the_association_begins(cast, name):
    with pytest.raises(PermissionDenied):
        drafts.begin(cast.women, by=getattr(cast, name), at=NOW)


def test_a_draft_without_name_or_purpose_is_not_sent(cast):
    draft = drafts.begin(cast.women, by=cast.hodan, at=NOW)
    drafts.save(draft, topic="formaal", given={"purpose": ""}, by=cast.hodan, at=NOW)
    with pytest.raises(NotPossibleNow):
        drafts.send(draft, by=cast.hodan, at=NOW)
    assert not Email.objects.exists()


def test_a_draft_goes_to_the_consultant_with_its_text_and_a_letter(cast, as_user):
    draft = sent(cast)
    assert draft.document.content_type == "application/pdf"
    letter = Email.objects.get()
    assert letter.to == [cast.consultant.email]
    assert reverse("admin:associations_statutesdraft_change", args=[draft.pk]) in letter.message
    desk = as_user(cast.consultant)
    assert "Somalisk Kvindeforening" in desk.get(reverse("admin:index")).text
    page = desk.get(reverse("admin:associations_statutesdraft_change", args=[draft.pk])).text
    assert "at samle kvinder om motion" in page


def test_staff_do_not_see_what_is_still_being_written(cast):
    draft = begun(cast)
    assert draft not in StatutesDraft.objects.visible_to(cast.consultant)
    assert draft in StatutesDraft.objects.visible_to(cast.hodan)
    assert draft not in StatutesDraft.objects.visible_to(cast.ayse)


def test_what_lies_with_the_consultant_is_not_changed_unless_it_is_taken_back(cast):
    draft = sent(cast)
    with pytest.raises(NotPossibleNow):
        drafts.save(draft, topic="navn", given={"name": "Andet"}, by=cast.hodan, at=NOW)
    drafts.take_back(draft, by=cast.hodan, at=NOW)
    saved = drafts.save(draft, topic="navn", given={"name": "Andet"}, by=cast.hodan, at=NOW)
    assert saved.answers["name"] == "Andet"


def test_advice_comes_back_by_letter_in_the_chairs_language(cast):
    draft = sent(cast)
    Email.objects.all().delete()
    with pytest.raises(ValidationError):
        drafts.give_back(draft, advice=" ", by=cast.consultant, at=NOW)
    drafts.give_back(draft, advice="Skriv mere.", by=cast.consultant, at=NOW)
    letter = Email.objects.get()
    assert letter.to == [cast.hodan.email]
    assert 'lang="ar"' in letter.html_message
    assert address(cast, "_preview") in letter.message
    with pytest.raises(NotPossibleNow):
        drafts.find_ready(draft, by=cast.consultant, at=NOW)


def test_a_draft_that_was_ready_is_one_being_written_when_it_is_changed(cast):
    draft = drafts.find_ready(sent(cast), by=cast.consultant, at=NOW)
    assert draft.status == "ready"
    saved = drafts.save(draft, topic="bestyrelse", given={"board_size": 7}, by=cast.hodan, at=NOW)
    assert saved.status == "draft"


@pytest.mark.parametrize("name", ["secretary", "manager", "hodan"])
def test_only_consultants_answer_a_draft(cast, name):
    with pytest.raises(PermissionDenied):
        drafts.find_ready(sent(cast), by=getattr(cast, name), at=NOW)


def test_an_adopted_draft_is_a_version_with_its_file_and_its_signing_rule(cast):
    draft = begun(cast, signers="chair_member")
    minutes = SimpleUploadedFile("referat.pdf", PDF, "application/pdf")
    version = drafts.adopt(
        draft,
        assembly="founding",
        adopted_on=date(2026, 10, 10),
        minutes_upload=minutes,
        by=cast.hodan,
        at=NOW,
    )
    assert (version.number, version.assembly) == (1, "founding")
    assert version.minutes.name == "referat.pdf"
    text = comparison.text_of(version.document)
    assert "den 10. oktober 2026" in " ".join(text.split())
    assert "Udkast" not in text
    rule = SigningRule.objects.get()
    assert (rule.valid_from, rule.statutes) == (date(2026, 10, 10), version)
    ways = rule.combinations.filter(matter="anything")
    assert [(one.chair, one.board_members) for one in ways] == [(True, 1)]
    draft.refresh_from_db()
    assert (draft.status, draft.version) == ("adopted", version)
    with pytest.raises(NotPossibleNow):
        drafts.save(draft, topic="navn", given={"name": "Andet"}, by=cast.hodan, at=NOW)


def test_the_next_draft_begins_with_what_was_adopted(cast):
    draft = begun(cast, board_size=7)
    drafts.adopt(draft, assembly="founding", adopted_on=TODAY, by=cast.hodan, at=NOW)
    again = drafts.begin(cast.women, by=cast.hodan, at=later(days=400))
    assert again.pk != draft.pk
    assert again.answers["board_size"] == 7
    assert "assembly_on" not in again.answers


def test_statutes_are_not_adopted_tomorrow(cast):
    draft = begun(cast)
    with pytest.raises(ValidationError):
        drafts.adopt(
            draft, assembly="founding", adopted_on=date(2026, 10, 15), by=cast.hodan, at=NOW
        )
    draft.refresh_from_db()
    assert (draft.status, SigningRule.objects.count()) == ("draft", 0)


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_share_one_draft(clock):
    cast = make_cast()

    def begin(user):
        return lambda: drafts.begin(cast.culture, by=user, at=NOW).pk

    first, second = at_once(begin(cast.ayse), begin(cast.mehmet))
    assert first == second
    assert StatutesDraft.objects.count() == 1


# --- the portal ------------------------------------------------------------------------------


def test_the_chair_goes_through_the_steps_and_downloads_the_draft(cast, as_user):
    browser = as_user(cast.hodan)
    assert browser.get(address(cast)).status_code == 200
    here = browser.post(address(cast)).url
    assert here == address(cast, "_step", "navn")
    answer = browser.post(here, {"name": "Kvinder", "municipality": "Roskilde"})
    assert answer.url == address(cast, "_step", "formaal")
    answer = browser.post(answer.url, {"purpose": ANSWERS["purpose"], "activities": ""})
    assert answer.url == address(cast, "_step", "medlemmer")
    page = browser.get(address(cast, "_preview"))
    assert 'lang="da"' in page.text
    assert "Foreningens navn er Kvinder." in page.text
    word = browser.get(address(cast, "_word"))
    assert word.content.startswith(b"PK")
    assert "attachment" in word["Content-Disposition"]
    assert browser.get(address(cast, "_pdf")).content.startswith(b"%PDF")


def test_a_remark_is_told_and_stops_nobody(cast, as_user):
    begun(cast)
    browser = as_user(cast.hodan)
    told = {
        "board_size": "2",
        "term_years": "2",
        "staggered": "ja",
        "substitutes": "1",
        "constitution": "board",
    }
    page = browser.post(address(cast, "_step", "bestyrelse"), told, follow=True)
    assert page.redirect_chain[0][0] == address(cast, "_step", "underskrift")
    assert len(page.context["messages"]) == 1
    again = browser.get(address(cast, "_step", "bestyrelse"))
    assert [one.question for one in again.context["remarks"]] == ["board_size"]


def test_what_is_not_sound_is_asked_about_and_kept(cast, as_user):
    begun(cast)
    browser = as_user(cast.hodan)
    step = address(cast, "_step", "generalforsamling")
    told = {"notice_weeks": "mange", "agm_month": "3", "motions_days": "14"}
    assert browser.post(step, told).status_code == 422
    assert browser.post(step, told | {"autosave": "1"}).status_code == 200
    page = browser.get(step)
    assert page.context["is_unfinished"]
    assert "mange" in page.text
    assert StatutesDraft.objects.get().answers.get("notice_weeks") is None


def test_a_cpr_number_is_kept_nowhere(cast, as_user):
    begun(cast)
    browser = as_user(cast.hodan)
    step = address(cast, "_step", "formaal")
    told = {"purpose": "Ring til 010190-1234 om foreningen"}
    assert browser.post(step, told).status_code == 422
    assert browser.post(step, told | {"autosave": "1"}).status_code == 422
    draft = StatutesDraft.objects.get()
    assert "1234" not in str(draft.answers) + str(draft.typed)


def test_another_association_finds_no_draft(cast, as_user):
    begun(cast)
    for name in ("", "_preview", "_word", "_send"):
        assert as_user(cast.ayse).get(address(cast, name)).status_code == 404


def test_the_chair_sends_and_notes_the_adoption_in_the_portal(cast, as_user):
    begun(cast)
    browser = as_user(cast.hodan)
    assert browser.get(address(cast, "_send")).status_code == 200
    assert browser.post(address(cast, "_send")).url == address(cast, "_preview")
    assert StatutesDraft.objects.get().status == "sent"
    assert browser.get(address(cast, "_step", "navn")).status_code == 302
    assert browser.post(address(cast, "_take_back")).status_code == 302
    told = {"assembly": "founding", "adopted_on": "10-10-2026"}
    answer = browser.post(address(cast, "_adopt"), told)
    assert answer.url == reverse("portal_statutes", args=[cast.women.pk])
    assert StatutesDraft.objects.get().status == "adopted"


def test_no_page_of_the_builder_says_that_the_municipality_approved(cast, as_user):
    drafts.find_ready(sent(cast), by=cast.consultant, at=NOW)
    cast.hodan.preferred_language = "da"
    cast.hodan.save()
    page = as_user(cast.hodan).get(address(cast, "_preview")).text.lower()
    assert "godkendt" not in page
    assert "approved" not in page


# --- the review's notes ----------------------------------------------------------------------


def test_a_remark_without_a_note_begins_with_the_text_banks(cast, as_user):
    version = statutes.add_version(
        cast.women,
        upload=SimpleUploadedFile("v.pdf", PDF, "application/pdf"),
        by=cast.consultant,
        at=NOW,
    )
    review = statutes.open_review(version, every_clause=True, by=cast.consultant, at=NOW)
    url = reverse("admin:associations_statutesreview_change", args=[review.pk])
    told = {f"result_{row.clause}": "ok" for row in review.clauses.all()}
    told |= {"result_purpose": "missing", "result_board": "unclear", "note_board": "Hvor mange?"}
    as_user(cast.consultant).post(url, told)
    notes = dict(ClauseReview.objects.values_list("clause", "comment"))
    assert notes["purpose"] == danish_note("purpose", "missing")
    assert notes["board"] == "Hvor mange?"
    assert notes["name"] == ""
    statutes.send_review(review, by=cast.consultant, at=NOW)
    page = as_user(cast.hodan).get(reverse("portal_statutes_review", args=[cast.women.pk, 1]))
    groups = {len(page.context[name]) for name in ("to_do", "in_order", "not_relevant")}
    assert groups == {2, 17, 0}
    assert "Hvor mange?" in page.text


# --- comparing -------------------------------------------------------------------------------


def upload_of(draft, kind):
    answers = draft.read()
    content = (
        files.word(answers, is_draft=False, at=NOW)
        if kind == "docx"
        else files.paper(answers, is_draft=False)
    )
    return SimpleUploadedFile(f"vedtaegter.{kind}", content)


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_two_files_are_compared_clause_by_clause(cast, kind):
    draft = begun(cast)
    for size in (5, 7):
        drafts.save(draft, topic="bestyrelse", given={"board_size": size}, by=cast.hodan, at=NOW)
        draft.refresh_from_db()
        statutes.add_version(cast.women, upload=upload_of(draft, kind), by=cast.hodan, at=NOW)
    versions = list(cast.women.statutes.order_by("-number"))
    found = comparison.compare_versions(versions, None, old="", new="").found
    changed = [one for one in found if one.kind != "same"]
    assert [one.heading for one in changed] == ["Bestyrelse"]
    assert {piece.text.strip() for piece in changed[0].pieces if piece.kind == "removed"} == {"fem"}
    assert {piece.text.strip() for piece in changed[0].pieces if piece.kind == "added"} == {"syv"}


def test_added_and_removed_clauses_are_told_apart():
    old = comparison.split("§ 1. Navn\nA er navnet.\n§ 2. Formål\nAt synge.")
    new = comparison.split("§ 1. Navn\nA er navnet.\n§ 2. Opløsning\nPengene går til B.")
    kinds = {one.heading: one.kind for one in comparison.differences(old, new)}
    assert kinds == {"Navn": "same", "Formål": "removed", "Opløsning": "added"}


def test_statutes_written_in_one_line_each_are_known_by_their_first_sentence():
    text = """§ 1. Foreningens navn er A. Foreningen har hjemsted i Roskilde Kommune.
    § 2. Foreningens formål er at samle medlemmerne om kultur.
    § 3. Alle, der støtter formålet, kan blive medlem. Kontingentet fastsættes årligt.
    § 4. Den ordinære generalforsamling holdes hvert år i marts.
    § 5. Bestyrelsen har mindst tre medlemmer.
    § 6. Foreningen tegnes af formand og kasserer.
    § 7. Regnskabsåret er kalenderåret.
    § 8. Vedtægterne ændres med to tredjedele.
    § 9. Ved opløsning går formuen til et almennyttigt formål."""
    assert [one.key for one in comparison.split(text)] == [
        "name",
        "purpose",
        "membership",
        "agm",
        "board",
        "signing_rules",
        "accounts",
        "amendments",
        "dissolution",
    ]


def test_a_file_without_text_says_so_kindly(cast, as_user):
    for _number in range(2):
        statutes.add_version(
            cast.women,
            upload=SimpleUploadedFile("v.pdf", PDF, "application/pdf"),
            by=cast.hodan,
            at=NOW,
        )
    page = as_user(cast.hodan).get(reverse("portal_statutes_compare", args=[cast.women.pk]))
    assert page.status_code == 200
    assert page.context["comparison"].complaint


def test_the_difference_is_told_in_words_and_not_by_colour_alone(cast, as_user):
    draft = begun(cast)
    drafts.adopt(draft, assembly="founding", adopted_on=TODAY, by=cast.hodan, at=NOW)
    again = drafts.begin(cast.women, by=cast.hodan, at=NOW)
    drafts.save(again, topic="bestyrelse", given={"board_size": 7}, by=cast.hodan, at=NOW)
    url = reverse("portal_statutes_compare", args=[cast.women.pk])
    cast.hodan.preferred_language = "en"
    cast.hodan.save()
    with translation.override("en"):
        page = as_user(cast.hodan).get(url, {"fra": "1", "til": "kladde"})
    assert "<ins>" in page.text
    assert "Added:" in page.text
    assert "Taken out:" in page.text
    side = as_user(cast.hodan).get(url, {"fra": "1", "til": "kladde", "vis": "side"})
    assert "compare-sides" in side.text
    assert as_user(cast.ayse).get(url).status_code == 404


def test_a_word_file_read_back_is_what_the_builder_wrote(cast):
    draft = begun(cast)
    document = upload_of(draft, "docx")
    text = comparison._word_text(io.BytesIO(document.read()))
    assert "§ 3. Formål" in text
    assert "Foreningens formål er at samle kvinder om motion, mad og fællesskab." in text
