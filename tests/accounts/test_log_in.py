"""Every way to log in, and that none of them tells who has an account."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from post_office.models import Email

from accounts.adapters import AccountAdapter
from accounts.models import User
from tests.cast import PASSWORD

CODE = "/log-ind/login/code/"


@pytest.fixture(autouse=True)
def as_in_production(settings):
    """Mail goes to the outbox in the database, and no test inherits another's failed attempts."""
    settings.EMAIL_BACKEND = "post_office.EmailBackend"
    cache.clear()


def log_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def prove_it_is_me(client):
    return client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def code_in(letter: Email) -> str:
    return re.search(r"^([A-Z0-9-]{6,})\s*$", letter.message, re.M)[1]


def test_the_short_address_leads_to_the_log_in(client):
    assert client.get("/log-ind/").url == reverse("account_login")


def test_a_password_lets_in(client, cast):
    answer = log_in(client, cast.ayse.email.upper())
    assert is_in(client)
    assert answer.url == reverse("home_for_me")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, cast):
    wrong = log_in(client, cast.ayse.email, "forkert")
    unknown = log_in(client, "ukendt@test.example", "forkert")
    assert wrong.status_code == unknown.status_code
    strip = re.compile(r'value="[^"]*"')
    assert strip.sub("", wrong.content.decode()) == strip.sub("", unknown.content.decode())
    assert not is_in(client)


def test_an_unknown_address_costs_a_password_hash_too(client, cast, monkeypatch):
    hashed = []
    plain = User.set_password
    monkeypatch.setattr(
        User, "set_password", lambda self, raw: (hashed.append(1), plain(self, raw))
    )
    log_in(client, "ukendt@test.example", "forkert")
    assert hashed


def test_a_closed_account_does_not_get_in(client, cast):
    User.objects.filter(pk=cast.ayse.pk).update(is_active=False)
    log_in(client, cast.ayse.email)
    assert not is_in(client)


def test_a_code_by_mail_lets_in_somebody_without_a_password(client, cast):
    cast.hodan.set_unusable_password()
    cast.hodan.save()
    asked = client.post(CODE, {"email": cast.hodan.email})
    letter = Email.objects.get()
    assert letter.to == [cast.hodan.email]
    with translation.override("ar"):
        assert letter.subject == gettext("Your code for Foreningsbro")
    client.post(asked.url, {"code": code_in(letter)})
    assert is_in(client)


