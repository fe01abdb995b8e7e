"""Two at the same moment: hand-overs, answers and posts that exclude each other."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from accounts import letters as account_letters
from accounts.actions import access, invitations
from accounts.models import Access
from associations import letters
from associations.actions import chair, confirmations, people, stage_reports
from associations.models import (
    Association,
    BoardConfirmation,
    ChairChange,
    FollowUp,
    Person,
    Post,
    StageReport,
)
from core.actions import NotPossibleNow
from tests.cast import NOW, TODAY, make_cast
from tests.races import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db):
    """Time stands at NOW, in every thread."""
    with time_machine.travel(NOW, tick=False):
        yield make_cast()


@pytest.fixture
def tokens(monkeypatch):
    """The tokens of invitations and of the yearly question."""
    found: list[str] = []
    monkeypatch.setattr(account_letters, "invitation", lambda _one, token: found.append(token))
    monkeypatch.setattr(letters, "confirm_board", lambda _one, _to, token: found.append(token))
    return found


def begin(cast, name, by):
    return chair.begin(
        Association.objects.get(pk=cast.culture.pk),
        effective_on=TODAY,
        full_name=name,
        email=f"{name.lower()}@test.example",
        by=by,
        at=NOW,
    )


def signers(association):
    held = Access.objects.open_on(TODAY).filter(
        association=association, role__in=Access.SIGNING_ROLES
    )
    return list(held.values_list("user__email", flat=True))


def test_two_hand_overs_at_once_leave_one_new_chair(cast, tokens):
    outcomes = at_once(
        lambda: begin(cast, "Leyla", cast.ayse), lambda: begin(cast, "Nina", cast.consultant)
    )
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    assert ChairChange.objects.count() == 1
    assert (
        Post.objects.filter(association=cast.culture, role="chair", valid_until=None).count() == 1
    )


def test_the_invitation_used_twice_at_once_hands_over_once(cast, tokens):
    begin(cast, "Leyla", cast.ayse)
    outcomes = at_once(*[lambda: invitations.accept(tokens[0], by=None, at=NOW)] * 2)
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    assert ChairChange.objects.get().status == "completed"
    assert sorted(signers(cast.culture)) == ["leyla@test.example", cast.mehmet.email]


def test_a_yes_and_a_cancel_at_once_end_in_one_of_the_two(cast, tokens):
    change = begin(cast, "Leyla", cast.ayse)
    outcomes = at_once(
        lambda: invitations.accept(tokens[0], by=None, at=NOW),
        lambda: chair.cancel(change, by=cast.consultant, at=NOW, reason="Forkert"),
    )
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    change.refresh_from_db()
    chairs = {mail for mail in signers(cast.culture) if mail != cast.mehmet.email}
    wanted = "leyla@test.example" if change.status == "completed" else cast.ayse.email
    assert chairs == {wanted}


def test_the_last_who_signs_never_leaves_before_the_successor_has_come(cast, tokens):
    chair.begin(
        cast.women,
        effective_on=TODAY,
        full_name="Ny",
        email="ny@test.example",
        by=cast.hodan,
        at=NOW,
    )
    held = Access.objects.get(user=cast.hodan)
    outcomes = at_once(
        lambda: access.end(held, by=cast.hodan, at=NOW, reason="Jeg stopper"),
        lambda: invitations.accept(tokens[0], by=None, at=NOW),
    )
    assert all(isinstance(one, PermissionDenied | NotPossibleNow) for one in refusals(outcomes))
    assert signers(cast.women) == ["ny@test.example"]


def test_one_link_answered_twice_at_once_is_answered_once(cast, tokens):
    cast.culture.consultant = cast.consultant
    cast.culture.save()
    confirmations.ask(cast.culture, by=None, at=NOW)
    outcomes = at_once(
        lambda: confirmations.answer(tokens[0], answer="right", at=NOW),
        lambda: confirmations.answer(tokens[0], answer="changed", remark="Ny kasserer", at=NOW),
    )
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    assert BoardConfirmation.objects.exclude(answer="").count() == 1


def test_chair_and_treasurer_who_answer_at_once_give_one_answer(cast, tokens):
    cast.culture.consultant = cast.consultant
    cast.culture.save()
    confirmations.ask(cast.culture, by=None, at=NOW)
    outcomes = at_once(
        *[
            lambda token=token: confirmations.answer(token, answer="changed", remark="Ny", at=NOW)
            for token in tokens
        ]
    )
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    assert FollowUp.objects.count() == 1


def test_two_workers_at_once_ask_once(cast, tokens):
    at_once(
        *[lambda: confirmations.ask(cast.culture, unless_asked_since=cases_ago(), by=None, at=NOW)]
        * 2
    )
    assert len(tokens) == 2, "chair and treasurer, each once"


def cases_ago():
    from associations.yearly import ASK_AGAIN

    return NOW - ASK_AGAIN


def test_a_person_elected_auditor_and_treasurer_at_once_is_one_of_them(cast):
    person = Person.objects.create(full_name="Leyla")
    outcomes = at_once(
        *[
            lambda role=role: people.appoint(
                cast.culture, person=person, role=role, valid_from=TODAY, by=cast.consultant, at=NOW
            )
            for role in ("auditor", "secretary")
        ]
    )
    assert [type(one) for one in refusals(outcomes)] == [ValidationError]
    assert person.posts.count() == 1


def test_a_step_reported_twice_at_once_is_reported_once_and_confirmed_once(cast):
    report = [
        lambda: stage_reports.report(
            cast.women, stage="founding_assembly", happened_on=TODAY, by=cast.hodan, at=NOW
        )
    ]
    outcomes = at_once(*report * 2)
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    one = StageReport.objects.get()
    outcomes = at_once(
        *[
            lambda by=by: stage_reports.confirm(one, by=by, at=NOW)
            for by in (cast.consultant, cast.coordinator)
        ]
    )
    assert [type(each) for each in refusals(outcomes)] == [NotPossibleNow]
    cast.women.refresh_from_db()
    assert cast.women.stage == "founding_assembly"
