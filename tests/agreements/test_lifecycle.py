"""The life of an agreement: each step, who may take it, and what must be there first."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from post_office.models import Email

from agreements.actions import agreements, commitments, signatories
from agreements.jobs import by_the_clock
from agreements.models import Agreement, AgreementParty
from associations.actions import statutes
from core.actions import NotPossibleNow
from core.models import Transition
from tests.associations.test_statutes import upload
from tests.cast import NOW, later

Status = Agreement.Status


def test_a_draft_shared_with_the_parties_tells_everybody_who_acts_for_them(desk, cast):
    agreement = desk.shared()
    assert agreement.status == Status.IN_DIALOGUE
    assert {mail.to[0] for mail in Email.objects.all()} == {
        "ayse@test.example",
        "mehmet@test.example",
        "fatma@test.example",
    }


def test_an_agreement_with_one_party_is_not_shared(desk, cast):
    agreement = desk.draft()
    AgreementParty.objects.filter(agreement=agreement, association=cast.culture).delete()
    with pytest.raises(NotPossibleNow) as refusal:
        agreements.share(agreement, by=cast.consultant, at=NOW)
    assert refusal.value.message
    assert not Email.objects.exists()


@pytest.mark.parametrize("name", ["ayse", "secretary", "manager", "member", "administrator"])
def test_others_than_consultants_do_not_share(desk, cast, name):
    with pytest.raises(PermissionDenied):
        agreements.share(desk.draft(), by=getattr(cast, name), at=NOW)


def test_only_the_coordinator_goes_to_the_committee_and_concludes(desk, cast):
    agreement = desk.signed_by_all()
    for step in (agreements.send_to_committee, agreements.conclude):
        with pytest.raises(PermissionDenied):
            step(agreement, by=cast.consultant, at=NOW)
    before = agreements.send_to_committee(agreement, by=cast.coordinator, at=NOW)
    assert before.status == Status.POLITICAL_APPROVAL
    assert agreements.conclude(before, by=cast.coordinator, at=NOW).status == Status.ACTIVE


def test_an_agreement_is_not_concluded_while_somebody_has_to_sign_and_they_are_named(desk, cast):
    agreement = desk.shared()
    desk.sign(agreement.signatories.get(capacity="chair"))
    with pytest.raises(NotPossibleNow) as refusal:
        agreements.conclude(agreement, by=cast.coordinator, at=NOW)
    assert "Ulla Udvalg" in refusal.value.message
    assert "محمد" in refusal.value.message
    assert "Ayşe" not in refusal.value.message


def test_a_party_nobody_signs_for_is_missing_too(desk, cast):
    agreement = desk.signed_by_all()
    AgreementParty.objects.create(agreement=agreement, association=cast.partner)
    with pytest.raises(NotPossibleNow, match="Himmelev Boldklub"):
        agreements.conclude(agreement, by=cast.coordinator, at=NOW)


def test_an_agreement_without_a_first_day_is_not_concluded(desk, cast):
    agreement = desk.signed_by_all(starts_on=None, ends_on=None)
    with pytest.raises(NotPossibleNow):
        agreements.conclude(agreement, by=cast.coordinator, at=NOW)
    agreement.refresh_from_db()
    assert (agreement.status, agreement.document) == (Status.IN_DIALOGUE, None)


def test_a_concluded_agreement_keeps_the_statutes_that_were_in_force(desk, cast):
    def add(**told):
        return statutes.add_version(
            cast.culture, upload=upload(), by=cast.consultant, at=NOW, **told
        )

    add(assembly="founding", adopted_on=date(2020, 1, 1))
    current = add(assembly="ordinary", adopted_on=date(2025, 3, 1))
    add()  # a draft is not in force
    agreement = desk.concluded()
    assert agreement.parties.get(association=cast.culture).statutes == current


def test_concluding_stores_the_paper_once_and_tells_the_parties(desk, cast):
    agreement = desk.concluded()
    assert agreement.document.content_type == "application/pdf"
    assert agreement.document.kind == "agreement"
    assert Email.objects.count() == 6  # shared and concluded, to three people
    with pytest.raises(NotPossibleNow):
        agreements.conclude(agreement, by=cast.coordinator, at=NOW)


def test_an_agreement_that_begins_later_waits_for_its_first_day(desk, cast, clock):
    agreement = desk.concluded(starts_on=date(2026, 11, 1))
    assert agreement.status == Status.SIGNED
    by_the_clock(later(days=2))
    agreement.refresh_from_db()
    assert agreement.status == Status.SIGNED
    by_the_clock(later(days=18))
    agreement.refresh_from_db()
    assert agreement.status == Status.ACTIVE
    assert Transition.objects.of(agreement).last().moved_by is None


def test_an_agreement_lasts_to_the_end_of_its_last_day(desk, clock):
    agreement = desk.concluded(ends_on=date(2026, 10, 20))
    by_the_clock(later(days=6, hours=13))  # 23.00 on the last day
    agreement.refresh_from_db()
    assert agreement.status == Status.ACTIVE
    by_the_clock(later(days=6, hours=15))  # an hour past midnight
    agreement.refresh_from_db()
    assert agreement.status == Status.EXPIRED


def test_the_parties_are_told_ninety_and_thirty_days_before_the_end_each_once(desk, clock):
    desk.concluded(ends_on=date(2027, 3, 1))
    Email.objects.all().delete()
    end = date(2027, 3, 1)

    def letters_on(days_left):
        before = Email.objects.count()
        by_the_clock(NOW + timedelta(days=(end - NOW.date()).days - days_left))
        return Email.objects.count() - before

    told = [letters_on(left) for left in (91, 90, 90, 89, 31, 30, 29, 0)]
    assert told == [0, 3, 0, 0, 0, 3, 0, 0]


def test_after_a_stand_still_only_the_reminder_that_fits_is_sent(desk, clock):
    desk.concluded(ends_on=date(2026, 11, 1))
    Email.objects.all().delete()
    by_the_clock(NOW)
    by_the_clock(NOW)
    assert Email.objects.count() == 3


def test_an_evaluation_ends_with_what_came_out_of_it(desk, cast):
    agreement = agreements.begin_review(desk.concluded(), by=cast.consultant, at=NOW)
    assert agreement.status == Status.UNDER_REVIEW
    with pytest.raises(PermissionDenied):
        agreements.continue_unchanged(agreement, by=cast.consultant, at=NOW, reason="Godt")
    agreement = agreements.continue_unchanged(
        agreement, by=cast.coordinator, at=NOW, reason="Det går godt."
    )
    assert agreement.status == Status.ACTIVE
    assert Transition.objects.of(agreement).last().reason == "Det går godt."


def test_an_agreement_is_terminated_with_a_reason_by_the_coordinator(desk, cast):
    agreement = desk.concluded()
    with pytest.raises(PermissionDenied):
        agreements.terminate(agreement, by=cast.consultant, at=NOW, reason="x")
    Email.objects.all().delete()
    ended = agreements.terminate(agreement, by=cast.coordinator, at=NOW, reason="Nye planer")
    assert ended.status == Status.TERMINATED
    assert Email.objects.count() == 3
    with pytest.raises(NotPossibleNow):
        agreements.terminate(ended, by=cast.coordinator, at=NOW, reason="igen")


def test_taking_back_a_text_takes_back_the_signatures_given_to_it(desk, cast):
    agreement = desk.signed_by_all()
    drafted = agreements.take_back(agreement, by=cast.consultant, at=NOW, reason="Ny dato")
    assert drafted.status == Status.DRAFT
    assert not drafted.signatories.exclude(signed_on=None).exists()


def test_a_draft_is_not_signed(desk, cast):
    with pytest.raises(NotPossibleNow):
        desk.sign(desk.draft().signatories.first())


def test_nobody_signs_twice_or_tomorrow(desk, cast):
    signatory = desk.shared().signatories.first()
    with pytest.raises(ValidationError):
        signatories.sign(
            signatory, signed_on=date(2026, 10, 15), method="wet", by=cast.consultant, at=NOW
        )
    desk.sign(signatory)
    with pytest.raises(NotPossibleNow, match="Ulla Udvalg"):
        desk.sign(signatory)


def test_the_chair_cannot_note_signatures(desk, cast):
    signatory = desk.shared().signatories.first()
    with pytest.raises(PermissionDenied):
        signatories.sign(signatory, signed_on=NOW.date(), method="wet", by=cast.ayse, at=NOW)


def test_a_commitment_is_kept_once_while_the_agreement_is_in_force(desk, cast):
    one = desk.shared().commitments.first()
    with pytest.raises(NotPossibleNow):
        commitments.keep(one, done_on=NOW.date(), by=cast.consultant, at=NOW)
    one = desk.concluded().commitments.first()
    with pytest.raises(ValidationError):
        commitments.keep(one, done_on=date(2026, 10, 15), by=cast.consultant, at=NOW)
    assert commitments.keep(one, done_on=NOW.date(), by=cast.consultant, at=NOW).done_on
    with pytest.raises(NotPossibleNow):
        commitments.keep(one, done_on=NOW.date(), by=cast.consultant, at=NOW)