def test_a_code_for_an_unknown_address_gets_the_same_page_and_a_letter_too(client, cast):
    known = client.post(CODE, {"email": cast.ayse.email}, follow=True)
    client.logout()
    unknown = client.post(CODE, {"email": "ukendt@test.example"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    texts = [
        re.sub(r'value="[^"]*"|[\w.]+@test\.example', "", page.content.decode())
        for page in (known, unknown)
    ]
    assert texts[0] == texts[1]
    assert Email.objects.count() == 2
    to_unknown = Email.objects.get(to="ukendt@test.example")
    assert "signup" not in to_unknown.message


def test_a_wrong_code_does_not_let_in(client, cast):
    asked = client.post(CODE, {"email": cast.ayse.email})
    client.post(asked.url, {"code": "XXXXXX"})
    assert not is_in(client)


def test_a_forgotten_password_is_chosen_anew_through_the_mail(client, cast):
    reset = reverse("account_reset_password")
    client.post(reset, {"email": cast.ayse.email})
    letter = Email.objects.get(to=cast.ayse.email)
    path = re.search(r"https?://[^/]+(/log-ind/password/reset/key/\S+)", letter.message)[1]
    page = client.get(path, follow=True)
    new = "et-helt-nyt-kodeord-7"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    log_in(client, cast.ayse.email, new)
    assert is_in(client)
    assert Email.objects.filter(to=cast.ayse.email).count() == 2, "the change is told by mail"


def test_a_reset_for_an_unknown_address_gets_the_same_page(client, cast):
    reset = reverse("account_reset_password")
    known = client.post(reset, {"email": cast.ayse.email}, follow=True)
    unknown = client.post(reset, {"email": "ukendt@test.example"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    strip = re.compile(r'value="[^"]*"|[\w.]+@test\.example')
    assert strip.sub("", known.content.decode()) == strip.sub("", unknown.content.decode())


def test_too_many_wrong_passwords_are_told_kindly(client, cast):
    for _attempt in range(6):
        answer = log_in(client, cast.ayse.email, "forkert")
    assert str(AccountAdapter.error_messages["too_many_login_attempts"]) in answer.content.decode()
    log_in(client, cast.ayse.email)
    assert not is_in(client)


def test_too_many_codes_for_one_address_are_told_kindly(cast):
    for _attempt in range(4):
        answer = Client().post(CODE, {"email": cast.ayse.email})
    assert str(AccountAdapter.error_messages["too_many_login_attempts"]) in answer.content.decode()
    assert Email.objects.count() == 3


def test_too_many_requests_from_one_place_get_a_page_that_says_how_long_to_wait(client, cast):
    for number in range(21):
        answer = client.post(reverse("account_reset_password"), {"email": f"{number}@test.example"})
    assert answer.status_code == 429
    assert gettext("Too many attempts") in answer.content.decode()


def test_a_limit_of_one_person_does_not_lock_out_another(client, cast):
    for _attempt in range(6):
        log_in(client, cast.ayse.email, "forkert")
    log_in(client, cast.mehmet.email)
    assert is_in(client)


def test_an_app_is_set_up_and_then_asked_for(client, cast, clock):
    log_in(client, cast.ayse.email)
    assert client.get(reverse("mfa_activate_totp")).status_code == 302, "prove first who you are"
    prove_it_is_me(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    assert page.status_code == 200
    moment = next(totp.yield_hotp_counters_from_time())
    code = totp.format_hotp_value(totp.hotp_value(secret, moment))
    client.post(reverse("mfa_activate_totp"), {"code": code})
    kinds = set(Authenticator.objects.filter(user=cast.ayse).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    client.post(reverse("account_logout"))
    assert log_in(client, cast.ayse.email).url == reverse("mfa_authenticate")
    assert not is_in(client)
    recovery = Authenticator.objects.get(user=cast.ayse, type="recovery_codes").wrap()
    client.post(reverse("mfa_authenticate"), {"code": recovery.get_unused_codes()[0]})
    assert is_in(client)


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "account_change_password",
        "account_reauthenticate",
        "account_logout",
        "account_profile",
    ],
)
def test_the_pages_of_ones_own_log_in_answer(client, cast, name):
    log_in(client, cast.ayse.email)
    prove_it_is_me(client)
    assert client.get(reverse(name)).status_code == 200


def test_somebody_without_a_password_chooses_one(as_user, cast):
    cast.hodan.set_unusable_password()
    cast.hodan.save()
    browser = as_user(cast.hodan)
    assert browser.get(reverse("account_change_password")).url == reverse("account_set_password")
    assert browser.get(reverse("account_set_password")).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "confirm-email/abc/",
        "3rdparty/",
        "3rdparty/signup/",
        "social/signup/",
        "social/connections/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_up_or_manages_addresses_here(as_user, client, cast, address, method):
    for browser in (client, as_user(cast.ayse)):
        assert getattr(browser, method)(f"/log-ind/{address}").status_code == 404


@pytest.mark.parametrize("path", ["/min-forening/", "/start/", "/admin/", "/log-ind/profil/"])
def test_what_is_not_public_wants_a_log_in(client, db, path):
    page = client.get(path, follow=True)
    assert page.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_the_first_administrator_can_open_the_set_up(db):
    from accounts.models import User

    first = User.objects.create_superuser(
        "drift@test.example", "et-langt-kodeord", full_name="Drift"
    )
    assert first.has_perm("accounts.add_user")
    assert first.has_perm("core.change_municipality")
    assert not first.has_perm("grants.view_every_application")
