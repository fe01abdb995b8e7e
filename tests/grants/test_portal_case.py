"""Following a case: nothing of a decision is known before its letter is sent, everything after."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse

from grants import disclosure
from grants.actions import applications, decisions, letters
from grants.models import Application
from grants.panels import portal_panel
from tests import cases
from tests.grants.test_portal_journey import PDF, address

REASONS = "Puljens midler rækker ikke til alle."


def text(response):
    return response.content.decode()


def list_url(association):
    return reverse("portal_applications", args=[association.pk])


def panel(cast, user):
    """What the association's front page says about the cases."""
    request = RequestFactory().get("/")
    request.user = user
    return portal_panel(request, cast.culture).context["rows"]


def known(application):
    return disclosure.with_told(Application.objects.filter(pk=application.pk)).get()


# --- before and after the letter ------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "amount"), [("granted", None), ("partly_granted", 6543), ("refused", 0)]
)
def test_nothing_of_a_decision_is_told_before_its_letter_is_sent(
    cast, as_user, clock, outcome, amount
):
    waiting = cases.under_review(cast, title="En anden sag")
    decision = cases.decided(cast, outcome, amount)
    clock.move_to(cases.MEETING_AT)
    chair = as_user(cast.ayse)
    page = text(chair.get(address(decision.application)))
    # The page of a case that is still worked on says the same, but for what tells them apart.
    undecided = text(chair.get(address(waiting)))
    for part in (REASONS, "6.543", str(decision.letter.document.pk), "decision-summary"):
        assert part not in page
    words = str(disclosure.WORDS[Application.Status.UNDER_REVIEW])
    assert words in page
    assert words in undecided
    assert page.count('class="way-done"') == undecided.count('class="way-done"')
    listed = text(chair.get(list_url(cast.culture)))
    for told in ("GRANTED", "PARTLY_GRANTED", "REFUSED"):
        assert str(disclosure.WORDS[Application.Status[told]]) not in listed + page
    assert {row["words"] for row in panel(cast, cast.ayse)} == {
        disclosure.WORDS[Application.Status.UNDER_REVIEW]
    }
    assert disclosure.amount_for_applicant(known(decision.application)) is None
    assert chair.get(decision.letter.document.get_absolute_url()).status_code == 404
    response = chair.post(address(decision.application, "withdraw"), {"reason": "Nej"})
    for status in ("GRANTED", "PARTLY_GRANTED", "REFUSED"):
        assert str(Application.Status[status].label) not in text(response)


def test_a_case_refused_on_formal_grounds_while_it_lacks_an_answer_does_not_say_so(
    cast, as_user, clock
):
    application = cases.under_review(cast)
    request = applications.ask(
        application,
        text="Send budgettet.",
        due_on=cases.AFTER_DEADLINE.date() + timedelta(days=10),
        by=cast.secretary,
        at=cases.AFTER_DEADLINE,
    )
    application.refresh_from_db()
    decisions.decide(
        application,
        outcome="rejected_formally",
        reasons="Ikke omfattet.",
        remedies_text="Bed os se på det igen.",
        decided_on=cases.AFTER_DEADLINE.date(),
        by=cast.secretary,
        at=cases.AFTER_DEADLINE,
    )
    clock.move_to(cases.AFTER_DEADLINE)
    chair = as_user(cast.ayse)
    answer_url = reverse(
        "portal_application_answer",
        args=[cast.culture.pk, application.pk, "oplysninger", request.pk],
    )
    for response in (
        chair.get(address(application)),
        chair.post(answer_url, {"text": "Her er det."}),
    ):
        page = text(response)
        assert "Ikke omfattet." not in page
        assert str(Application.Status.REJECTED_FORMALLY.label) not in page
        assert str(disclosure.WORDS[Application.Status.REJECTED_FORMALLY]) not in page


@pytest.mark.parametrize(("outcome", "amount"), [("partly_granted", 6543), ("refused", 0)])
def test_once_the_letter_is_sent_the_chair_reads_all_of_it_in_danish(
    cast, as_user, clock, outcome, amount
):
    decision = cases.decided(cast, outcome, amount)
    letters.send(decision.letter, by=cast.secretary, at=cases.MEETING_AT)
    clock.move_to(cases.MEETING_AT)
    cast.ayse.preferred_language = "ar"
    cast.ayse.save()
    chair = as_user(cast.ayse)
    page = text(chair.get(address(decision.application)))
    legal = page[page.index('aria-labelledby="decision-text"') - 60 :]
    assert 'lang="da"' in legal[:60]
    assert REASONS in legal
    assert cast.pool.remedies_text in legal
    assert decision.letter.document.get_absolute_url() in legal
    assert page.index("decision-summary") < page.index("decision-text")
    assert ("6.543,00 kr." in page) == (outcome == "partly_granted")
    pdf = chair.get(decision.letter.document.get_absolute_url())
    assert pdf.status_code == 200


