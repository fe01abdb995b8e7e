"""The democracy condition: asked in every case, answered by a person, and no money before it."""

from decimal import Decimal

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from associations.actions import declarations
from core.actions import NotPossibleNow
from core.calendar import today
from grants import casefile, checks
from grants.actions import applications, decisions, democracy, disqualifications
from grants.models import Application, DemocracyCheck, Disqualification
from tests import cases
from tests.cast import NOW

pytestmark = pytest.mark.django_db

AT = cases.AFTER_DEADLINE


def unchecked(cast, **wishes):
    return cases.under_review(cast, democracy_checked=False, **wishes)


def answer(case, cast, result="no_remarks", basis="", by=None):
    return democracy.check(case, result=result, basis=basis, by=by or cast.secretary, at=AT)


def recommend(case, cast, outcome="granted", amount=10000):
    return applications.recommend(
        case,
        outcome=outcome,
        amount=Decimal(amount),
        reasons="En god idé.",
        by=cast.secretary,
        at=AT,
    )


def decide(case, cast, outcome="granted", amount=10000):
    return decisions.decide(
        case,
        outcome=outcome,
        amount=Decimal(amount),
        reasons="" if outcome == "granted" else "Betingelsen er ikke opfyldt.",
        remedies_text=cast.pool.remedies_text,
        decided_on=AT.date(),
        by=cast.secretary,
        at=AT,
    )


@pytest.mark.parametrize("act", [recommend, decide])
def test_no_money_before_the_check_is_answered_and_the_refusal_says_what_to_do(cast, act):
    case = unchecked(cast)
    with pytest.raises(NotPossibleNow) as refusal:
        act(case, cast)
    assert "Demokratitjekket" in refusal.value.message
    assert "Besvar" in refusal.value.message
    answer(case, cast)
    assert act(case, cast).amount == Decimal(10000)


@pytest.mark.parametrize("act", [recommend, decide])
@pytest.mark.parametrize(
    ("result", "word"), [("to_be_examined", "undersøges"), ("not_met", "kun afslås")]
)
def test_no_money_while_it_is_examined_or_not_met(cast, act, result, word):
    case = unchecked(cast)
    answer(case, cast, result, "Vedtægternes § 3 udelukker kvinder fra at stemme.")
    with pytest.raises(NotPossibleNow) as refusal:
        act(case, cast)
    assert word in refusal.value.message


@pytest.mark.parametrize("act", [recommend, decide])
def test_a_refusal_needs_no_answer_to_it(cast, act):
    case = unchecked(cast)
    assert act(case, cast, "refused", 0).amount == 0


def test_what_is_not_met_can_be_refused(cast):
    case = unchecked(cast)
    answer(case, cast, "not_met", "Foreningen har opfordret til vold.")
    decide(case, cast, "refused", 0)
    case.refresh_from_db()
    assert case.status == Application.Status.REFUSED


def test_a_grant_after_the_recommendation_asks_again(cast):
    """What comes to light between recommendation and meeting stops the money, too."""
    case = cases.on_agenda(cast)
    answer(case, cast, "to_be_examined", "Ny oplysning om formålet.")
    with pytest.raises(NotPossibleNow):
        decisions.decide(
            case,
            outcome="granted",
            amount=case.amount_sought,
            decided_on=AT.date(),
            meeting=cases.meeting(cast),
            by=cast.committee_chair,
            at=cases.MEETING_AT,
        )
    case.refresh_from_db()
    assert case.status == Application.Status.ON_AGENDA


