"""The officer's list and case page: what stands there, which buttons, and what they do."""

from datetime import timedelta
from decimal import Decimal

import pytest
from auditlog.models import LogEntry
from django.urls import reverse
from post_office.models import Email

from core.calendar import format_date
from grants.actions import democracy
from grants.models import Application, DecisionLetter
from tests import cases
from tests.cases import AFTER_DEADLINE

Status = Application.Status
LIST = "/admin/grants/application/"


def case_url(application):
    return reverse("admin:grants_application_change", args=[application.pk])


def step_url(application, name):
    return reverse("admin:grants_application_step", args=[application.pk, name])


def fresh(application):
    return Application.objects.get(pk=application.pk)


@pytest.fixture
def secretary(cast, as_user):
    return as_user(cast.secretary)


def steps_offered(client, application):
    page = client.get(case_url(application)).content.decode()
    return {name for name in NAMES if step_url(application, name) in page}


NAMES = (
    "take_up",
    "ask",
    "hear",
    "go_on",
    "recommend",
    "take_back_recommendation",
    "put_on_agenda",
    "decide",
    "assign",
    "record_help",
    "conflict",
    "withdraw",
    "reject_formally",
)


def test_the_list_shows_submitted_cases_and_no_draft(cast, secretary):
    shown = cases.received(cast, title="Sommerfest")
    cases.draft(cast, association=cast.women, by=cast.hodan, title="Hemmelig kladde")
    page = secretary.get(LIST).content.decode()
    assert shown.case_number in page
    assert "Hemmelig kladde" not in page


def test_the_list_asks_as_much_for_thirty_cases_as_for_one(
    cast, secretary, django_assert_max_num_queries
):
    cases.received(cast, round_=cast.rolling)
    with django_assert_max_num_queries(15) as few:
        secretary.get(LIST)
    for number in range(29):
        cases.received(cast, round_=cast.rolling, title=f"Nummer {number}")
    with django_assert_max_num_queries(15) as many:
        secretary.get(LIST)
    assert len(many) == len(few)


def test_the_list_is_searched_by_number_title_and_association(cast, secretary):
    one = cases.received(cast, round_=cast.rolling, title="Svømning")
    other = cases.received(
        cast, round_=cast.rolling, association=cast.women, by=cast.hodan, title="Madlavning"
    )
    for words in (one.case_number, "Svømning", "Kulturforening"):
        page = secretary.get(LIST, {"q": words}).content.decode()
        assert case_url(one) in page
        assert case_url(other) not in page


def test_the_case_page_tells_all_that_the_officer_needs(cast, secretary):
    application = cases.recommended(cast, amount=8000)
    page = secretary.get(case_url(application)).content.decode()
    for part in (
        application.case_number,
        "Fælles nytårsfest",
        "Roskilde Kulturforening",
        "10.000,00 kr.",
        "6.000,00 kr.",
        "60 %",
        "8.000,00 kr.",
        "Styrker dialogen mellem kulturer.",
        "Søren Sekretær",
        "Mehmet Demir",
    ):
        assert part in page, part


def test_a_recommended_case_asks_at_most_25_questions_of_the_database(
    cast, secretary, django_assert_max_num_queries
):
    application = cases.on_agenda(cast)
    cases.reviewed(application, by=cast.member)
    secretary.get("/admin/")
    with django_assert_max_num_queries(25):
        secretary.get(case_url(application))


def test_reading_a_case_is_noted(cast, secretary):
    application = cases.received(cast)
    secretary.get(case_url(application))
    note = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, actor=cast.secretary).latest("id")
    assert note.object_pk == str(application.pk)