def test_a_board_member_reads_the_decision_and_is_not_offered_to_withdraw(cast, as_user, clock):
    decision = cases.decided(cast, "partly_granted", 6543)
    letters.send(decision.letter, by=cast.secretary, at=cases.MEETING_AT)
    clock.move_to(cases.MEETING_AT)
    member = as_user(cast.fatma)
    page = text(member.get(address(decision.application)))
    assert "6.543,00 kr." in page
    assert address(decision.application, "withdraw") not in page
    assert member.get(address(decision.application, "withdraw")).status_code == 403


# --- questions ------------------------------------------------------------------------------


@pytest.fixture
def asked(cast):
    """A case in which the secretary has asked for the budget."""
    application = cases.under_review(cast)
    return applications.ask(
        application,
        text="Send os jeres budget.",
        due_on=cases.AFTER_DEADLINE.date() + timedelta(days=10),
        by=cast.secretary,
        at=cases.AFTER_DEADLINE,
    )


def answer_url(request):
    application = request.application
    return reverse(
        "portal_application_answer",
        args=[application.association_id, application.pk, "oplysninger", request.pk],
    )


def test_a_question_is_answered_with_text_and_a_file(cast, as_user, clock, asked):
    clock.move_to(cases.AFTER_DEADLINE)
    chair = as_user(cast.ayse)
    page = text(chair.get(address(asked.application)))
    assert "Send os jeres budget." in page
    assert answer_url(asked) in page
    typed = {"text": "Her er det.", "kind": "budget", "file": SimpleUploadedFile("b.pdf", PDF)}
    assert chair.post(answer_url(asked), typed).url == address(asked.application)
    asked.refresh_from_db()
    assert asked.answer == "Her er det."
    asked.application.refresh_from_db()
    assert asked.application.status == Application.Status.UNDER_REVIEW
    assert asked.application.attachments.get().document.name == "b.pdf"


def test_an_answer_with_a_bad_file_is_kept_and_not_sent(cast, as_user, clock, asked):
    clock.move_to(cases.AFTER_DEADLINE)
    liar = SimpleUploadedFile("b.pdf", b"MZ this is a program")
    typed = {"text": "Her er det.", "kind": "budget", "file": liar}
    response = as_user(cast.ayse).post(answer_url(asked), typed)
    assert response.status_code == 422
    assert "Her er det." in text(response)
    asked.refresh_from_db()
    assert asked.answered_at is None


def test_only_those_who_sign_answer(cast, as_user, clock, asked):
    clock.move_to(cases.AFTER_DEADLINE)
    assert as_user(cast.fatma).get(answer_url(asked)).status_code == 403
    assert as_user(cast.hodan).get(answer_url(asked)).status_code == 404


def test_an_answer_sent_twice_is_told_kindly(cast, as_user, clock, asked):
    clock.move_to(cases.AFTER_DEADLINE)
    chair = as_user(cast.ayse)
    chair.post(answer_url(asked), {"text": "Her er det."})
    assert chair.post(answer_url(asked), {"text": "Og igen."}).status_code == 422
    asked.refresh_from_db()
    assert asked.answer == "Her er det."


# --- the list -------------------------------------------------------------------------------


def test_the_list_shows_own_cases_only_and_what_comes_next(cast, as_user):
    own = cases.received(cast, title="Vores fest")
    other = cases.draft(cast, association=cast.women, by=cast.hodan, title="Deres fest")
    page = text(as_user(cast.ayse).get(list_url(cast.culture)))
    assert "Vores fest" in page
    assert own.case_number in page
    assert "Deres fest" not in page
    assert as_user(cast.ayse).get(list_url(cast.women)).status_code == 404
    assert other.pk


def test_an_empty_list_says_what_can_be_applied_for(cast, as_user):
    page = text(as_user(cast.ayse).get(list_url(cast.culture)))
    begin = reverse("portal_application_begin", args=[cast.culture.pk, cast.round.pk])
    assert begin in page
    assert begin not in text(as_user(cast.fatma).get(list_url(cast.culture)))


def test_list_and_case_ask_the_database_no_more_for_many_than_for_few(
    cast, as_user, django_assert_max_num_queries
):
    for _number in range(3):
        application = cases.received(cast)
    for _number in range(30):
        Application.objects.create(
            round=cast.round,
            association=cast.culture,
            status=Application.Status.WITHDRAWN,
            case_number=f"KIP-2020-{_number:04d}",
            submitted_at=cases.NOW,
            created_at=cases.NOW,
            changed_at=cases.NOW,
        )
    chair = as_user(cast.ayse)
    with django_assert_max_num_queries(15):
        assert chair.get(list_url(cast.culture)).status_code == 200
    with django_assert_max_num_queries(15):
        assert chair.get(address(application)).status_code == 200
