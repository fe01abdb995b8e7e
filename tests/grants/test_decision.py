"""The decision: money, reasons, delegation, letter."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from post_office.models import Email

from core.actions import NotPossibleNow
from grants import balance
from grants.actions import decisions, letters
from grants.models import Application, Decision, DecisionLetter, PoolBudget
from tests import cases
from tests.cases import AFTER_DEADLINE, MEETING_AT

REFUSAL = {"reasons": "Midlerne rækker ikke.", "remedies_text": "Du kan bede os se på det igen."}


def decide(cast, application, outcome, amount=0, **facts):
    return decisions.decide(
        application,
        outcome=outcome,
        amount=Decimal(amount),
        decided_on=MEETING_AT.date(),
        meeting=cases.meeting(cast),
        by=facts.pop("by", cast.committee_chair),
        at=MEETING_AT,
        **facts,
    )


def test_a_grant_binds_its_amount_in_the_pool(cast):
    decision = cases.decided(cast)
    account = balance.of(cast.pool, 2027)
    assert decision.application.status == Application.Status.GRANTED
    assert (account.frame, account.granted, account.left) == (250000, 10000, 240000)


@pytest.mark.parametrize("left_out", ["reasons", "remedies_text"])
@pytest.mark.parametrize(("outcome", "amount"), [("refused", 0), ("partly_granted", 5000)])
def test_less_than_everything_needs_reasons_and_remedies(cast, outcome, amount, left_out):
    application = cases.on_agenda(cast)
    with pytest.raises(ValidationError):
        decide(cast, application, outcome, amount, **{**REFUSAL, left_out: " "})
    application.refresh_from_db()
    assert application.status == Application.Status.ON_AGENDA
    assert not Decision.objects.exists()


def test_the_database_itself_refuses_a_refusal_without_reasons(cast):
    application = cases.on_agenda(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            application=application,
            outcome="refused",
            body="delegated",
            decided_on=date(2026, 12, 9),
            entered_at=MEETING_AT,
            entered_by=cast.secretary,
        )


def test_a_grant_in_full_is_exactly_what_was_applied_for(cast):
    application = cases.on_agenda(cast)
    with pytest.raises(ValidationError):
        decide(cast, application, "granted", 9999)


def test_the_pool_cannot_be_overdrawn_and_says_what_is_left(cast):
    PoolBudget.objects.filter(pool=cast.pool, year=2027).update(amount=Decimal(9000))
    application = cases.on_agenda(cast)
    with pytest.raises(NotPossibleNow, match=r"9\.000,00 kr\."):
        decide(cast, application, "granted", 10000)


@pytest.mark.parametrize("who", ["secretary", "member", "manager", "consultant", "ayse"])
def test_only_the_chair_of_the_committee_enters_its_decisions(cast, who):
    application = cases.on_agenda(cast)
    with pytest.raises(PermissionDenied):
        decide(cast, application, "granted", 10000, by=getattr(cast, who))


def test_staff_decide_small_cases_and_no_larger_ones(cast):
    small = cases.under_review(cast, sought=10000)
    decision = decisions.decide(
        small,
        outcome="granted",
        amount=Decimal(10000),
        decided_on=AFTER_DEADLINE.date(),
        by=cast.secretary,
        at=AFTER_DEADLINE,
    )
    assert decision.body == Decision.Body.DELEGATED
    large = cases.under_review(cast, sought=10001, title="Større fest")
    with pytest.raises(NotPossibleNow, match=r"10\.000,00 kr\."):
        decisions.decide(
            large,
            outcome="granted",
            amount=Decimal(10001),
            decided_on=AFTER_DEADLINE.date(),
            by=cast.secretary,
            at=AFTER_DEADLINE,
        )


def test_a_case_is_decided_once(cast):
    decision = cases.decided(cast)
    with pytest.raises(NotPossibleNow):
        decide(cast, decision.application, "refused", **REFUSAL)
    assert Decision.objects.count() == 1


def test_the_letter_waits_in_the_outbox_and_the_applicant_sees_nothing_of_it(cast):
    decision = cases.decided(cast)
    assert decision.letter.status == DecisionLetter.Status.WAITING
    assert not DecisionLetter.objects.visible_to(cast.ayse).exists()
    assert not Email.objects.filter(
        subject__icontains=decision.application.case_number, created__gt=MEETING_AT
    ).exists()


def test_a_sent_letter_is_seen_by_the_applicant_and_mailed_as_a_link(cast):
    decision = cases.decided(cast, "refused")
    Email.objects.all().delete()
    letters.send(decision.letter, by=cast.secretary, at=MEETING_AT)
    assert DecisionLetter.objects.visible_to(cast.ayse).get().sent_by == cast.secretary
    assert {email.to[0] for email in Email.objects.all()} == {cast.ayse.email, cast.mehmet.email}
    assert decision.reasons not in Email.objects.first().message


def test_a_letter_is_sent_once(cast):
    decision = cases.decided(cast)
    letters.send(decision.letter, by=cast.secretary, at=MEETING_AT)
    with pytest.raises(NotPossibleNow):
        letters.send(decision.letter, by=cast.secretary, at=MEETING_AT)


def test_only_the_secretary_sends(cast):
    decision = cases.decided(cast)
    with pytest.raises(PermissionDenied):
        letters.send(decision.letter, by=cast.committee_chair, at=MEETING_AT)
