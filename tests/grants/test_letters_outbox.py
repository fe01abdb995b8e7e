"""The outbox and the letters: nothing leaves before a person sends it; what the letters say."""

import pytest
from django.urls import reverse
from django.utils import translation
from post_office.models import Email

from core.documents import visible_documents
from grants import documents
from grants.actions import letters
from grants.models import DecisionLetter
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
