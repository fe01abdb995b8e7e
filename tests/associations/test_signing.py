"""The signing rule: who binds the association, and who is still wanted."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from associations import signing
from associations.actions import signing_rules
from associations.models import SigningCombination, SigningRule
from associations.signing import Signer, Way
from core.actions import NotPossibleNow
from grants.actions import cosignatures
from grants.models import CoSignature
from tests import cases
from tests.cast import NOW, TODAY, give_post

CHAIR = Signer(1, frozenset(["chair"]), "Ayşe")
TREASURER = Signer(2, frozenset(["treasurer"]), "Mehmet")
MEMBER = Signer(3, frozenset(["board_member"]), "Fatma")
BOTH = Signer(4, frozenset(["chair", "treasurer"]), "Alene")
AUDITOR = Signer(5, frozenset(["auditor"]), "Birthe")
TOGETHER = [Way(("chair", "treasurer"))]
WITH_ONE = [Way(("chair",), 1)]


@pytest.fixture(autouse=True)
def in_english():
    """Words are compared in the language of the code."""
    with translation.override("en"):
        yield


def note(cast, *ways, on=date(2025, 1, 1), by=None):
    return signing_rules.note(
        cast.culture, valid_from=on, combinations=ways, by=by or cast.consultant, at=NOW
    )


# --- pure ------------------------------------------------------------------------------------


def test_two_who_sign_together_bind_and_one_of_them_does_not():
    assert signing.missing(TOGETHER, [CHAIR, TREASURER]) == []
    assert signing.missing(TOGETHER, [CHAIR]) == ["the treasurer"]
    assert signing.missing(TOGETHER, []) == ["the chair", "the treasurer"]


def test_one_person_with_two_posts_counts_once():
    assert len(signing.missing(TOGETHER, [BOTH])) == 1
    assert signing.missing(TOGETHER, [BOTH, CHAIR]) == []


def test_the_chair_and_any_other_member_of_the_board_bind():
    assert signing.missing(WITH_ONE, [CHAIR, MEMBER]) == []
    assert signing.missing(WITH_ONE, [CHAIR]) == ["one other member of the board"]
    assert signing.missing(WITH_ONE, [CHAIR, AUDITOR]) == ["one other member of the board"]
    assert signing.missing(WITH_ONE, [MEMBER, TREASURER]) == ["the chair"]


def test_of_several_ways_the_one_that_lacks_least_is_told():
    assert signing.missing([*TOGETHER, Way(("vice_chair",))], []) == ["the vice chair"]


def test_the_whole_board_is_missed_by_name():
    whole = [Way(whole_board=True)]
    assert signing.missing(whole, [CHAIR], board=[CHAIR, TREASURER]) == ["Mehmet"]
    assert signing.missing(whole, [CHAIR, TREASURER], board=[CHAIR, TREASURER]) == []
    assert signing.missing(whole, [CHAIR]) == ["the whole board"]


def test_a_rule_is_told_in_words():
    with translation.override("en"):
        assert signing.in_words(TOGETHER) == "the chair and the treasurer together"
        assert signing.in_words([Way(("chair",))]) == "the chair alone"
        told = signing.in_words([Way(board_members=2), Way(whole_board=True)])
        assert told == "2 members of the board together, or the whole board"


# --- the register ----------------------------------------------------------------------------


def test_the_rule_in_force_is_the_latest_that_has_begun(cast):
    note(cast, {"chair": True}, on=date(2024, 1, 1))
    newer = note(cast, {"chair": True, "treasurer": True}, on=date(2026, 1, 1))
    found = signing.rule_in_force(cast.culture, on=TODAY)
    assert found == newer
    assert signing.rule_in_force(cast.culture, on=date(2025, 6, 1)).valid_from.year == 2024
    assert signing.rule_in_force(cast.culture, on=date(2023, 6, 1)) is None


def test_only_those_who_keep_the_register_note_a_rule(cast):
    for name in ("ayse", "secretary", "manager", "member"):
        with pytest.raises(PermissionDenied):
            note(cast, {"chair": True}, by=getattr(cast, name))
    assert not SigningRule.objects.exists()


@pytest.mark.parametrize(
    "ways",
    [
        [],
        [{}],
        [{"chair": True, "whole_board": True}],
        [{"board_members": 99}],
    ],
)
def test_a_rule_nobody_can_follow_is_refused_and_nothing_is_kept(cast, ways):
    with pytest.raises(ValidationError):
        note(cast, *ways)
    assert not SigningRule.objects.exists()


def test_a_day_has_one_rule_and_none_begins_tomorrow(cast):
    note(cast, {"chair": True})
    with pytest.raises(ValidationError):
        note(cast, {"treasurer": True})
    with pytest.raises(ValidationError):
        note(cast, {"chair": True}, on=date(2027, 1, 1))


def test_the_database_itself_refuses_a_way_without_anybody(cast):
    rule = note(cast, {"chair": True})
    with pytest.raises(IntegrityError), transaction.atomic():
        SigningCombination.objects.create(rule=rule)


def test_a_consultant_notes_a_rule_at_the_desk_and_it_is_shown(cast, as_user):
    desk = as_user(cast.consultant)
    url = reverse("admin:associations_signingrule_add")
    assert desk.get(url).status_code == 200
    told = {
        "association": cast.culture.pk,
        "valid_from": "01-01-2025",
        "signers": "chair_treasurer",
        "money_signers": "two_members",
    }
    answer = desk.post(url, told)
    rule = SigningRule.objects.get()
    assert answer.url == reverse("admin:associations_signingrule_change", args=[rule.pk])
    assert desk.get(answer.url).status_code == 200
    page = as_user(cast.fatma).get(reverse("portal_statutes", args=[cast.culture.pk]))
    words = signing.in_words([Way(("chair", "treasurer"))])
    with translation.override("da"):
        assert signing.in_words([Way(("chair", "treasurer"))]) in page.text or words in page.text


def signatures_url(application):
    keys = [application.association_id, application.pk]
    return reverse("portal_application_signatures", args=keys)


# --- applications ----------------------------------------------------------------------------


def test_an_application_counts_though_a_signature_is_missing_and_the_case_says_so(cast, as_user):
    note(cast, {"chair": True, "treasurer": True})
    application = cases.received(cast)
    assert application.case_number
    page = as_user(cast.ayse).get(signatures_url(application))
    assert page.context["signatures"].missing
    assert not page.context["signatures"].wants_reader
    from grants import checks

    found = {one.code: one for one in checks.run(application, on=TODAY)}["signatures"]
    assert found.outcome == "warn"


def test_the_treasurer_signs_too_with_one_tap(cast, as_user):
    note(cast, {"chair": True, "treasurer": True})
    application = cases.received(cast)
    browser = as_user(cast.mehmet)
    page = browser.get(signatures_url(application))
    assert page.context["signatures"].wants_reader
    assert browser.post(signatures_url(application)).status_code == 302
    assert CoSignature.objects.get().signed_by == cast.mehmet
    browser.post(signatures_url(application))
    assert CoSignature.objects.count() == 1
    page = browser.get(signatures_url(application))
    assert page.context["signatures"].missing == []


def test_nobody_signs_twice_for_themselves_and_nobody_who_is_not_asked(cast):
    note(cast, {"chair": True, "treasurer": True})
    application = cases.received(cast)
    for user in (cast.ayse, cast.fatma):
        with pytest.raises(NotPossibleNow):
            cosignatures.cosign(application, by=user, at=NOW)
    with pytest.raises(PermissionDenied):
        cosignatures.cosign(application, by=cast.hodan, at=NOW)
    assert not CoSignature.objects.exists()


def test_a_draft_is_not_signed_by_a_second_person(cast):
    note(cast, {"chair": True, "treasurer": True})
    with pytest.raises(NotPossibleNow):
        cosignatures.cosign(cases.draft(cast), by=cast.mehmet, at=NOW)


def test_without_a_rule_nobody_is_asked(cast, as_user):
    application = cases.received(cast)
    page = as_user(cast.mehmet).get(signatures_url(application))
    assert page.context["signatures"].missing == []


def test_the_chair_with_any_member_of_the_board(cast, as_user):
    give_post(cast.fatma, cast.culture, "board_member")
    note(cast, {"chair": True, "board_members": 1})
    application = cases.received(cast)
    cosignatures.cosign(application, by=cast.fatma, at=NOW)
    page = as_user(cast.ayse).get(signatures_url(application))
    assert page.context["signatures"].missing == []