def test_what_the_applicant_writes_is_text_and_not_markup(cast, secretary):
    application = cases.received(cast, title="<b>fed</b><script>alert(1)</script>")
    page = secretary.get(case_url(application)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("name", ["consultant", "manager", "coordinator"])
def test_colleagues_read_a_case_and_handle_none(cast, as_user, name):
    application = cases.under_review(cast)
    client = as_user(getattr(cast, name))
    assert client.get(case_url(application)).status_code == 200
    allowed = {"record_help"} if name != "manager" else set()
    assert steps_offered(client, application) == allowed
    assert client.post(step_url(application, "recommend"), {}).status_code == 409
    assert fresh(application).status == Status.UNDER_REVIEW


@pytest.mark.parametrize("name", ["member", "committee_chair", "administrator", "ayse"])
def test_others_do_not_come_to_the_officers_page(cast, as_user, name):
    application = cases.on_agenda(cast)
    assert as_user(getattr(cast, name)).get(case_url(application)).status_code in (302, 403, 404)


def test_a_case_is_taken_up_after_its_deadline_only(cast, as_user, clock):
    application = cases.received(cast)
    assert "take_up" not in steps_offered(as_user(cast.secretary), application)
    clock.move_to(AFTER_DEADLINE)
    secretary = as_user(cast.secretary)
    assert "take_up" in steps_offered(secretary, application)
    secretary.post(step_url(application, "take_up"))
    assert fresh(application).status == Status.UNDER_REVIEW
    assert fresh(application).officer == cast.secretary


def test_information_is_asked_with_ten_working_days_and_a_letter(cast, as_user, clock):
    clock.move_to(AFTER_DEADLINE)
    secretary = as_user(cast.secretary)
    application = cases.under_review(cast)
    page = secretary.get(step_url(application, "ask"), {"tekst": "budget"}).content.decode()
    assert "30-11-2026" in page
    Email.objects.all().delete()
    answer = secretary.post(
        step_url(application, "ask"), {"text": "Hvor er lejeaftalen?", "due_on": "30-11-2026"}
    )
    assert answer.status_code == 302
    assert fresh(application).status == Status.MISSING_INFO
    assert application.informationrequests.get().text == "Hvor er lejeaftalen?"
    assert Email.objects.count() == 2  # the chair and the treasurer


def test_the_missing_democracy_check_is_told_before_the_reasons_are_written(cast, as_user, clock):
    clock.move_to(AFTER_DEADLINE)
    secretary = as_user(cast.secretary)
    application = cases.under_review(cast, democracy_checked=False)
    page = secretary.get(step_url(application, "recommend")).text
    assert "Demokratitjekket er ikke besvaret" in page
    assert step_url(application, "check_democracy") in page
    democracy.check(application, result="no_remarks", by=cast.secretary, at=AFTER_DEADLINE)
    page = secretary.get(step_url(application, "recommend")).text
    assert "Demokratitjekket er ikke besvaret" not in page


def test_the_party_is_heard_about_facts_that_count_against_it(cast, as_user, clock):
    clock.move_to(AFTER_DEADLINE)
    secretary = as_user(cast.secretary)
    application = cases.under_review(cast)
    due_on = format_date((AFTER_DEADLINE + timedelta(days=14)).date())
    secretary.post(step_url(application, "hear"), {"text": "Uden for formålet", "due_on": due_on})
    assert fresh(application).status == Status.HEARING
    assert "Uden for formålet" in secretary.get(case_url(application)).content.decode()


def test_a_recommendation_is_locked_with_amount_and_reasons(cast, secretary):
    application = cases.under_review(cast)
    typed = {"outcome": "partly_granted", "amount": "7.500", "reasons": "God idé, dyr hal."}
    secretary.post(step_url(application, "recommend"), typed)
    assert fresh(application).status == Status.RECOMMENDED
    assert fresh(application).recommendation.amount == Decimal(7500)


def test_a_recommendation_without_reasons_keeps_what_was_typed(cast, secretary):
    application = cases.under_review(cast)
    page = secretary.post(
        step_url(application, "recommend"), {"outcome": "partly_granted", "amount": "7.500"}
    )
    assert page.status_code == 200
    assert "7.500" in page.content.decode()
    assert fresh(application).status == Status.UNDER_REVIEW


def test_more_than_was_asked_for_cannot_be_recommended(cast, secretary):
    application = cases.under_review(cast)
    typed = {"outcome": "partly_granted", "amount": "70.000", "reasons": "Fint"}
    assert secretary.post(step_url(application, "recommend"), typed).status_code == 200
    assert fresh(application).status == Status.UNDER_REVIEW


def test_who_helped_reads_that_they_cannot_assess(cast, secretary):
    application = cases.under_review(cast)
    application.helpers.add(cast.secretary)
    assert not {"recommend", "decide"} & steps_offered(secretary, application)
    typed = {"outcome": "granted", "reasons": "Fint"}
    assert secretary.post(step_url(application, "recommend"), typed).status_code == 409


def test_a_recommended_case_goes_on_the_agenda_of_the_chosen_meeting(cast, secretary):
    application = cases.recommended(cast)
    meeting = cases.meeting(cast)
    assert str(meeting.pk) in secretary.get(step_url(application, "put_on_agenda")).content.decode()
    secretary.post(step_url(application, "put_on_agenda"), {"meeting": meeting.pk})
    assert fresh(application).status == Status.ON_AGENDA
    assert meeting.items.get().application == application


def test_staff_decide_small_amounts_and_the_letter_waits(cast, secretary):
    application = cases.under_review(cast, sought=9000)
    typed = {"outcome": "granted", "decided_on": "16-11-2026"}
    secretary.post(step_url(application, "decide"), typed)
    assert fresh(application).status == Status.GRANTED
    assert DecisionLetter.objects.get().status == DecisionLetter.Status.WAITING


def test_staff_cannot_decide_above_the_pools_limit(cast, secretary):
    application = cases.under_review(cast, sought=10001)
    assert "decide" not in steps_offered(secretary, application)
    typed = {"outcome": "granted", "decided_on": "16-11-2026"}
    assert secretary.post(step_url(application, "decide"), typed).status_code == 409
    assert fresh(application).status == Status.UNDER_REVIEW


def test_a_refusal_without_reasons_is_impossible(cast, secretary):
    application = cases.under_review(cast)
    typed = {
        "outcome": "refused",
        "remedies_text": "Bed os se på det igen",
        "decided_on": "16-11-2026",
    }
    assert secretary.post(step_url(application, "decide"), typed).status_code == 200
    typed = {"outcome": "refused", "reasons": "Uden for formålet", "decided_on": "16-11-2026"}
    assert secretary.post(step_url(application, "decide"), typed).status_code == 200
    assert fresh(application).status == Status.UNDER_REVIEW
    assert not DecisionLetter.objects.exists()


def test_a_late_application_is_rejected_formally_with_a_letter(cast, secretary):
    application = cases.under_review(cast, sought=50000)
    typed = {
        "reasons": "Kom efter fristen.",
        "remedies_text": "Bed os se på det igen",
        "decided_on": "16-11-2026",
    }
    secretary.post(step_url(application, "reject_formally"), typed)
    assert fresh(application).status == Status.REJECTED_FORMALLY


def test_the_officer_withdraws_on_the_applicants_request(cast, secretary):
    application = cases.under_review(cast)
    secretary.post(step_url(application, "withdraw"), {"reason": "Ayşe ringede 16-11."})
    assert fresh(application).status == Status.WITHDRAWN
    assert "Ayşe ringede 16-11." in secretary.get(case_url(application)).content.decode()


def test_the_officer_is_chosen_among_those_who_handle_cases(cast, secretary):
    application = cases.received(cast)
    secretary.post(step_url(application, "assign"), {"officer": cast.secretary.pk})
    assert fresh(application).officer == cast.secretary
    refused = secretary.post(step_url(application, "assign"), {"officer": cast.consultant.pk})
    assert refused.status_code == 200
    assert fresh(application).officer == cast.secretary


def test_the_case_file_holds_the_project_and_no_private_telephone(cast, secretary):
    from tests.grants.reading import pdf_text

    cast.ayse.person.phone = "+4520203040"
    cast.ayse.person.save()
    application = cases.recommended(cast)
    answer = secretary.get(reverse("admin:grants_application_file", args=[application.pk]))
    text = pdf_text(answer.content)
    assert application.case_number in text
    assert "Mad, musik og leg" in text
    assert "20203040" not in text.replace(" ", "")
    assert "ayse@" not in text


def test_the_start_page_says_what_the_officer_is_waited_for(cast, as_user, clock):
    waiting = cases.received(cast, round_=cast.rolling, title="Ny i dag")
    clock.move_to(AFTER_DEADLINE)
    secretary = as_user(cast.secretary)
    letter = cases.decided(cast, "refused", association=cast.women, by=cast.hodan).letter
    page = secretary.get("/admin/").content.decode()
    assert case_url(waiting) in page
    assert reverse("admin:grants_decisionletter_change", args=[letter.pk]) in page
