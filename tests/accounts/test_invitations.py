"""From the invitation of a person to the access, and all the ways it can end."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from post_office.models import Email

from accounts.actions import invitations
from accounts.models import Access, Invitation, User
from core.actions import NotPossibleNow
from tests.cast import NOW, TODAY, later


def invite(cast, **changed):
    facts = {
        "email": "leyla@test.example",
        "full_name": "Leyla Arslan",
        "role": Access.Role.TREASURER,
        "language": "tr",
        "by": cast.ayse,
        "at": NOW,
    }
    return invitations.invite(changed.pop("association", cast.culture), **{**facts, **changed})


def link_in(letter: Email) -> str:
    found = re.search(rf"{settings.BASE_URL}(/invitation/[\w-]+/)", letter.message)
    assert found, letter.message
    return found[1]


def test_the_letter_goes_to_the_invited_in_the_chosen_language_with_the_link(cast):
    _invitation, token = invite(cast)
    letter = Email.objects.get()
    assert letter.to == ["leyla@test.example"]
    assert 'lang="tr"' in letter.html_message
    assert link_in(letter) == f"/invitation/{token}/"
    assert "Roskilde Kulturforening" in letter.message
    assert "Ayşe Yılmaz" in letter.message


def test_the_token_is_kept_nowhere_but_in_the_letter(cast):
    invitation, token = invite(cast)
    assert token not in str(Invitation.objects.filter(pk=invitation.pk).values())


def test_a_consultant_invites_for_any_association(cast):
    invitation, _token = invite(cast, association=cast.women, by=cast.consultant)
    assert invitation.invited_by == cast.consultant


@pytest.mark.parametrize(
    "who", ["mehmet", "fatma", "hodan", "secretary", "member", "administrator"]
)
def test_only_the_chair_and_those_who_keep_the_register_invite(cast, who):
    with pytest.raises(PermissionDenied):
        invite(cast, by=getattr(cast, who))
    assert not Invitation.objects.exists()
    assert not Email.objects.exists()


def test_a_new_invitation_to_the_same_address_withdraws_the_open_one(cast):
    first, old_token = invite(cast)
    invite(cast, email="Leyla@Test.example", at=later(hours=1))
    first.refresh_from_db()
    assert first.withdrawn_at == later(hours=1)
    assert first.withdrawn_by == cast.ayse
    with pytest.raises(NotPossibleNow):
        invitations.accept(old_token, by=None, at=later(hours=2))


def test_an_invitation_to_another_association_stays_open(cast):
    first, _token = invite(cast)
    invite(cast, association=cast.women, by=cast.hodan)
    first.refresh_from_db()
    assert first.withdrawn_at is None


def test_somebody_who_has_the_role_already_is_not_invited_again(cast):
    with pytest.raises(NotPossibleNow, match="Mehmet Demir"):
        invite(cast, email=cast.mehmet.email, role=Access.Role.TREASURER)


def test_a_closed_account_is_not_invited(cast):
    User.objects.filter(pk=cast.hodan.pk).update(is_active=False)
    with pytest.raises(NotPossibleNow):
        invite(cast, email=cast.hodan.email)


def test_accepting_makes_an_account_without_password_and_gives_access_from_today(cast):
    invitation, token = invite(cast)
    access = invitations.accept(
        token, by=None, at=later(days=1), full_name="Leyla A. Arslan", language="ar"
    )
    assert access.association == cast.culture
    assert access.role == Access.Role.TREASURER
    assert access.valid_from == later(days=1).date()
    assert access.valid_until is None
    assert access.granted_by == cast.ayse
    assert access.user.email == "leyla@test.example"
    assert access.user.full_name == "Leyla A. Arslan"
    assert access.user.preferred_language == "ar"
    assert not access.user.has_usable_password()
    assert not access.user.is_staff
    invitation.refresh_from_db()
    assert invitation.used_at == later(days=1)
    assert invitation.used_by == access.user


def test_accepting_takes_the_account_the_address_already_has(cast):
    _invitation, token = invite(cast, email=cast.hodan.email.upper())
    access = invitations.accept(token, by=None, at=NOW)
    assert access.user == cast.hodan
    assert set(cast.hodan.accesses.values_list("association_id", flat=True)) == {
        cast.culture.pk,
        cast.women.pk,
    }


def test_a_new_role_takes_the_place_of_the_old_one(cast):
    _invitation, token = invite(cast, email=cast.fatma.email, role=Access.Role.CHAIR)
    invitations.accept(token, by=cast.fatma, at=NOW)
    held = Access.objects.open_on(TODAY).get(user=cast.fatma)
    assert held.role == Access.Role.CHAIR


def test_an_invitation_works_once(cast):
    _invitation, token = invite(cast)
    invitations.accept(token, by=None, at=NOW)
    with pytest.raises(NotPossibleNow):
        invitations.accept(token, by=None, at=later(minutes=1))
    assert Access.objects.filter(user__email="leyla@test.example").count() == 1


def test_an_invitation_expires(cast):
    _invitation, token = invite(cast)
    over = later(days=settings.INVITATION_DAYS)
    with pytest.raises(NotPossibleNow):
        invitations.accept(token, by=None, at=over)
    assert not User.objects.filter(email="leyla@test.example").exists()


def test_a_withdrawn_invitation_is_useless(cast):
    invitation, token = invite(cast)
    invitations.withdraw(invitation, by=cast.ayse, at=NOW)
    with pytest.raises(NotPossibleNow):
        invitations.accept(token, by=None, at=NOW)
    assert not User.objects.filter(email="leyla@test.example").exists()


def test_an_unknown_link_opens_nothing(cast):
    with pytest.raises(NotPossibleNow):
        invitations.accept("gaet", by=None, at=NOW)


def test_somebody_else_who_is_logged_in_is_told_for_whom_it_is(cast):
    invitation, token = invite(cast)
    with pytest.raises(NotPossibleNow, match=f"leyla@test.example.*{cast.hodan.email}"):
        invitations.accept(token, by=cast.hodan, at=NOW)
    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_a_closed_account_cannot_accept(cast):
    _invitation, token = invite(cast, email=cast.hodan.email)
    User.objects.filter(pk=cast.hodan.pk).update(is_active=False)
    with pytest.raises(NotPossibleNow):
        invitations.accept(token, by=None, at=NOW)


@pytest.mark.parametrize("who", ["mehmet", "hodan", "secretary", "administrator"])
def test_only_the_chair_and_those_who_keep_the_register_withdraw(cast, who):
    invitation, _token = invite(cast)
    with pytest.raises(PermissionDenied):
        invitations.withdraw(invitation, by=getattr(cast, who), at=NOW)


def test_what_is_used_cannot_be_withdrawn(cast):
    invitation, token = invite(cast)
    invitations.accept(token, by=None, at=NOW)
    with pytest.raises(NotPossibleNow):
        invitations.withdraw(invitation, by=cast.ayse, at=NOW)