@pytest.mark.parametrize("result", ["to_be_examined", "not_met"])
def test_an_answer_against_the_association_needs_its_basis(cast, result):
    case = unchecked(cast)
    with pytest.raises(ValidationError) as refusal:
        answer(case, cast, result, "  ")
    assert "Skriv, hvad svaret bygger på." in str(refusal.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        DemocracyCheck.objects.create(
            application=case, result=result, checked_at=AT, checked_by=cast.secretary
        )


def test_one_answer_is_in_force_and_the_former_stands_in_the_audit_trail(cast):
    case = unchecked(cast)
    answer(case, cast, "to_be_examined", "Vedtægternes § 3.")
    made = answer(case, cast, "no_remarks", "Foreningen har ændret § 3.")
    assert DemocracyCheck.objects.get(application=case) == made
    changes = [entry.changes_dict for entry in LogEntry.objects.get_for_object(made)]
    assert ["to_be_examined", "no_remarks"] in [change.get("result") for change in changes]


@pytest.mark.parametrize("who", ["consultant", "coordinator", "manager", "member", "ayse"])
def test_only_the_pool_secretary_answers(cast, who):
    with pytest.raises(PermissionDenied):
        answer(unchecked(cast), cast, by=getattr(cast, who))


def test_whoever_helped_with_the_application_does_not_answer(cast):
    case = unchecked(cast)
    applications.record_help(case, helper=cast.secretary, by=cast.consultant, at=AT)
    with pytest.raises(PermissionDenied) as refusal:
        answer(case, cast)
    assert "hjulpet" in str(refusal.value)


def test_whoever_has_a_conflict_of_interest_does_not_answer(cast):
    case = unchecked(cast)
    disqualifications.declare(case, ground=Disqualification.Ground.FAMILY, by=cast.secretary, at=AT)
    with pytest.raises(PermissionDenied):
        answer(case, cast)


def test_it_is_answered_while_the_case_is_handled(cast):
    received = cases.received(cast)
    with pytest.raises(NotPossibleNow):
        answer(received, cast)
    decided = cases.decided(cast, title="Fest").application
    with pytest.raises(NotPossibleNow):
        answer(decided, cast, "not_met", "For sent.")


def test_the_applicant_and_strangers_read_nothing_of_it(cast):
    answer(unchecked(cast), cast)
    assert not DemocracyCheck.objects.visible_to(cast.ayse).exists()
    assert not DemocracyCheck.objects.visible_to(cast.administrator).exists()
    assert DemocracyCheck.objects.visible_to(cast.manager).exists()


def test_the_step_is_offered_on_the_case_and_the_answer_is_shown(cast, client):
    case = unchecked(cast)
    client.force_login(cast.secretary)
    page = reverse("admin:grants_application_change", args=[case.pk])
    step = reverse("admin:grants_application_step", args=[case.pk, "check_democracy"])
    before = client.get(page).content.decode()
    assert step in before
    assert "Ikke besvaret endnu" in before
    assert client.post(step, {"result": "not_met", "basis": ""}).status_code == 200
    assert not DemocracyCheck.objects.exists()
    client.post(step, {"result": "no_remarks", "basis": "Vedtægter og besøg i maj."})
    after = client.get(page).content.decode()
    assert "Vedtægter og besøg i maj." in after
    assert cast.secretary.full_name in after


def look(case, code):
    read = casefile.with_everything(Application.objects.filter(pk=case.pk)).get()
    return {one.code: one for one in checks.run(read, on=today())}[code]


@pytest.mark.parametrize(
    ("result", "outcome"), [("no_remarks", "ok"), ("to_be_examined", "warn"), ("not_met", "fail")]
)
def test_the_answer_stands_among_the_checks_with_who_gave_it(cast, result, outcome):
    case = unchecked(cast)
    assert look(case, "democracy").outcome == "info"
    answer(case, cast, result, "Vedtægterne.")
    found = look(case, "democracy")
    assert found.outcome == outcome
    assert cast.secretary.full_name in found.explanation


def test_this_years_declaration_on_child_certificates_stands_among_the_checks(cast, time_machine):
    time_machine.move_to(NOW, tick=False)
    case = unchecked(cast)
    assert look(case, "child_certificates").outcome == "warn"
    declarations.declare_certificates(
        cast.culture, year=NOW.year, answer="obtained", by=cast.ayse, at=NOW
    )
    assert look(case, "child_certificates").outcome == "ok"


def test_every_application_is_asked_alike(cast):
    """Also the one that is small, and the one of an association that was checked before."""
    answer(unchecked(cast), cast)
    again = unchecked(cast, round_=cast.rolling, sought=1000, title="Pynt")
    with pytest.raises(NotPossibleNow):
        decide(again, cast, amount=1000)
