"""One's own details."""

from django.urls import reverse

PROFILE = "/log-ind/profil/"


def test_name_telephone_and_language_are_changed_by_oneself(as_user, cast):
    browser = as_user(cast.ayse)
    assert "Ayşe Yılmaz" in browser.get(PROFILE).content.decode()
    answer = browser.post(
        PROFILE, {"full_name": "Ayşe Demir", "phone": "46 31 30 00", "preferred_language": "tr"}
    )
    assert answer.status_code == 302
    cast.ayse.refresh_from_db()
    assert cast.ayse.full_name == "Ayşe Demir"
    assert cast.ayse.phone
    assert browser.get(PROFILE)["Content-Language"] == "tr"


def test_the_language_of_the_profile_wins_over_an_older_choice_of_the_switch(as_user, cast):
    browser = as_user(cast.ayse)
    browser.post(reverse("set_language"), {"language": "ar", "next": "/"})
    browser.post(PROFILE, {"full_name": "Ayşe", "phone": "", "preferred_language": "tr"})
    assert browser.get(PROFILE)["Content-Language"] == "tr"


def test_a_wrong_telephone_number_changes_nothing(as_user, cast):
    answer = as_user(cast.ayse).post(
        PROFILE, {"full_name": "Ayşe", "phone": "12", "preferred_language": "tr"}
    )
    assert answer.status_code == 422
    cast.ayse.refresh_from_db()
    assert cast.ayse.full_name == "Ayşe Yılmaz"


def test_the_address_and_the_role_are_not_ones_own_to_change(as_user, cast):
    as_user(cast.ayse).post(
        PROFILE,
        {
            "full_name": "Ayşe",
            "phone": "",
            "preferred_language": "da",
            "email": "anden@test.example",
            "is_staff": "on",
            "roles": "administrator",
        },
    )
    cast.ayse.refresh_from_db()
    assert cast.ayse.email == "ayse@test.example"
    assert not cast.ayse.is_staff
