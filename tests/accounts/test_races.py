"""Two presses at the same moment."""

import pytest
from django.utils import timezone

from accounts.actions import access, invitations
from accounts.models import Access, Invitation, User
from core.actions import NotPossibleNow
from tests.cast import give_access, make_user
from tests.races import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def association():
    from associations.models import Association

    return Association.objects.create(name="Roskilde Kulturforening")


def invite(association, **changed) -> str:
    facts = {
        "email": "leyla@test.example",
        "full_name": "Leyla",
        "role": Access.Role.CHAIR,
        "language": "da",
        "by": None,
        "at": timezone.now(),
    }
    return invitations.invite(association, **{**facts, **changed})[1]


def test_an_invitation_used_twice_at_once_lets_in_once(association):
    token = invite(association)

    def accept() -> Access:
        return invitations.accept(token, by=None, at=timezone.now())

    outcomes = at_once(accept, accept)
    refused = refusals(outcomes)
    assert len(refused) == 1
    assert isinstance(refused[0], NotPossibleNow)
    assert Access.objects.count() == 1
    assert User.objects.count() == 1


def test_two_invitations_of_one_new_person_make_one_account(association):
    from associations.models import Association

    other = Association.objects.create(name="Somalisk Kvindeforening")
    tokens = invite(association), invite(other)
    outcomes = at_once(
        *(
            lambda token=token: invitations.accept(token, by=None, at=timezone.now())
            for token in tokens
        )
    )
    assert not refusals(outcomes)
    assert User.objects.count() == 1
    assert Access.objects.count() == 2


def test_two_invitations_of_one_address_at_once_leave_one_open(association):
    at_once(lambda: invite(association), lambda: invite(association))
    assert Invitation.objects.usable_at(timezone.now()).count() == 1


def test_two_signers_who_leave_at_once_do_not_both_leave(association):
    chair = make_user("formand", "Formand")
    treasurer = make_user("kasserer", "Kasserer")
    held = [
        give_access(chair, association, Access.Role.CHAIR),
        give_access(treasurer, association, Access.Role.TREASURER),
    ]
    outcomes = at_once(
        *(lambda one=one: access.end(one, by=chair, at=timezone.now(), reason="x") for one in held)
    )
    assert len(refusals(outcomes)) == 1
    today = timezone.localdate()
    assert Access.objects.open_on(today).count() == 1
