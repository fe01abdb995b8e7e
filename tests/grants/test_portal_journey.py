"""A chair finds a pool, writes an application step by step, sends it and keeps a receipt."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from post_office.models import Email

from grants.models import Application

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PROJECT = {
    "title": "Eid-fest for hele byen",
    "purpose": "Naboer lærer hinanden at kende.",
    "activities": "Mad, musik og leg i Kulturhuset.",
    "expected_effect": "",
    "starts_on": "20-03-2027",
    "ends_on": "20/3-27",
    "place": "Kulturhuset",
}
PEOPLE = {
    "audience": "Familier",
    "expected_participants": "120",
    "open_to_all": "ja",
    "has_children": "nej",
    "announcement": "Plakater",
    "volunteers": "10",
    "volunteer_hours": "60",
    "partnere-TOTAL_FORMS": "2",
    "partnere-INITIAL_FORMS": "0",
    "partnere-0-name": "himmelev boldklub",
    "partnere-0-contribution": "Låner os en hal",
    "partnere-1-name": "",
    "partnere-1-contribution": "",
}
BUDGET = {
    "udgifter-TOTAL_FORMS": "3",
    "udgifter-INITIAL_FORMS": "0",
    "udgifter-0-category": "venue",
    "udgifter-0-text": "Kulturhuset",
    "udgifter-0-amount": "6.000",
    "udgifter-1-category": "fee",
    "udgifter-1-text": "Musikere",
    "udgifter-1-amount": "kr. 4.000,50",
    "udgifter-2-category": "",
    "udgifter-2-text": "",
    "udgifter-2-amount": "",
    "indtaegter-TOTAL_FORMS": "1",
    "indtaegter-INITIAL_FORMS": "0",
    "indtaegter-0-category": "own_funding",
    "indtaegter-0-text": "",
    "indtaegter-0-amount": "1 000 kr.",
    "amount_sought": "9000,50",
    "other_applications": "",
}
SIGNATURE = {
    "declared_true": "on",
    "declared_democratic": "on",
    "signed_name": "Ayşe Yılmaz",
}


def address(application, name=""):
    """The address of a page about the application."""
    keys = [application.association_id, application.pk]
    return reverse(f"portal_application{'_' if name else ''}{name}", args=keys)


def answers(cast):
    """The eligibility questions answered as the pool wants."""
    questions = cast.pool.eligibility_questions.all()
    return {str(one.pk): "ja" if one.wanted_answer else "nej" for one in questions}


def write_all(client, cast):
    """Begin and fill in every step; the draft is ready to be signed."""
    begin = reverse("portal_application_begin", args=[cast.culture.pk, cast.round.pk])
    client.post(begin, answers(cast))
    draft = Application.objects.get()
    for name, typed in (("projekt", PROJECT), ("deltagere", PEOPLE), ("budget", BUDGET)):
        response = client.post(address(draft, name), typed)
        assert response.status_code == 302, response.content.decode()
    return draft


def test_a_chair_applies_from_the_public_page_to_the_receipt(cast, as_user, client):
    pool_page = client.get(cast.pool.get_absolute_url())
    apply_url = reverse("portal_apply", args=[cast.round.pk])
    assert apply_url in pool_page.content.decode()
    assert client.get(apply_url).url.startswith(reverse("account_login"))

    chair = as_user(cast.ayse)
    begin = chair.get(apply_url).url
    assert begin == reverse("portal_application_begin", args=[cast.culture.pk, cast.round.pk])
    assert chair.get(begin).status_code == 200
    assert not Application.objects.exists(), "looking at the form must not begin a draft"

    response = chair.post(begin, answers(cast))
    draft = Application.objects.get()
    assert response.url == address(draft, "projekt")
    assert chair.post(address(draft, "projekt"), PROJECT).url == address(draft, "deltagere")
    assert chair.post(address(draft, "deltagere"), PEOPLE).url == address(draft, "budget")
    assert chair.post(address(draft, "budget"), BUDGET).url == address(draft, "bilag")
    upload = SimpleUploadedFile("program.pdf", PDF)
    response = chair.post(
        address(draft, "bilag"), {"kind": "programme", "file": upload, "next": "1"}
    )
    assert response.url == address(draft, "send")

    page = chair.get(address(draft, "send")).content.decode()
    for fact in ("Eid-fest for hele byen", "9.000,50 kr.", "program.pdf", "himmelev boldklub"):
        assert fact in page
    response = chair.post(address(draft, "send"), SIGNATURE)
    assert response.url == address(draft, "receipt")

    draft.refresh_from_db()
    assert draft.status == Application.Status.RECEIVED
    assert draft.case_number == "KIP-2026-0001"
    assert draft.partners.get().association == cast.partner
    receipt = chair.get(response.url).content.decode()
    assert "KIP-2026-0001" in receipt
    assert "20-01-2027" in receipt, "the day an answer can be expected"
    assert draft.receipt.get_absolute_url() in receipt
    assert Email.objects.filter(to=cast.ayse.email).exists()
    assert not mail.outbox


def test_a_chair_who_reads_arabic_writes_in_a_page_that_runs_from_the_right(cast, as_user):
    begin = reverse("portal_application_begin", args=[cast.women.pk, cast.round.pk])
    hodan = as_user(cast.hodan)
    page = hodan.get(begin).content.decode()
    assert '<html lang="ar"' in page
    assert 'dir="rtl"' in page
    hodan.post(begin, answers(cast))
    draft = Application.objects.get()
    for name in ("projekt", "deltagere", "budget", "bilag", "send"):
        response = hodan.get(address(draft, name))
        assert response.status_code == 200
        assert 'dir="rtl"' in response.content.decode()


def test_a_wrong_answer_gives_advice_and_lets_the_chair_go_on(cast, as_user):
    chair = as_user(cast.ayse)
    begin = reverse("portal_application_begin", args=[cast.culture.pk, cast.round.pk])
    wrong = {key: "nej" if value == "ja" else "ja" for key, value in answers(cast).items()}
    response = chair.post(begin, wrong)
    draft = Application.objects.get()
    assert response.url == address(draft, "kan_vi_soege")
    page = chair.get(response.url).content.decode()
    assert "Ring til jeres konsulent." in page
    assert "46 31 30 00" in page
    assert address(draft, "projekt") in page


def test_a_question_without_an_answer_is_asked_again(cast, as_user):
    chair = as_user(cast.ayse)
    begin = reverse("portal_application_begin", args=[cast.culture.pk, cast.round.pk])
    assert chair.post(begin, {}).status_code == 422
    assert not Application.objects.exists()


def test_a_draft_that_was_begun_is_found_again(cast, as_user):
    chair = as_user(cast.ayse)
    draft = write_all(chair, cast)
    begin = reverse("portal_application_begin", args=[cast.culture.pk, cast.round.pk])
    assert chair.get(begin).url == address(draft, "projekt")
    # A second tab in which the questions were still open.
    chair.post(begin, answers(cast))
    assert Application.objects.get() == draft


def test_sending_twice_gives_one_case_number_and_the_same_receipt(cast, as_user):
    chair = as_user(cast.ayse)
    draft = write_all(chair, cast)
    first = chair.post(address(draft, "send"), SIGNATURE)
    second = chair.post(address(draft, "send"), SIGNATURE)
    assert first.url == second.url == address(draft, "receipt")
    assert [one.case_number for one in Application.objects.all()] == ["KIP-2026-0001"]
    assert Email.objects.filter(to=cast.ayse.email).count() == 1


def test_an_application_that_is_not_finished_cannot_be_sent_and_says_what_is_missing(cast, as_user):
    chair = as_user(cast.ayse)
    begin = reverse("portal_application_begin", args=[cast.culture.pk, cast.round.pk])
    chair.post(begin, answers(cast))
    draft = Application.objects.get()
    page = chair.get(address(draft, "send")).content.decode()
    assert f"{address(draft, 'projekt')}#div_id_title" in page
    assert chair.post(address(draft, "send"), SIGNATURE).status_code == 422
    draft.refresh_from_db()
    assert draft.is_draft


@pytest.mark.parametrize("missing", ["declared_true", "declared_democratic", "signed_name"])
def test_nothing_is_sent_without_declarations_and_signature(cast, as_user, missing):
    chair = as_user(cast.ayse)
    draft = write_all(chair, cast)
    typed = {name: value for name, value in SIGNATURE.items() if name != missing}
    assert chair.post(address(draft, "send"), typed).status_code == 422
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_late_application_is_turned_away_with_the_deadline_and_the_draft_is_kept(
    cast, as_user, clock
):
    chair = as_user(cast.ayse)
    draft = write_all(chair, cast)
    clock.move_to(cast.round.deadline + timedelta(seconds=1))
    chair = as_user(cast.ayse)
    response = chair.post(address(draft, "send"), SIGNATURE)
    assert response.status_code == 422
    page = response.content.decode()
    assert "15-11-2026" in page
    assert "46 31 30 00" in page, "whom to call"
    assert address(draft, "copy") in page, "the round that is open"
    draft.refresh_from_db()
    assert draft.is_draft
    assert draft.title == PROJECT["title"]


def test_what_is_typed_while_the_deadline_passes_is_kept(cast, as_user, clock):
    draft = write_all(as_user(cast.ayse), cast)
    clock.move_to(cast.round.deadline + timedelta(seconds=1))
    chair = as_user(cast.ayse)
    response = chair.post(
        address(draft, "projekt"), {**PROJECT, "title": "Skrevet i sidste øjeblik"}
    )
    assert response.status_code == 422
    assert "15-11-2026" in response.content.decode()
    assert "Skrevet i sidste øjeblik" in chair.get(address(draft, "projekt")).content.decode()


def test_until_the_deadline_what_is_sent_can_be_changed(cast, as_user, clock):
    chair = as_user(cast.ayse)
    draft = write_all(chair, cast)
    chair.post(address(draft, "send"), SIGNATURE)
    response = chair.post(address(draft, "projekt"), {**PROJECT, "place": "Biblioteket"})
    assert response.url == address(draft)
    assert "Biblioteket" in chair.get(address(draft)).content.decode()
    clock.move_to(cast.round.deadline + timedelta(seconds=1))
    chair = as_user(cast.ayse)
    assert chair.get(address(draft, "projekt")).url == address(draft)
    response = chair.post(address(draft, "projekt"), {**PROJECT, "place": "Hallen"})
    assert response.status_code == 422
    draft.refresh_from_db()
    assert draft.place == "Biblioteket"


def test_the_year_after_everything_but_dates_and_files_is_copied(cast, as_user):
    chair = as_user(cast.ayse)
    draft = write_all(chair, cast)
    chair.post(address(draft, "send"), SIGNATURE)
    response = chair.post(address(draft, "copy"), {"round": cast.rolling.pk})
    copied = Application.objects.get(status=Application.Status.DRAFT)
    assert response.url == address(copied, "kan_vi_soege")
    assert copied.title == PROJECT["title"]
    assert copied.budget_lines.count() == 3
    assert copied.starts_on is None


def test_an_application_is_withdrawn_after_a_question(cast, as_user):
    chair = as_user(cast.ayse)
    draft = write_all(chair, cast)
    chair.post(address(draft, "send"), SIGNATURE)
    assert chair.get(address(draft, "withdraw")).status_code == 200
    draft.refresh_from_db()
    assert draft.status == Application.Status.RECEIVED
    chair.post(address(draft, "withdraw"), {"reason": "Vi fandt pengene selv."})
    draft.refresh_from_db()
    assert draft.status == Application.Status.WITHDRAWN


def test_a_draft_is_deleted_after_a_question(cast, as_user):
    chair = as_user(cast.ayse)
    draft = write_all(chair, cast)
    assert chair.get(address(draft, "discard")).status_code == 200
    chair.post(address(draft, "discard"))
    assert not Application.objects.exists()
