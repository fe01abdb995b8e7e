"""House law: two at the same moment never take more than there is, nor the same thing twice.

Real connections and committed rows; on PostgreSQL real row locks, on SQLite one writer at a time.
"""

from decimal import Decimal
from uuid import UUID

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone
from post_office.models import Email

from accounts.actions import invitations
from accounts.models import Access, Invitation
from associations.actions import contacts, import_confirming, import_files, imports
from associations.models import Association, Contact, FollowUp, Import
from core.actions import NotPossibleNow
from core.models import Transition
from grants import balance
from grants.actions import applications, decisions, letters
from grants.models import AgendaItem, Application, Decision, DecisionLetter, PoolBudget
from tests import cases
from tests.cast import NOW, make_cast
from tests.races import at_once, refusals

# The rows that migrations make (groups, kinds of help, languages) come back after each test.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(db_committed):
    return make_cast()


@pytest.fixture
def db_committed(transactional_db):
    """Time stands at NOW, in every thread."""
    with time_machine.travel(NOW, tick=False):
        yield


def decide(cast, application, amount):
    return decisions.decide(
        Application.objects.get(pk=application.pk),
        outcome="granted",
        amount=Decimal(amount),
        decided_on=timezone.localdate(cases.MEETING_AT),
        meeting=cases.meeting(cast),
        by=cast.committee_chair,
        at=cases.MEETING_AT,
    )


def submit(cast, application, by):
    return applications.submit(
        Application.objects.get(pk=application.pk),
        signed_name="Underskrift",
        declared_true=True,
        declared_democratic=True,
        by=by,
        at=NOW,
    )


def test_two_decisions_at_once_never_overdraw_the_pool(cast):
    PoolBudget.objects.filter(pool=cast.pool).update(amount=Decimal(15000))
    waiting = [
        cases.on_agenda(cast, sought=10000, title="Fest"),
        cases.on_agenda(cast, sought=10000, title="Café", association=cast.women, by=cast.hodan),
    ]
    outcomes = at_once(*[lambda one=one: decide(cast, one, 10000) for one in waiting])
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    assert Decision.objects.count() == 1
    left = balance.of(cast.pool, cast.round.year).left
    assert left == Decimal(5000)


def test_one_case_decided_twice_at_once_is_decided_once(cast):
    application = cases.on_agenda(cast)
    outcomes = at_once(*[lambda: decide(cast, application, 10000)] * 2)
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    assert Decision.objects.count() == DecisionLetter.objects.count() == 1


def test_two_submissions_at_once_get_the_numbers_one_and_two(cast):
    drafts = [
        (cases.draft(cast), cast.ayse),
        (cases.draft(cast, association=cast.women, by=cast.hodan), cast.hodan),
    ]
    outcomes = at_once(*[lambda one=one, by=by: submit(cast, one, by) for one, by in drafts])
    assert refusals(outcomes) == []
    numbers = sorted(Application.objects.values_list("case_number", flat=True))
    assert numbers == ["KIP-2026-0001", "KIP-2026-0002"]


def test_a_submission_that_fails_leaves_no_gap_in_the_numbers(cast):
    sound = cases.draft(cast)
    unsound = cases.draft(cast, association=cast.women, by=cast.hodan)
    unsound.budget_lines.all().delete()
    outcomes = at_once(
        lambda: submit(cast, unsound, cast.hodan), lambda: submit(cast, sound, cast.ayse)
    )
    assert [type(one) for one in refusals(outcomes)] == [ValidationError]
    later = cases.received(cast, round_=cast.rolling, title="Senere")
    sound.refresh_from_db()
    assert (sound.case_number, later.case_number) == ("KIP-2026-0001", "KIP-2026-0002")


def test_the_same_draft_sent_twice_at_once_gets_one_number_and_one_receipt(cast):
    draft = cases.draft(cast)
    outcomes = at_once(
        lambda: submit(cast, draft, cast.ayse), lambda: submit(cast, draft, cast.mehmet)
    )
    assert refusals(outcomes) == []
    assert {one.case_number for one in outcomes} == {"KIP-2026-0001"}
    assert Transition.objects.of(draft).filter(name="submit").count() == 1
    assert len({one.receipt_id for one in outcomes}) == 1
    queued = {(one.subject, *one.to) for one in Email.objects.all()}
    assert len(queued) == Email.objects.count(), "somebody got the same receipt twice"


def test_a_draft_begun_twice_at_once_is_one_draft(cast):
    begin = [
        lambda by=by: applications.begin(
            cast.round, association=cast.culture, eligibility={}, by=by, at=NOW
        )
        for by in (cast.ayse, cast.mehmet)
    ]
    outcomes = at_once(*begin)
    assert refusals(outcomes) == []
    assert len({one.pk for one in outcomes}) == Application.objects.count() == 1


