"""Log-in through the municipality's identity provider, where one is configured."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.urls import reverse

from accounts.models import User

SERVER = "https://login.kommune.example"


@pytest.fixture
def provider(settings):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "kommune",
                    "name": "Roskilde Kommunes login",
                    "client_id": "foreningsbro",
                    "secret": "hemmelig",
                    "settings": {"server_url": SERVER},
                }
            ],
        }
    }


def come_back(rf, email: str, *, verified: bool):
    """The provider has let somebody in and sends them back with this address."""
    from allauth.core import context

    request = rf.get("/log-ind/oidc/kommune/login/callback/")
    SessionMiddleware(lambda _request: None).process_request(request)
    MessageMiddleware(lambda _request: None).process_request(request)
    request.user = AnonymousUser()
    login = SocialLogin(
        provider=get_adapter(request).get_provider(request, "kommune"),
        user=User(email=email, full_name="Fra udbyderen"),
        account=SocialAccount(provider="kommune", uid=f"uid-{email}"),
        email_addresses=[EmailAddress(email=email, verified=verified, primary=True)],
    )
    login.state = {}
    with context.request_context(request):
        response = complete_social_login(request, login)
    return request, response


def test_without_a_provider_the_log_in_page_offers_none(client, db):
    assert "/log-ind/oidc/" not in client.get(reverse("account_login")).content.decode()


def test_a_configured_provider_stands_on_the_log_in_page(client, db, provider):
    page = client.get(reverse("account_login")).content.decode()
    assert "Roskilde Kommunes login" in page
    assert "/log-ind/oidc/kommune/login/" in page


def test_somebody_with_an_account_is_let_in_by_the_verified_address(rf, cast, provider):
    request, _response = come_back(rf, cast.consultant.email, verified=True)
    assert request.session["_auth_user_id"] == str(cast.consultant.pk)
    assert SocialAccount.objects.get().user == cast.consultant


def test_an_address_the_provider_has_not_verified_opens_nothing(rf, cast, provider):
    request, _response = come_back(rf, cast.consultant.email, verified=False)
    assert "_auth_user_id" not in request.session
    assert not SocialAccount.objects.exists()


def test_nobody_gets_an_account_through_the_provider(rf, cast, provider):
    before = User.objects.count()
    request, _response = come_back(rf, "fremmed@kommune.example", verified=True)
    assert "_auth_user_id" not in request.session
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(rf, cast, provider):
    User.objects.filter(pk=cast.consultant.pk).update(is_active=False)
    request, _response = come_back(rf, cast.consultant.email, verified=True)
    assert "_auth_user_id" not in request.session
