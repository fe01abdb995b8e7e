"""The outreach log on a phone: few taps, no JavaScript needed, nothing lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from associations.models import Association, Contact, FollowUp
from tests.associations.entries import logged, typed
from tests.cast import NOW, TODAY

URL = "/opsoegende/"
JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def phone(cast, as_user):
    return as_user(cast.consultant)


def test_an_entry_is_saved_and_the_receipt_says_what_is_next(cast, phone):
    sent = typed(cast, associations=[cast.culture.pk, cast.women.pk], summary="Talte om puljen")
    response = phone.post(URL, sent, follow=True)
    contact = Contact.objects.get()
    assert response.redirect_chain[0][0] == f"/opsoegende/{contact.pk}/"
    page = response.content.decode()
    assert "Roskilde Kulturforening" in page
    assert "Somalisk Kvindeforening" in page
    assert f'data-saved="{contact.client_key}"' in page
    assert contact.summary == "Talte om puljen"
    assert contact.logged_at == NOW


def test_the_last_used_values_stand_ready(cast, phone):
    logged(cast, cast.women, minutes=45, channel="phone")
    form = phone.get(URL).context["form"]
    assert form["minutes"].value() == 45
    assert form["channel"].value() == "phone"
    assert form["help_kind"].value() == cast.help_kind.pk
    assert form.fields["associations"].choices[0][0] == cast.women.pk
    assert form.first == 1


def test_a_length_of_my_own_stands_ready_too(cast, phone):
    logged(cast, cast.women, minutes=75)
    form = phone.get(URL).context["form"]
    assert form["own_minutes"].value() == 75


def test_from_an_associations_page_it_is_chosen_already(cast, phone):
    form = phone.get(URL, {"forening": cast.partner.pk}).context["form"]
    assert form["associations"].value() == [cast.partner.pk]


def test_without_javascript_the_search_keeps_what_was_typed(cast, phone):
    sent = typed(cast, summary="Ikke glemt", words="himmelev", find="1")
    response = phone.post(URL, sent)
    page = response.content.decode()
    assert response.status_code == 200
    assert not Contact.objects.exists()
    form = response.context["form"]
    assert [key for key, _name in form.fields["associations"].choices[: form.first]] == [
        cast.culture.pk,
        cast.partner.pk,
    ]
    assert "Ikke glemt" in page
    assert sent["client_key"] in page
    assert "form-error-message" not in page


def test_an_entry_about_nobody_comes_back_with_what_was_typed(cast, phone):
    response = phone.post(URL, typed(cast, associations=[], summary="Langt notat"))
    assert response.status_code == 422
    assert "Langt notat" in response.content.decode()
    assert "associations" in response.context["form"].errors


def test_a_cpr_number_is_refused_and_the_text_kept(cast, phone):
    response = phone.post(URL, typed(cast, summary="Hassan 010180-1234 ringede"))
    assert response.status_code == 422
    assert "Hassan 010180-1234 ringede" in response.content.decode()
    assert "summary" in response.context["form"].errors
    assert not Contact.objects.exists()


def test_a_key_that_looks_like_a_cpr_number_is_none(cast, phone):
    key = "ab010180-1234-4abc-8abc-abcdefabcdef"
    assert phone.post(URL, typed(cast, client_key=key)).status_code == 302


def test_my_own_minutes_count_more_than_the_chip(cast, phone):
    phone.post(URL, typed(cast, own_minutes="75"))
    assert Contact.objects.get().minutes == 75


@pytest.mark.parametrize(("chip", "days"), [("1", 1), ("7", 7), ("30", 30)])
def test_a_follow_up_takes_one_tap(cast, phone, chip, days):
    phone.post(URL, typed(cast, follow_up_in=chip))
    follow_up = FollowUp.objects.get()
    assert follow_up.due_on == TODAY + timedelta(days=days)
    assert follow_up.assigned_to == cast.consultant
    assert follow_up.text


def test_tomorrow_counts_from_the_day_of_typing(cast, phone):
    typed_on = TODAY - timedelta(days=3)
    phone.post(URL, typed(cast, follow_up_in="1", typed_on=typed_on.isoformat()))
    assert FollowUp.objects.get().due_on == typed_on + timedelta(days=1)


def test_what_to_do_needs_a_day(cast, phone):
    response = phone.post(URL, typed(cast, follow_up_text="Ring"))
    assert "follow_up_in" in response.context["form"].errors


def test_an_entry_that_waited_is_saved_once_and_answered_briefly(cast, phone):
    sent = typed(cast)
    answers = [phone.post(URL, sent, **JSON).json() for _ in range(2)]
    assert answers[0] == answers[1] == {"url": f"/opsoegende/{Contact.objects.get().pk}/"}


def test_a_refusal_is_answered_in_words(cast, phone):
    response = phone.post(URL, typed(cast, associations=[]), **JSON)
    assert response.status_code == 422
    assert response.json()["errors"]


def test_a_fresh_token_comes_with_whose_session_it_is(cast, phone):
    response = phone.get("/opsoegende/token/")
    assert response.json()["user"] == str(cast.consultant.pk)
    assert response.json()["token"]
    assert "no-store" in response["Cache-Control"]


def test_an_expired_session_keeps_what_was_typed(cast, as_user, client):
    sent = typed(cast, summary="Skrevet uden login")
    response = client.post(URL, sent)
    assert response["Location"].startswith(reverse("account_login"))
    client.force_login(
        cast.consultant, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = client.get(URL).content.decode()
    assert "Skrevet uden login" in page
    assert sent["client_key"] in page


def test_the_page_kept_for_later_holds_nothing_private(cast, phone):
    logged(cast, cast.women, summary="Fortroligt", follow_up=None)
    FollowUp.objects.create(text="Hemmelig aftale", due_on=TODAY, assigned_to=cast.consultant)
    page = phone.get("/opsoegende/uden-net/").content.decode()
    assert "Somalisk Kvindeforening" in page
    assert "Hemmelig aftale" not in page
    assert "data-shell" in page


def test_the_worker_is_new_every_day_and_for_every_user(cast, phone, as_user, clock):
    first = phone.get("/opsoegende/sw.js")
    assert first["Content-Type"].startswith("text/javascript")
    other = as_user(cast.coordinator).get("/opsoegende/sw.js").content
    clock.move_to(NOW + timedelta(days=1))
    assert len({first.content, other, phone.get("/opsoegende/sw.js").content}) == 3


def test_the_manifest_can_be_read(phone):
    assert phone.get("/opsoegende/app.webmanifest").json()["start_url"] == URL


def test_a_new_group_is_entered_from_the_receipt(cast, phone):
    contact = logged(cast, other_party="Tamilsk danseskole")
    url = f"/opsoegende/{contact.pk}/opret-gruppe/"
    assert url in phone.get(f"/opsoegende/{contact.pk}/").content.decode()
    phone.post(url)
    assert Association.objects.get(name="Tamilsk danseskole") in contact.associations.all()


def test_the_secretary_logs_but_does_not_enter_groups(cast, as_user):
    contact = logged(cast, other_party="Tamilsk danseskole", by=cast.secretary)
    browser = as_user(cast.secretary)
    assert "opret-gruppe" not in browser.get(f"/opsoegende/{contact.pk}/").content.decode()
    assert browser.post(f"/opsoegende/{contact.pk}/opret-gruppe/").status_code == 403
    assert not Association.objects.filter(name="Tamilsk danseskole").exists()


def test_todays_follow_up_is_done_with_one_tap(cast, phone):
    follow_up = FollowUp.objects.create(
        text="Send regnskabsskema", due_on=TODAY, assigned_to=cast.consultant
    )
    url = f"/opsoegende/opfoelgning/{follow_up.pk}/udfoert/"
    assert url in phone.get(URL).content.decode()
    assert phone.get(url).status_code == 405
    phone.post(url)
    assert url not in phone.get(URL).content.decode()
    assert phone.post(url, follow=True).status_code == 200


def test_found_while_typing(cast, phone):
    found = phone.get("/opsoegende/foreninger/", {"q": "himm"}).json()["found"]
    assert found == [{"id": cast.partner.pk, "name": "Himmelev Boldklub"}]
    assert phone.get("/opsoegende/foreninger/", {"q": " "}).json() == {"found": []}


@pytest.mark.parametrize("who", ["manager", "member", "administrator", "ayse"])
@pytest.mark.parametrize("path", [URL, "/opsoegende/token/", "/opsoegende/foreninger/?q=a"])
def test_others_are_told_who_keeps_the_log(cast, as_user, who, path):
    assert as_user(getattr(cast, who)).get(path).status_code == 403


def test_somebody_elses_note_for_management_has_no_receipt(cast, as_user):
    secret = logged(cast, cast.culture, visibility=Contact.Visibility.MANAGEMENT)
    assert as_user(cast.coordinator).get(f"/opsoegende/{secret.pk}/").status_code == 404


def test_the_page_asks_the_database_no_more_for_thirty_entries_than_for_one(
    cast, phone, django_assert_max_num_queries
):
    logged(cast, cast.culture)
    phone.get(URL)
    with django_assert_max_num_queries(15) as few:
        phone.get(URL)
    for number in range(30):
        group = Association.objects.create(name=f"Gruppe {number}")
        logged(cast, group, cast.culture, key=uuid4())
        FollowUp.objects.create(
            text="Ring", due_on=TODAY, assigned_to=cast.consultant, association=group
        )
    with django_assert_max_num_queries(15) as many:
        phone.get(URL)
    assert len(many) == len(few)