def test_an_invitation_used_twice_at_once_gives_one_access(cast):
    invitation, token = invitations.invite(
        cast.culture,
        email="ny@test.example",
        full_name="Ny Person",
        role=Access.Role.BOARD_MEMBER,
        language="da",
        by=cast.ayse,
        at=NOW,
    )
    before = Access.objects.count()
    outcomes = at_once(*[lambda: invitations.accept(token, by=None, at=NOW)] * 2)
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    assert Access.objects.count() == before + 1
    assert Invitation.objects.get(pk=invitation.pk).used_at == NOW


def test_an_invitation_withdrawn_while_it_is_used_is_either_used_or_withdrawn(cast):
    invitation, token = invitations.invite(
        cast.culture,
        email="ny@test.example",
        full_name="Ny Person",
        role=Access.Role.BOARD_MEMBER,
        language="da",
        by=cast.ayse,
        at=NOW,
    )
    before = Access.objects.count()
    outcomes = at_once(
        lambda: invitations.accept(token, by=None, at=NOW),
        lambda: invitations.withdraw(invitation, by=cast.ayse, at=NOW),
    )
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    invitation.refresh_from_db()
    assert (invitation.used_at is None) != (invitation.withdrawn_at is None)
    assert Access.objects.count() - before == (invitation.used_at is not None)


def test_the_same_entry_of_the_log_sent_twice_at_once_is_one_contact(cast):
    def log():
        return contacts.log(
            by=cast.consultant,
            at=NOW,
            client_key=UUID(int=7),
            happened_on=NOW.date(),
            minutes=20,
            associations=[cast.culture, cast.women],
            help_kind=cast.help_kind,
            themes=[cast.theme],
            follow_up={"text": "Ring", "due_on": NOW.date(), "assigned_to": cast.consultant},
        )

    outcomes = at_once(log, log)
    assert refusals(outcomes) == []
    assert len({one.pk for one in outcomes}) == Contact.objects.count() == 1
    assert FollowUp.objects.count() == 1
    assert Contact.objects.get().associations.count() == 2


def test_two_officers_who_take_up_one_case_at_once_make_one_officer(cast):
    application = cases.received(cast)
    other = cast.coordinator
    other.groups.set(cast.secretary.groups.all())
    outcomes = at_once(
        *[
            lambda by=by: applications.take_up(application, by=by, at=cases.AFTER_DEADLINE)
            for by in (cast.secretary, other)
        ]
    )
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    winner = next(one for one in outcomes if isinstance(one, Application))
    application.refresh_from_db()
    assert application.officer == winner.officer
    assert Transition.objects.of(application).filter(name="take_up").count() == 1


def test_two_cases_put_on_the_agenda_at_once_have_an_item_each(cast):
    waiting = [
        cases.recommended(cast, title="Fest"),
        cases.recommended(cast, title="Café", association=cast.women, by=cast.hodan),
    ]
    meeting = cases.meeting(cast)
    outcomes = at_once(
        *[
            lambda one=one: applications.put_on_agenda(
                one, meeting=meeting, by=cast.secretary, at=cases.AFTER_DEADLINE
            )
            for one in waiting
        ]
    )
    assert refusals(outcomes) == []
    positions = AgendaItem.objects.order_by("position").values_list("position", flat=True)
    assert list(positions) == [1, 2]


def test_a_letter_sent_twice_at_once_goes_out_once(cast):
    letter = cases.decided(cast).letter
    before = Email.objects.count()
    outcomes = at_once(*[lambda: letters.send(letter, by=cast.secretary, at=cases.MEETING_AT)] * 2)
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    told = list(Email.objects.order_by("id")[before:])
    assert told
    assert len({tuple(one.to) for one in told}) == len(told), "somebody was told twice"


def test_a_list_brought_in_twice_at_once_is_brought_in_once(cast):
    text = "Forening;CVR\nNyt Kor;13748136\nNyt Skakhold;\n"
    source = import_files.upload(
        upload=ContentFile(text.encode(), name="liste.csv"), by=cast.coordinator, at=NOW
    )
    source = imports.begin_check(
        source, columns=source.columns, mode="fill", by=cast.coordinator, at=NOW
    )
    imports.check_next(source, by=cast.coordinator, at=NOW)
    outcomes = at_once(
        *[
            lambda by=by: import_confirming.confirm(source, by=by, at=NOW)
            for by in (cast.coordinator, cast.consultant)
        ]
    )
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    # The worker, and the page that waits.
    outcomes = at_once(
        *[
            lambda by=by: import_confirming.bring_in(source, by=by, at=NOW)
            for by in (None, cast.coordinator)
        ]
    )
    assert refusals(outcomes) == []
    source.refresh_from_db()
    assert source.status == Import.Status.CONFIRMED
    assert Association.objects.filter(name__startswith="Nyt ").count() == 2
