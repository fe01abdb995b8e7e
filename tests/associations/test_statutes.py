"""Statutes: versions that are kept, and the advice on them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from post_office.models import Email

from associations.actions import statutes
from associations.clauses import GUIDANCE
from associations.models import ClauseReview, StatutesReview, StatutesVersion
from associations.models.statutes import LEGAL_MINIMUM, Clause
from core.actions import NotPossibleNow
from tests.cast import NOW, TODAY
from tests.core.files import PDF

ADOPTED = {"assembly": "ordinary", "adopted_on": date(2026, 3, 1)}


def upload(name="vedtaegter.pdf"):
    return SimpleUploadedFile(name, PDF, "application/pdf")


def add(cast, *, by=None, association=None, **told):
    return statutes.add_version(
        association or cast.culture, upload=upload(), by=by or cast.consultant, at=NOW, **told
    )


def reviewed(cast, **results):
    review = statutes.open_review(add(cast), by=cast.consultant, at=NOW)
    found = dict.fromkeys(LEGAL_MINIMUM, ("ok", "")) | results
    return statutes.save_review(
        review, results=found, comment="Godt arbejde", by=cast.consultant, at=NOW
    )


# --- versions --------------------------------------------------------------------------------


def test_versions_are_numbered_and_the_earlier_one_stays(cast):
    first, second = add(cast, **ADOPTED), add(cast)
    assert (first.number, second.number) == (1, 2)
    assert second.adopted_on is None
    assert StatutesVersion.objects.filter(association=cast.culture).count() == 2


def test_each_association_counts_its_own_versions(cast):
    add(cast)
    assert add(cast, association=cast.women).number == 1


def test_the_chair_and_the_treasurer_may_add_a_version_a_board_member_may_not(cast):
    assert add(cast, by=cast.ayse).added_by == cast.ayse
    assert add(cast, by=cast.mehmet).number == 2
    with pytest.raises(PermissionDenied):
        add(cast, by=cast.fatma)


def test_the_chair_of_another_association_may_not_add_a_version(cast):
    with pytest.raises(PermissionDenied):
        add(cast, by=cast.hodan)


@pytest.mark.parametrize("told", [{"assembly": "ordinary"}, {"adopted_on": date(2026, 3, 1)}])
def test_a_day_without_an_assembly_is_refused_and_the_other_way_round(cast, told):
    with pytest.raises(ValidationError):
        add(cast, **told)
    assert not StatutesVersion.objects.exists()


def test_statutes_cannot_be_adopted_tomorrow(cast):
    with pytest.raises(ValidationError):
        add(cast, assembly="ordinary", adopted_on=date(2026, 10, 15))
    assert add(cast, assembly="ordinary", adopted_on=TODAY).adopted_on == TODAY


def test_a_draft_is_adopted_once(cast):
    draft = add(cast)
    statutes.adopt(draft, **ADOPTED, minutes_upload=upload("referat.pdf"), by=cast.ayse, at=NOW)
    draft.refresh_from_db()
    assert (draft.adopted_on, draft.minutes.name) == (date(2026, 3, 1), "referat.pdf")
    with pytest.raises(NotPossibleNow):
        statutes.adopt(draft, **ADOPTED, by=cast.ayse, at=NOW)


def test_a_file_that_lies_about_its_kind_is_refused(cast):
    with pytest.raises(ValidationError):
        statutes.add_version(
            cast.culture,
            upload=SimpleUploadedFile("vedtaegter.pdf", b"MZ\x90\x00 program"),
            by=cast.ayse,
            at=NOW,
        )


# --- the review ------------------------------------------------------------------------------


def test_a_review_has_the_eight_points_of_the_law_in_the_customary_order(cast):
    review = statutes.open_review(add(cast), by=cast.consultant, at=NOW)
    points = [row.clause for row in review.clauses.all()]
    assert len(points) == 8
    assert set(points) == set(LEGAL_MINIMUM)
    assert points == [clause for clause in Clause if clause in LEGAL_MINIMUM]


def test_a_review_may_go_through_all_nineteen_clauses(cast):
    review = statutes.open_review(add(cast), every_clause=True, by=cast.consultant, at=NOW)
    assert [row.clause for row in review.clauses.all()] == list(Clause)
    assert set(GUIDANCE) == set(Clause)


def test_a_version_is_reviewed_once(cast):
    version = add(cast)
    statutes.open_review(version, by=cast.consultant, at=NOW)
    with pytest.raises(NotPossibleNow):
        statutes.open_review(version, by=cast.coordinator, at=NOW)


@pytest.mark.parametrize("name", ["secretary", "manager", "member", "ayse"])
def test_only_consultants_review(cast, name):
    with pytest.raises(PermissionDenied):
        statutes.open_review(add(cast), by=getattr(cast, name), at=NOW)


def test_a_review_is_not_sent_before_every_point_has_a_result(cast):
    review = reviewed(cast, purpose=("", ""))
    with pytest.raises(NotPossibleNow) as refusal:
        statutes.send_review(review, by=cast.consultant, at=NOW)
    assert str(Clause.PURPOSE.label) in refusal.value.message
    assert not Email.objects.exists()


def test_everybody_with_access_gets_the_letter_in_their_own_language(cast):
    cast.mehmet.preferred_language = "tr"
    cast.mehmet.save()
    review = reviewed(cast)
    statutes.send_review(review, by=cast.consultant, at=NOW)
    assert {tuple(mail.to) for mail in Email.objects.all()} == {
        ("ayse@test.example",),
        ("mehmet@test.example",),
        ("fatma@test.example",),
    }
    turkish = Email.objects.get(to="mehmet@test.example")
    assert 'lang="tr"' in turkish.html_message
    path = reverse("portal_statutes_review", args=[cast.culture.pk, 1])
    assert all(path in mail.message for mail in Email.objects.all())


def test_what_was_sent_is_neither_sent_again_nor_changed(cast):
    review = reviewed(cast)
    statutes.send_review(review, by=cast.consultant, at=NOW)
    with pytest.raises(NotPossibleNow):
        statutes.send_review(review, by=cast.consultant, at=NOW)
    with pytest.raises(NotPossibleNow):
        statutes.save_review(review, results={}, by=cast.consultant, at=NOW)


# --- the portal ------------------------------------------------------------------------------


def test_the_association_reads_its_versions_and_not_those_of_others(cast, as_user):
    add(cast, **ADOPTED)
    page = as_user(cast.fatma).get(reverse("portal_statutes", args=[cast.culture.pk]))
    assert "vedtaegter.pdf" in page.text
    assert "01-03-2026" in page.text
    assert reverse("portal_statutes_add", args=[cast.culture.pk]) not in page.text
    other = as_user(cast.hodan).get(reverse("portal_statutes", args=[cast.culture.pk]))
    assert other.status_code == 404


def test_the_file_is_for_those_who_may_see_the_version(cast, as_user):
    url = add(cast).document.get_absolute_url()
    answers = {
        name: as_user(getattr(cast, name)).get(url).status_code
        for name in ("ayse", "fatma", "consultant", "manager", "hodan", "member", "administrator")
    }
    assert answers == {
        "ayse": 200,
        "fatma": 200,
        "consultant": 200,
        "manager": 200,
        "hodan": 404,
        "member": 404,
        "administrator": 404,
    }


def test_the_chair_sends_a_version(cast, as_user):
    url = reverse("portal_statutes_add", args=[cast.culture.pk])
    browser = as_user(cast.ayse)
    assert browser.get(url).status_code == 200
    told = {"upload": upload(), "language": "da", "assembly": "ordinary", "adopted_on": "1/3-26"}
    assert browser.post(url, told).status_code == 302
    version = StatutesVersion.objects.get()
    assert (version.adopted_on, version.added_by) == (date(2026, 3, 1), cast.ayse)


def test_a_day_without_an_assembly_is_asked_about_and_nothing_is_saved(cast, as_user):
    url = reverse("portal_statutes_add", args=[cast.culture.pk])
    told = {"upload": upload(), "language": "da", "adopted_on": "01-03-2026"}
    page = as_user(cast.ayse).post(url, told)
    assert page.status_code == 422
    assert "assembly" in page.context["form"].errors
    assert not StatutesVersion.objects.exists()


def test_a_board_member_is_told_who_may_send_statutes(cast, as_user):
    page = as_user(cast.fatma).get(reverse("portal_statutes_add", args=[cast.culture.pk]))
    assert page.status_code == 403


def test_advice_is_read_in_the_portal_only_when_it_is_sent(cast, as_user):
    review = reviewed(cast, purpose=("missing", "Skriv hvad I vil"))
    url = reverse("portal_statutes_review", args=[cast.culture.pk, 1])
    assert as_user(cast.ayse).get(url).status_code == 404
    statutes.send_review(review, by=cast.consultant, at=NOW)
    text = as_user(cast.ayse).get(url).text
    assert "Skriv hvad I vil" in text
    assert "Godt arbejde" in text
    assert as_user(cast.hodan).get(url).status_code == 404


def test_no_page_says_that_the_municipality_approved_anything(cast, as_user):
    review = reviewed(cast)
    statutes.send_review(review, by=cast.consultant, at=NOW)
    pages = [
        as_user(cast.ayse).get(reverse("portal_statutes_review", args=[cast.culture.pk, 1])).text,
        as_user(cast.consultant)
        .get(reverse("admin:associations_statutesreview_change", args=[review.pk]))
        .text,
        Email.objects.first().message,
    ]
    for text in pages:
        assert "godkendt" not in text.lower()
        assert "approved" not in text.lower()


# --- the desk --------------------------------------------------------------------------------


def test_a_consultant_adds_reviews_and_sends_at_the_desk(cast, as_user):
    desk = as_user(cast.consultant)
    told = {"association": cast.culture.pk, "upload": upload(), "language": "da"}
    added = desk.post(reverse("admin:associations_statutesversion_add"), told)
    version = StatutesVersion.objects.get()
    assert added.url == reverse("admin:associations_statutesversion_change", args=[version.pk])
    opening = reverse("admin:associations_statutesversion_step", args=[version.pk, "open_review"])
    assert desk.get(opening).status_code == 200
    review_url = desk.post(opening, {"every_clause": ""}).url
    review = StatutesReview.objects.get()
    assert review_url == reverse("admin:associations_statutesreview_change", args=[review.pk])
    page = desk.get(review_url).text
    assert all(str(GUIDANCE[clause]) in page or GUIDANCE[clause] for clause in LEGAL_MINIMUM)
    verdicts = {f"result_{clause}": "ok" for clause in LEGAL_MINIMUM}
    sent = desk.post(review_url, {**verdicts, "note_purpose": "Fint", "send": "1"})
    step = reverse("admin:associations_statutesreview_step", args=[review.pk, "send"])
    assert sent.url == step
    assert review.clauses.get(clause="purpose").comment == "Fint"
    assert desk.post(step).status_code == 302
    review.refresh_from_db()
    assert review.status == StatutesReview.Status.SENT


def test_a_review_that_lacks_points_stays_on_its_page_and_names_them(cast, as_user):
    review = statutes.open_review(add(cast), by=cast.consultant, at=NOW)
    desk = as_user(cast.consultant)
    url = reverse("admin:associations_statutesreview_change", args=[review.pk])
    answer = desk.post(url, {"result_purpose": "ok", "send": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == url
    assert str(Clause.BOARD.label) in "".join(str(one) for one in answer.context["messages"])
    assert review.clauses.get(clause="purpose").result == "ok"


def test_a_sent_review_is_only_read_at_the_desk(cast, as_user):
    review = reviewed(cast, purpose=("missing", "Mangler"))
    statutes.send_review(review, by=cast.consultant, at=NOW)
    url = reverse("admin:associations_statutesreview_change", args=[review.pk])
    desk = as_user(cast.consultant)
    assert "Mangler" in desk.get(url).text
    assert desk.post(url, {"result_purpose": "ok"}).status_code == 403
    assert ClauseReview.objects.get(review=review, clause="purpose").result == "missing"


@pytest.mark.parametrize("name", ["member", "administrator"])
def test_who_does_not_keep_the_register_finds_no_statutes_at_the_desk(cast, as_user, name):
    version = add(cast)
    desk = as_user(getattr(cast, name))
    assert desk.get(reverse("admin:associations_statutesversion_changelist")).status_code == 403
    page = desk.get(reverse("admin:associations_statutesversion_change", args=[version.pk]))
    assert page.status_code in (302, 403, 404)


def test_the_start_page_names_new_statutes_and_reviews_not_sent(cast, as_user):
    add(cast, by=cast.ayse)
    page = as_user(cast.consultant).get(reverse("admin:index")).text
    assert "Roskilde Kulturforening, 1" in page


def count(django_assert_max_num_queries, client, url, most):
    with django_assert_max_num_queries(most) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    ("who", "most"), [("consultant", 25), ("ayse", 15)], ids=["desk", "portal"]
)
def test_a_list_of_thirty_asks_no_more_than_a_list_of_one(
    cast, as_user, django_assert_max_num_queries, who, most
):
    client = as_user(getattr(cast, who))
    url = (
        reverse("admin:associations_statutesversion_changelist")
        if who == "consultant"
        else reverse("portal_statutes", args=[cast.culture.pk])
    )
    add(cast, **ADOPTED)
    client.get(url)
    one = count(django_assert_max_num_queries, client, url, most)
    for _number in range(18):
        add(cast, **ADOPTED)
    assert count(django_assert_max_num_queries, client, url, most) == one
