"""Who has access, as the association's own people see and change it."""

import pytest
from django.urls import reverse

from accounts.actions import invitations
from accounts.models import Access, Invitation
from core.models import Transition
from tests.cast import NOW, PASSWORD, TODAY, give_access, make_user

TYPED = {
    "full_name": "Leyla Arslan",
    "email": "leyla@test.example",
    "role": Access.Role.BOARD_MEMBER,
    "language": "tr",
}


def address(association, name="portal_access", *more) -> str:
    return reverse(name, args=[association.pk, *more])


@pytest.fixture
def invitation(cast) -> Invitation:
    made, _token = invitations.invite(cast.culture, by=cast.ayse, at=NOW, **TYPED)
    return made


def access_of(user) -> Access:
    return Access.objects.get(user=user)


def test_the_chair_sees_everybody_and_the_open_invitations(as_user, cast, invitation):
    page = as_user(cast.ayse).get(address(cast.culture)).content.decode()
    for fact in ("Ayşe Yılmaz", "Mehmet Demir", "Fatma Kaya", "Leyla Arslan", "01-01-2025"):
        assert fact in page
    assert "Hodan Cabdi" not in page
    assert address(cast.culture, "portal_access_invite") in page


@pytest.mark.parametrize("who", ["mehmet", "fatma"])
def test_others_of_the_board_see_who_has_access_and_no_buttons(as_user, cast, invitation, who):
    browser = as_user(getattr(cast, who))
    page = browser.get(address(cast.culture)).content.decode()
    assert "Ayşe Yılmaz" in page
    assert "leyla@test.example" not in page
    assert address(cast.culture, "portal_access_invite") not in page
    assert browser.get(address(cast.culture, "portal_access_invite")).status_code == 403
    end = address(cast.culture, "portal_access_end", access_of(cast.fatma).pk)
    assert browser.post(end, {"reason": "x"}).status_code == 403
    withdraw = address(cast.culture, "portal_access_withdraw", invitation.pk)
    assert browser.post(withdraw).status_code == 403
    assert Access.objects.open_on(TODAY).filter(user=cast.fatma).exists()


@pytest.mark.parametrize("who", ["hodan", "consultant", "member"])
def test_for_everybody_else_the_pages_are_not_there(as_user, cast, invitation, who):
    browser = as_user(getattr(cast, who))
    for path in (
        address(cast.culture),
        address(cast.culture, "portal_access_invite"),
        address(cast.culture, "portal_access_end", access_of(cast.fatma).pk),
        address(cast.culture, "portal_access_withdraw", invitation.pk),
    ):
        assert browser.get(path).status_code == 404


def test_another_associations_rows_cannot_be_reached_through_ones_own(as_user, cast):
    made, _token = invitations.invite(cast.women, by=cast.hodan, at=NOW, **TYPED)
    browser = as_user(cast.ayse)
    end = address(cast.culture, "portal_access_end", access_of(cast.hodan).pk)
    withdraw = address(cast.culture, "portal_access_withdraw", made.pk)
    assert browser.post(end, {"reason": "x"}).status_code == 404
    assert browser.post(withdraw).status_code == 404


def test_the_chair_invites(as_user, cast):
    answer = as_user(cast.ayse).post(address(cast.culture, "portal_access_invite"), TYPED)
    assert answer.url == address(cast.culture)
    made = Invitation.objects.get()
    assert (made.association, made.invited_by) == (cast.culture, cast.ayse)


def test_a_refused_invitation_keeps_what_was_typed(as_user, cast):
    typed = {**TYPED, "email": cast.fatma.email}
    answer = as_user(cast.ayse).post(address(cast.culture, "portal_access_invite"), typed)
    assert answer.status_code == 422
    assert "Leyla Arslan" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_chair_withdraws(as_user, cast, invitation):
    path = address(cast.culture, "portal_access_withdraw", invitation.pk)
    browser = as_user(cast.ayse)
    assert browser.get(path).status_code == 200
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None, "reading the page withdraws nothing"
    browser.post(path)
    invitation.refresh_from_db()
    assert invitation.withdrawn_by == cast.ayse


def test_the_chair_ends_an_access_with_a_reason(as_user, cast):
    held = access_of(cast.fatma)
    browser = as_user(cast.ayse)
    path = address(cast.culture, "portal_access_end", held.pk)
    assert browser.post(path, {"reason": ""}).status_code == 422
    assert browser.post(path, {"reason": "Trådt ud."}).url == address(cast.culture)
    assert not Access.objects.open_on(TODAY).filter(user=cast.fatma).exists()
    assert Transition.objects.of(held).get().reason == "Trådt ud."
    assert as_user(cast.fatma).get(address(cast.culture)).status_code == 404


def test_the_last_signer_is_told_why_the_access_stays(as_user, cast):
    held = access_of(cast.hodan)
    path = address(cast.women, "portal_access_end", held.pk)
    answer = as_user(cast.hodan).post(path, {"reason": "Jeg stopper."})
    assert answer.status_code in (403, 422)
    assert "Hodan Cabdi" in answer.content.decode()
    assert Access.objects.open_on(TODAY).filter(pk=held.pk).exists()


def test_a_chair_who_leaves_is_led_out(as_user, cast):
    path = address(cast.culture, "portal_access_end", access_of(cast.ayse).pk)
    answer = as_user(cast.ayse).post(path, {"reason": "Jeg flytter."})
    assert answer.url == reverse("portal_home")


def test_what_was_typed_comes_back_after_a_lost_session(client, cast):
    path = address(cast.culture, "portal_access_invite")
    sent = client.post(path, TYPED)
    assert sent.url.startswith(reverse("account_login"))
    logged_in = client.post(
        sent.url, {"login": cast.ayse.email, "password": PASSWORD, "next": path}
    )
    assert logged_in.url == path
    page = client.get(path)
    assert 'value="Leyla Arslan"' in page.content.decode()
    assert 'value="leyla@test.example"' in page.content.decode()
    assert not Invitation.objects.exists(), "typed is not sent"
    client.post(path, TYPED)
    assert Invitation.objects.count() == 1
    assert 'value="Leyla Arslan"' not in client.get(path).content.decode()


def test_what_was_typed_is_not_shown_to_the_next_person_who_may_not_see_the_page(client, cast):
    path = address(cast.culture, "portal_access_invite")
    sent = client.post(path, TYPED)
    client.post(sent.url, {"login": cast.hodan.email, "password": PASSWORD, "next": path})
    page = client.get(path)
    assert page.status_code == 404
    assert "Leyla" not in page.content.decode()


def test_the_list_costs_the_same_however_many_there_are(
    as_user, cast, django_assert_max_num_queries
):
    for number in range(30):
        give_access(
            make_user(f"medlem{number}", f"Medlem {number}"),
            cast.culture,
            Access.Role.BOARD_MEMBER,
        )
    browser = as_user(cast.ayse)
    with django_assert_max_num_queries(15):
        browser.get(address(cast.culture))
