"""The public page behind the link of an invitation."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from accounts.actions import invitations
from accounts.models import Access, Invitation, User
from tests.cast import NOW, later


@pytest.fixture
def link(cast) -> str:
    """Leyla is invited as treasurer, in Turkish."""
    _invitation, token = invitations.invite(
        cast.culture,
        email="leyla@test.example",
        full_name="Leyla Arslan",
        role=Access.Role.TREASURER,
        language="tr",
        by=cast.ayse,
        at=NOW,
    )
    return reverse("invitation", args=[token])


def test_the_page_says_who_invites_to_what_in_the_language_of_the_invitation(client, link):
    page = client.get(link)
    assert page.status_code == 200
    assert page["Content-Language"] == "tr"
    for fact in ("Ayşe Yılmaz", "Roskilde Kulturforening", "leyla@test.example", "Leyla Arslan"):
        assert fact in page.content.decode()
    with translation.override("tr"):
        assert gettext("Treasurer") in page.content.decode()


def test_the_language_switch_wins_over_the_invitation(client, link):
    client.post(reverse("set_language"), {"language": "ar", "next": link})
    page = client.get(link)
    assert page["Content-Language"] == "ar"
    assert 'dir="rtl"' in page.content.decode()


def test_reading_the_page_uses_nothing_up(client, link):
    client.get(link)
    assert Invitation.objects.get().used_at is None
    assert not User.objects.filter(email="leyla@test.example").exists()


def test_the_link_is_kept_from_caches_search_engines_and_other_sites(client, link):
    page = client.get(link)
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"
    assert page["Referrer-Policy"] == "same-origin"


def test_saying_yes_logs_in_and_leads_to_the_association(client, cast, link):
    answer = client.post(link, {"full_name": "Leyla Arslan", "language": "ar"})
    assert answer.status_code == 302
    assert answer.url == reverse("portal_association", args=[cast.culture.pk])
    leyla = User.objects.get(email="leyla@test.example")
    assert client.session["_auth_user_id"] == str(leyla.pk)
    assert leyla.preferred_language == "ar"


def test_a_second_press_tells_that_it_is_done_and_leads_on(client, cast, link):
    client.post(link, {"full_name": "Leyla Arslan", "language": "tr"})
    again = client.post(link, {"full_name": "Leyla Arslan", "language": "tr"})
    assert again.status_code == 410
    assert reverse("portal_association", args=[cast.culture.pk]) in again.content.decode()
    assert Access.objects.filter(user__email="leyla@test.example").count() == 1


def test_a_name_is_needed_for_a_new_account(client, link):
    answer = client.post(link, {"full_name": "", "language": "tr"})
    assert answer.status_code == 422
    assert not User.objects.filter(email="leyla@test.example").exists()


def test_somebody_with_an_account_only_says_yes(client, cast):
    _invitation, token = invitations.invite(
        cast.culture,
        email=cast.hodan.email,
        full_name="Hodan Cabdi",
        role=Access.Role.BOARD_MEMBER,
        language="ar",
        by=cast.ayse,
        at=NOW,
    )
    link = reverse("invitation", args=[token])
    assert 'name="full_name"' not in client.get(link).content.decode()
    answer = client.post(link)
    assert answer.url == reverse("portal_association", args=[cast.culture.pk])
    assert client.session["_auth_user_id"] == str(cast.hodan.pk)


def test_somebody_else_who_is_logged_in_gets_no_button(as_user, cast, link):
    browser = as_user(cast.hodan)
    page = browser.get(link).content.decode()
    assert cast.hodan.email in page
    assert "leyla@test.example" in page
    assert f'action="{link}"' not in page
    assert page.count('<button type="submit" class="button button-primary">') == 0
    answer = browser.post(link)
    assert answer.status_code == 422
    assert Invitation.objects.get().used_at is None


def test_an_expired_link_says_whom_to_ask(client, clock, link):
    clock.move_to(later(days=15))
    page = client.get(link)
    assert page.status_code == 410
    with translation.override("tr"):
        wanted = gettext(
            "The invitation has expired. Ask the person who invited you to send a new one; "
            "it takes them a minute."
        )
    assert wanted in page.content.decode()


def test_a_withdrawn_link_is_over(client, cast, link):
    invitations.withdraw(Invitation.objects.get(), by=cast.ayse, at=NOW)
    assert client.get(link).status_code == 410
    assert client.post(link, {"full_name": "L", "language": "tr"}).status_code == 410


def test_a_broken_link_is_not_there(client, db):
    assert client.get(reverse("invitation", args=["gaet"])).status_code == 404
    assert client.post(reverse("invitation", args=["gaet"])).status_code == 404


def test_the_page_wants_the_csrf_token(link):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link, {"full_name": "L", "language": "tr"}).status_code == 403


def test_whoever_has_a_second_factor_is_asked_for_it(client, cast):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(cast.hodan, generate_totp_secret())
    _invitation, token = invitations.invite(
        cast.culture,
        email=cast.hodan.email,
        full_name="Hodan Cabdi",
        role=Access.Role.BOARD_MEMBER,
        language="ar",
        by=cast.ayse,
        at=NOW,
    )
    answer = client.post(reverse("invitation", args=[token]))
    assert answer.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
