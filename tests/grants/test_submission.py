"""From draft to receipt."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from post_office.models import Email

from core.actions import NotPossibleNow
from core.models import Transition
from grants.actions import applications
from grants.models import Application
from tests import cases
from tests.cast import NOW

DECLARED = {"signed_name": "Ayşe Yılmaz", "declared_true": True, "declared_democratic": True}


def test_a_submitted_application_has_a_number_a_time_and_a_receipt(cast):
    application = cases.received(cast)
    application.refresh_from_db()
    assert application.case_number == "KIP-2026-0001"
    assert application.status == Application.Status.RECEIVED
    assert application.submitted_at == NOW
    assert application.submitted_by == cast.ayse
    assert application.receipt.sha256
    steps = Transition.objects.of(application).values_list("name", "moved_by")
    assert list(steps) == [("submit", cast.ayse.pk), ("receive", None)]


def test_the_receipt_is_mailed_to_all_who_sign_and_to_nobody_else(cast):
    cases.received(cast)
    recipients = {email.to[0] for email in Email.objects.all()}
    assert recipients == {cast.ayse.email, cast.mehmet.email}


def test_the_receipt_mail_carries_a_link_and_not_the_case(cast):
    application = cases.received(cast)
    email = Email.objects.first()
    assert f"/min-forening/{cast.culture.pk}/ansoegninger/{application.pk}/" in email.message
    assert application.purpose not in email.message


def test_case_numbers_follow_each_other_and_belong_to_pool_and_year(cast):
    numbers = [cases.received(cast, title=f"Fest {n}").case_number for n in range(3)]
    assert numbers == ["KIP-2026-0001", "KIP-2026-0002", "KIP-2026-0003"]


def test_submitting_twice_changes_nothing_the_second_time(cast):
    application = cases.received(cast)
    again = applications.submit(application, **DECLARED, by=cast.ayse, at=NOW)
    assert again.case_number == application.case_number
    assert Application.objects.submitted().count() == 1
    assert Email.objects.count() == 2


def test_a_late_application_is_turned_away_with_the_deadline_and_the_draft_is_kept(cast):
    draft = cases.draft(cast)
    with pytest.raises(NotPossibleNow, match="15"):
        applications.submit(draft, **DECLARED, by=cast.ayse, at=cases.AFTER_DEADLINE)
    draft.refresh_from_db()
    assert draft.is_draft
    assert draft.title == cases.PROJECT["title"]


def test_the_last_second_of_the_deadline_counts(cast):
    draft = cases.draft(cast)
    done = applications.submit(draft, **DECLARED, by=cast.ayse, at=cast.round.deadline)
    assert done.case_number


def test_a_board_member_without_the_right_to_sign_cannot_submit(cast):
    draft = cases.draft(cast)
    with pytest.raises(PermissionDenied):
        applications.submit(draft, **DECLARED, by=cast.fatma, at=NOW)


def test_the_chair_of_another_association_can_neither_see_nor_submit(cast):
    draft = cases.draft(cast)
    assert not Application.objects.visible_to(cast.hodan).exists()
    with pytest.raises(PermissionDenied):
        applications.submit(draft, **DECLARED, by=cast.hodan, at=NOW)


@pytest.mark.parametrize("missing", ["signed_name", "declared_true", "declared_democratic"])
def test_without_signature_or_declaration_nothing_is_submitted(cast, missing):
    draft = cases.draft(cast)
    facts = {**DECLARED, missing: "" if missing == "signed_name" else False}
    with pytest.raises(ValidationError):
        applications.submit(draft, **facts, by=cast.ayse, at=NOW)
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_budget_that_does_not_add_up_says_how_much_is_missing(cast):
    draft = cases.draft(cast)
    applications.save(
        draft, step="budget", fields={"amount_sought": Decimal(9000)}, by=cast.ayse, at=NOW
    )
    with pytest.raises(ValidationError, match=r"1\.000,00 kr\."):
        applications.submit(draft, **DECLARED, by=cast.ayse, at=NOW)


def test_what_is_typed_and_not_yet_saved_stops_the_submission(cast):
    draft = cases.draft(cast)
    applications.keep_typed(
        draft, step="projekt", typed={"title": ["En ny titel"]}, by=cast.ayse, at=NOW
    )
    with pytest.raises(ValidationError):
        applications.submit(draft, **DECLARED, by=cast.ayse, at=NOW)


def test_a_second_draft_in_the_same_round_is_the_first_one_found_again(cast):
    first = cases.draft(cast)
    second = applications.begin(
        cast.round, association=cast.culture, eligibility={}, by=cast.mehmet, at=NOW
    )
    assert second.pk == first.pk
    second.refresh_from_db()
    assert second.title == cases.PROJECT["title"]


def test_an_application_can_be_changed_until_the_deadline(cast):
    application = cases.received(cast)
    applications.save(
        application, step="projekt", fields={"title": "Fælles forårsfest"}, by=cast.ayse, at=NOW
    )
    application.refresh_from_db()
    assert application.title == "Fælles forårsfest"
    assert application.status == Application.Status.RECEIVED
    assert Transition.objects.of(application).filter(name="amend", moved_by=cast.ayse).exists()


def test_a_change_that_would_spoil_a_submitted_application_is_refused_whole(cast):
    application = cases.received(cast)
    with pytest.raises(ValidationError):
        applications.save(application, step="projekt", fields={"title": ""}, by=cast.ayse, at=NOW)
    application.refresh_from_db()
    assert application.title == cases.PROJECT["title"]


def test_after_the_deadline_nothing_is_changed(cast):
    application = cases.received(cast)
    with pytest.raises(NotPossibleNow):
        applications.save(
            application,
            step="projekt",
            fields={"title": "For sent"},
            by=cast.ayse,
            at=cases.AFTER_DEADLINE,
        )


def test_it_can_be_withdrawn_before_the_decision_and_not_after(cast):
    application = cases.received(cast)
    applications.withdraw(application, by=cast.ayse, at=NOW, reason="Vi venter et år.")
    application.refresh_from_db()
    assert application.status == Application.Status.WITHDRAWN

    decision = cases.decided(cast, title="En anden fest")
    with pytest.raises(NotPossibleNow):
        applications.withdraw(decision.application, by=cast.ayse, at=cases.MEETING_AT)


def test_a_copy_takes_the_text_and_the_budget_but_no_dates_and_no_signature(cast):
    earlier = cases.received(cast)
    draft = applications.copy(earlier, round_=cast.rolling, by=cast.ayse, at=NOW)
    assert draft.title == earlier.title
    assert draft.budget_lines.count() == earlier.budget_lines.count()
    assert draft.starts_on is None
    assert draft.signed_name == ""
    assert draft.copied_from == earlier


def test_a_copy_never_overwrites_a_draft_that_is_there(cast):
    earlier = cases.received(cast)
    there = applications.begin(
        cast.rolling, association=cast.culture, eligibility={}, by=cast.ayse, at=NOW
    )
    applications.save(there, step="projekt", fields={"title": "Min egen"}, by=cast.ayse, at=NOW)
    found = applications.copy(earlier, round_=cast.rolling, by=cast.ayse, at=NOW)
    assert (found.pk, found.title) == (there.pk, "Min egen")
