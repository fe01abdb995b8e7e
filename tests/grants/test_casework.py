"""From receipt to recommendation and agenda."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from post_office.models import Email

from core.actions import NotPossibleNow
from grants.actions import applications
from grants.models import Application
from tests import cases
from tests.cases import AFTER_DEADLINE

DUE = date(2026, 11, 30)


def ask(cast, application):
    return applications.ask(
        application, text="Send referatet.", due_on=DUE, by=cast.secretary, at=AFTER_DEADLINE
    )


def test_a_case_is_not_taken_up_while_the_applicant_may_still_change_it(cast):
    application = cases.received(cast)
    with pytest.raises(NotPossibleNow):
        applications.take_up(application, by=cast.secretary, at=cast.round.deadline)


def test_who_takes_a_case_up_becomes_its_officer(cast):
    assert cases.under_review(cast).officer == cast.secretary


@pytest.mark.parametrize("who", ["consultant", "member", "manager", "ayse"])
def test_only_the_pool_secretary_takes_cases_up(cast, who):
    application = cases.received(cast)
    with pytest.raises(PermissionDenied):
        applications.take_up(application, by=getattr(cast, who), at=AFTER_DEADLINE)


def test_missing_information_is_asked_answered_and_goes_back_to_the_officer(cast):
    application = cases.under_review(cast)
    Email.objects.all().delete()
    request = ask(cast, application)
    application.refresh_from_db()
    assert application.status == Application.Status.MISSING_INFO
    assert {email.to[0] for email in Email.objects.all()} == {cast.ayse.email, cast.mehmet.email}

    applications.answer(request, text="Her er det.", by=cast.ayse, at=AFTER_DEADLINE)
    application.refresh_from_db()
    request.refresh_from_db()
    assert application.status == Application.Status.UNDER_REVIEW
    assert request.answer == "Her er det."
    assert Email.objects.filter(to=cast.secretary.email).exists()


def test_a_question_is_answered_once(cast):
    request = ask(cast, cases.under_review(cast))
    applications.answer(request, text="Her.", by=cast.ayse, at=AFTER_DEADLINE)
    with pytest.raises(NotPossibleNow):
        applications.answer(request, text="Og igen.", by=cast.mehmet, at=AFTER_DEADLINE)


def test_the_applicant_gets_at_least_until_tomorrow(cast):
    application = cases.under_review(cast)
    with pytest.raises(ValidationError):
        applications.ask(
            application,
            text="Straks!",
            due_on=AFTER_DEADLINE.date(),
            by=cast.secretary,
            at=AFTER_DEADLINE,
        )


def test_the_officer_goes_on_only_when_the_time_to_answer_is_over(cast):
    application = cases.under_review(cast)
    ask(cast, application)
    with pytest.raises(NotPossibleNow, match="30"):
        applications.go_on(application, by=cast.secretary, at=AFTER_DEADLINE, reason="Intet svar.")
    later = AFTER_DEADLINE + timedelta(days=20)
    applications.go_on(application, by=cast.secretary, at=later, reason="Intet svar.")
    application.refresh_from_db()
    assert application.status == Application.Status.UNDER_REVIEW
    assert application.informationrequests.get().closed_by == cast.secretary


def test_who_helped_to_write_it_cannot_recommend(cast):
    application = cases.under_review(cast)
    applications.record_help(
        application, helper=cast.secretary, by=cast.consultant, at=AFTER_DEADLINE
    )
    with pytest.raises(PermissionDenied):
        applications.recommend(
            application,
            outcome="granted",
            amount=application.amount_sought,
            reasons="God idé.",
            by=cast.secretary,
            at=AFTER_DEADLINE,
        )


def test_no_more_is_recommended_than_is_applied_for(cast):
    application = cases.under_review(cast)
    with pytest.raises(ValidationError):
        applications.recommend(
            application,
            outcome="granted",
            amount=Decimal(10001),
            reasons="God idé.",
            by=cast.secretary,
            at=AFTER_DEADLINE,
        )


def test_a_case_goes_only_on_the_agenda_of_its_own_committee(cast):
    from grants.models import Committee, CommitteeMeeting

    other = Committee.objects.create(name="Kulturudvalget")
    meeting = CommitteeMeeting.objects.create(committee=other, held_at=cases.MEETING_AT)
    application = cases.recommended(cast)
    with pytest.raises(ValidationError):
        applications.put_on_agenda(
            application, meeting=meeting, by=cast.secretary, at=AFTER_DEADLINE
        )


def test_a_deferred_case_goes_back_to_the_officer_and_on_a_later_agenda(cast):
    application = cases.on_agenda(cast)
    applications.defer(
        application, by=cast.committee_chair, at=cases.MEETING_AT, reason="Mangler oplysninger."
    )
    application.refresh_from_db()
    assert application.status == Application.Status.DEFERRED
    applications.take_up(application, by=cast.secretary, at=cases.MEETING_AT)
    application.refresh_from_db()
    assert application.status == Application.Status.UNDER_REVIEW
