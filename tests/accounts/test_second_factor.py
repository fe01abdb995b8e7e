"""Staff need a second factor where one is demanded."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse


@pytest.fixture
def demanded(settings):
    settings.STAFF_MFA_REQUIRED = True


@pytest.mark.parametrize("path", ["/admin/", "/opsoegende/", "/"])
def test_staff_without_a_second_factor_are_led_to_where_they_set_one_up(
    as_user, cast, demanded, path
):
    answer = as_user(cast.consultant).get(path)
    assert answer.status_code == 302
    assert answer.url == reverse("mfa_index")


def test_the_way_to_a_second_factor_is_open(as_user, cast, demanded):
    browser = as_user(cast.consultant)
    assert browser.get(reverse("mfa_index")).status_code == 200
    assert browser.get("/sundhed/").status_code != 302


def test_what_staff_send_without_a_second_factor_is_not_taken(as_user, cast, demanded):
    answer = as_user(cast.administrator).post(
        reverse("admin:accounts_user_add"), {"email": "ny@test.example"}
    )
    assert answer.url == reverse("mfa_index")


def test_staff_with_a_second_factor_go_on(as_user, cast, demanded):
    TOTP.activate(cast.consultant, generate_totp_secret())
    assert as_user(cast.consultant).get("/admin/").status_code == 200


def test_a_committee_member_needs_it_too(as_user, cast, demanded):
    assert as_user(cast.member).get("/admin/").url == reverse("mfa_index")


def test_people_of_associations_are_not_asked(as_user, cast, demanded):
    assert as_user(cast.ayse).get(reverse("account_profile")).status_code == 200
    assert as_user(cast.ayse).get("/").status_code == 200


def test_visitors_are_not_asked(client, db, demanded):
    assert client.get("/").status_code == 200


def test_the_demo_does_not_demand_it(as_user, cast, settings):
    settings.STAFF_MFA_REQUIRED = False
    assert as_user(cast.consultant).get("/admin/").status_code == 200
