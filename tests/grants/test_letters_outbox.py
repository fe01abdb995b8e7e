"""The outbox and the letters: nothing leaves before a person sends it; what the letters say."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation
from post_office.models import Email

from core.actions import NotPossibleNow
from core.documents import visible_documents
from grants import balance, documents
from grants.actions import decisions, letters
from grants.models import Application, DecisionLetter
from tests import cases
from tests.cases import MEETING_AT
from tests.grants.reading import pdf_text

OUTBOX = "/admin/grants/decisionletter/"


def letter_text(decision):
    with decision.letter.document.file.open("rb") as file:
        return pdf_text(file.read())


def letter_url(letter):
    return reverse("admin:grants_decisionletter_change", args=[letter.pk])


def bodies():
    return [mail.message for mail in Email.objects.order_by("pk")]


@pytest.fixture
def decision(cast):
    made = cases.decided(cast, "partly_granted", 8000)
    Email.objects.all().delete()
    return made


@pytest.fixture
def secretary(cast, as_user, decision, clock):
    clock.move_to(MEETING_AT)
    return as_user(cast.secretary)


def test_a_letter_waits_and_the_party_knows_nothing(cast, decision):
    assert decision.letter.status == DecisionLetter.Status.WAITING
    assert not Email.objects.exists()
    assert decision.letter.document not in visible_documents(cast.ayse)
    assert decision.letter.document in visible_documents(cast.secretary)


def test_the_outbox_shows_waiting_letters_with_a_preview(decision, secretary):
    page = secretary.get(OUTBOX).content.decode()
    assert decision.application.case_number in page
    assert decision.letter.document.get_absolute_url() in page


def test_sending_one_letter_tells_those_who_sign_and_shows_when(cast, decision, secretary):
    step = reverse("admin:grants_decisionletter_step", args=[decision.letter.pk, "send"])
    assert step in secretary.get(letter_url(decision.letter)).content.decode()
    assert cast.ayse.full_name in secretary.get(step).text
    secretary.post(step)
    assert DecisionLetter.objects.get().status == DecisionLetter.Status.SENT
    assert sorted(mail.to[0] for mail in Email.objects.all()) == [
        "ayse@test.example",
        "mehmet@test.example",
    ]
    assert decision.letter.document in visible_documents(cast.ayse)
    page = secretary.get(letter_url(decision.letter)).content.decode()
    assert "09-12-2026" in page
    assert step not in page


def test_several_letters_are_sent_after_one_more_question(cast, decision, secretary):
    other = cases.decided(cast, "refused", association=cast.women, by=cast.hodan)
    Email.objects.all().delete()
    chosen = {
        "action": "send_selected",
        "_selected_action": [decision.letter.pk, other.letter.pk],
    }
    page = secretary.post(OUTBOX, chosen)
    assert other.application.case_number in page.content.decode()
    assert not Email.objects.exists()
    secretary.post(OUTBOX, {**chosen, "confirmed": "1"})
    assert not DecisionLetter.objects.waiting().exists()
    assert Email.objects.count() == 3


@pytest.mark.parametrize("name", ["consultant", "manager", "member", "committee_chair"])
def test_only_the_pool_secretary_sends(cast, as_user, decision, name):
    client = as_user(getattr(cast, name))
    client.post(reverse("admin:grants_decisionletter_step", args=[decision.letter.pk, "send"]))
    client.post(
        OUTBOX,
        {
            "action": "send_selected",
            "_selected_action": [decision.letter.pk],
            "confirmed": "1",
        },
    )
    assert DecisionLetter.objects.get().status == DecisionLetter.Status.WAITING


def test_the_outbox_says_when_the_association_has_opened_the_letter(
    cast, as_user, decision, secretary, clock
):
    letters.send(decision.letter, by=cast.secretary, at=MEETING_AT)
    url = decision.letter.document.get_absolute_url()
    secretary.get(url)
    before = secretary.get(OUTBOX).content.decode()
    clock.shift(3600)
    as_user(cast.ayse).get(url)
    assert "17.00" not in before
    assert "17.00" in secretary.get(OUTBOX).content.decode()
    assert "17.00" in secretary.get(letter_url(decision.letter)).content.decode()


def test_the_outbox_asks_as_much_for_thirty_letters_as_for_one(
    cast, decision, secretary, django_assert_max_num_queries
):
    secretary.get(OUTBOX)
    with django_assert_max_num_queries(15) as few:
        secretary.get(OUTBOX)
    for number in range(29):
        cases.decided(
            cast, association=cast.women, by=cast.hodan, title=f"Nummer {number}", sought=100
        )
    with django_assert_max_num_queries(15) as many:
        secretary.get(OUTBOX)
    assert len(many) == len(few)


# --- the mails ------------------------------------------------------------------------------


def test_a_mail_carries_a_link_and_neither_amount_nor_reasons(cast, decision):
    letters.send(decision.letter, by=cast.secretary, at=MEETING_AT)
    for text in bodies():
        assert f"/ansoegninger/{decision.application_id}/" in text
        assert "8.000" not in text
        assert "rækker ikke" not in text
        assert "Fælles nytårsfest" not in text


@pytest.mark.parametrize("language", ["da", "en", "ar", "tr"])
def test_every_mail_can_be_written_in_every_language(cast, language):
    from core import letters as post

    cast.ayse.preferred_language = language
    application = cases.received(cast)
    context = {
        "application": application,
        "link": "https://foreningsbro.example/x/",
        "days": 2,
        "enquiry": type("Question", (), {"due_on": application.answer_expected_on})(),
    }
    for name in ("receipt", "enquiry", "hearing", "decision", "withdrawn", "draft_reminder"):
        mail = post.queue(to=cast.ayse, template=f"grants/{name}", context=context)
        assert mail.subject
        assert "https://foreningsbro.example/x/" in mail.message
        assert "\n\n\n" not in mail.message


# --- the letter on paper --------------------------------------------------------------------


def test_the_letter_says_the_decision_first_then_why_and_what_can_be_done(decision):
    text = letter_text(decision)
    for part in (
        "Roskilde Kulturforening",
        "99 00 00 07",
        decision.application.case_number,
        "8.000,00 kr.",
        "10.000,00 kr.",
        "Fælles nytårsfest",
        "20-03-2027",
        "Puljens midler rækker ikke til alle.",
        "Du kan bede kommunen om at se på afgørelsen igen.",
        "46 31 30 00",
        "Søren Sekretær",
    ):
        assert part in text, part
    assert text.index("8.000,00 kr.") < text.index("Puljens midler rækker ikke")


def test_a_refusal_gives_reasons_and_remedies_and_no_payment(cast):
    decision = cases.decided(cast, "refused")
    text = letter_text(decision)
    assert "Puljens midler rækker ikke til alle." in text
    assert "Du kan bede kommunen om at se på afgørelsen igen." in text
    assert "NemKonto" not in text


def test_the_appeal_body_and_its_deadline_come_from_the_pool(cast):
    cast.pool.appeal_body = "Ankestyrelsen"
    cast.pool.appeal_deadline_days = 28
    cast.pool.save()
    text = letter_text(cases.decided(cast, "refused"))
    assert "Ankestyrelsen" in text
    assert "28" in text


def test_what_an_applicant_types_is_never_markup_in_a_letter(cast):
    decision = cases.decided(cast, "refused", title='#panic("nu") *fed* $x$')
    assert '#panic("nu") *fed* $x$' in letter_text(decision)


def test_the_receipt_says_when_it_came_and_what_happens_next(cast):
    application = cases.received(cast)
    with application.receipt.file.open("rb") as file:
        text = pdf_text(file.read())
    for part in (application.case_number, "14-10-2026", "10.000,00 kr.", "20. januar 2027"):
        assert part in text, part


def test_the_receipt_adds_a_few_lines_in_the_signers_language(cast):
    application = cases.received(cast, association=cast.women, by=cast.hodan)
    with translation.override("da"):
        courtesy = documents._courtesy(application)
    assert (courtesy.language, courtesy.direction) == ("ar", "rtl")
    assert application.case_number in courtesy.text


# --- What was entered wrong ---------------------------------------------------------------------


@pytest.fixture
def recalled(cast, decision, secretary):
    """The decision on 8.000 kr. recalled: it should have been 800."""
    step = reverse("admin:grants_decisionletter_step", args=[decision.letter.pk, "recall"])
    assert step in secretary.get(letter_url(decision.letter)).content.decode()
    secretary.post(step, {"reason": "Der stod 800 kr. i referatet."})
    decision.letter.refresh_from_db(fields=["status"])
    return decision


def test_a_decision_entered_wrong_is_recalled_while_nobody_has_been_told(cast, recalled):
    application = recalled.application
    application.refresh_from_db()
    assert recalled.letter.status == DecisionLetter.Status.RECALLED
    assert application.status == Application.Status.ON_AGENDA
    assert application.amount_granted is None
    assert balance.of(cast.pool, application.round.year).granted == 0
    assert not Email.objects.exists()
    assert recalled.letter.document not in visible_documents(cast.ayse)


def test_after_the_recall_the_right_decision_is_entered_and_alone_is_told(
    cast, recalled, secretary
):
    application = recalled.application
    application.refresh_from_db()
    right = decisions.decide(
        application,
        outcome="partly_granted",
        amount=Decimal(800),
        reasons="Puljens midler rækker ikke til alle.",
        remedies_text=cast.pool.remedies_text,
        decided_on=MEETING_AT.date(),
        meeting=cases.meeting(cast),
        by=cast.committee_chair,
        at=MEETING_AT,
    )
    letters.send(right.letter, by=cast.secretary, at=MEETING_AT)
    assert right.letter.document in visible_documents(cast.ayse)
    assert recalled.letter.document not in visible_documents(cast.ayse)
    case = secretary.get(f"/admin/grants/application/{application.pk}/change/").content.decode()
    assert "800,00 kr." in case
    timeline = f"/admin/associations/association/{cast.culture.pk}/forloeb/"
    assert "8.000,00 kr." not in secretary.get(timeline).content.decode()


def test_the_reason_of_a_recall_stands_with_the_letter(recalled, secretary):
    assert (
        "Der stod 800 kr. i referatet."
        in secretary.get(letter_url(recalled.letter)).content.decode()
    )


def test_what_the_party_has_been_told_is_not_recalled(cast, decision, secretary):
    letters.send(decision.letter, by=cast.secretary, at=MEETING_AT)
    with pytest.raises(NotPossibleNow):
        letters.recall(decision.letter, by=cast.secretary, at=MEETING_AT, reason="Forkert beløb")
    decision.application.refresh_from_db()
    assert decision.application.status == Application.Status.PARTLY_GRANTED


def test_a_recall_needs_the_outbox_and_a_reason(cast, decision, secretary):
    with pytest.raises(PermissionDenied):
        letters.recall(decision.letter, by=cast.consultant, at=MEETING_AT, reason="Forkert")
    secretary.post(
        reverse("admin:grants_decisionletter_step", args=[decision.letter.pk, "recall"]), {}
    )
    assert DecisionLetter.objects.get().status == DecisionLetter.Status.WAITING
