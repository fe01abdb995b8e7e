"""The public directory: each fact only after its own yes, and nobody found by what they hide."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from associations.actions import people
from associations.models import Association, Theme
from tests.cast import NOW, TODAY, give_post

FACTS = {
    "public_purpose": ("purpose", "At bage brød sammen"),
    "public_city": ("city", "Viby Sjælland"),
    "public_address": ("street", "Hemmelig Vej 7"),
    "public_phone": ("phone", "+4546313009"),
    "public_email": ("email", "os@kultur.example"),
    "public_website": ("website", "https://kultur.example/"),
}
SHOWN = {
    "public_phone": "46 31 30 09",
    "public_languages": "தமிழ்",
    "public_themes": "Dans og musik",
}


@pytest.fixture
def culture(cast):
    """An association with everything filled in, listed by its name alone."""
    for name, value in FACTS.values():
        setattr(cast.culture, name, value)
    cast.culture.save()
    cast.culture.languages.set(["ta"])
    cast.culture.themes.set([Theme.objects.create(name="Dans og musik")])
    return cast.culture


def said(fact):
    return SHOWN.get(fact) or FACTS[fact][1]


def everything(client, association):
    page = client.get(association.get_absolute_url()).content.decode()
    return page + client.get("/foreninger/").content.decode().split("</form>")[-1]


def test_without_a_yes_there_is_the_name_and_nothing_else(culture, client):
    page = everything(client, culture)
    assert culture.name in page
    assert not [fact for fact in Association.PUBLIC_FACTS if said(fact) in page]


@pytest.mark.parametrize("fact", Association.PUBLIC_FACTS)
def test_each_yes_shows_its_fact_and_no_other(culture, client, fact):
    Association.objects.filter(pk=culture.pk).update(**{fact: True})
    page = everything(client, culture)
    assert [one for one in Association.PUBLIC_FACTS if said(one) in page] == [fact]


def listed(client, query):
    return list(client.get(f"/foreninger/?{query}").context["associations"])


@pytest.mark.parametrize("fact", ["public_languages", "public_themes", "public_city"])
def test_nobody_is_found_by_what_they_do_not_show(culture, client, fact):
    query = {
        "public_languages": "taler=ta",
        "public_themes": f"tema={culture.themes.get().pk}",
        "public_city": "soeg=viby",
    }[fact]
    assert listed(client, query) == []
    setattr(culture, fact, True)
    culture.save()
    assert listed(client, query) == [culture]


@pytest.mark.parametrize("hidden", ["46313009", "os@kultur.example", "99000007", "Ayşe"])
def test_the_search_does_not_tell_what_is_hidden(culture, client, hidden):
    assert listed(client, f"soeg={hidden}") == []


def test_a_person_is_named_only_by_their_own_yes(cast, culture, client):
    url = culture.get_absolute_url()
    assert "Ayşe" not in client.get(url).content.decode()
    chair = culture.posts.get(role="chair")
    people.show_name(chair, shown=True, by=cast.ayse, at=NOW)
    page = client.get(url).content.decode()
    assert "Ayşe Yılmaz" in page
    assert "Mehmet" not in page
    chair.refresh_from_db()
    assert chair.name_public_on == TODAY


def test_the_name_goes_with_the_post(cast, culture, client):
    chair = culture.posts.get(role="chair")
    people.show_name(chair, shown=True, by=cast.ayse, at=NOW)
    chair.refresh_from_db()
    people.end(chair, on=TODAY - timedelta(days=1), by=cast.consultant, at=NOW)
    assert "Ayşe" not in client.get(culture.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", ["mehmet", "hodan", "secretary"])
def test_nobody_says_yes_for_somebody_else(cast, culture, who):
    chair = culture.posts.get(role="chair")
    with pytest.raises(PermissionDenied):
        people.show_name(chair, shown=True, by=getattr(cast, who), at=NOW)


def test_staff_note_the_yes_somebody_gave_them(cast, culture):
    chair = culture.posts.get(role="chair")
    assert people.show_name(chair, shown=True, by=cast.consultant, at=NOW).name_public_on == TODAY


def test_an_auditor_is_not_whom_the_public_asks(cast, culture):
    post = give_post(cast.fatma, culture, "auditor")
    with pytest.raises(ValidationError):
        people.show_name(post, shown=True, by=cast.fatma, at=NOW)


def form_of(culture, **changes):
    return {
        "purpose": culture.purpose,
        "city": culture.city,
        "postal_code": "",
        "street": culture.street,
        "phone": "46313009",
        "email": culture.email,
        "website": culture.website,
        "cvr_number": culture.cvr_number,
        "is_public": "on",
        **changes,
    }


def test_the_chair_says_yes_fact_by_fact_and_for_the_own_name(cast, culture, as_user):
    browser = as_user(cast.ayse)
    url = reverse("portal_own_entry", args=[culture.pk])
    page = browser.get(url).content.decode()
    assert all(f'name="{fact}"' in page for fact in Association.PUBLIC_FACTS)
    assert 'name="show_my_name"' in page
    theme = culture.themes.get()
    sent = form_of(
        culture, public_email="on", show_my_name="on", themes=[theme.pk], languages=["ta"]
    )
    assert browser.post(url, sent).status_code == 302
    culture.refresh_from_db()
    assert [fact for fact in Association.PUBLIC_FACTS if getattr(culture, fact)] == ["public_email"]
    assert culture.posts.get(role="chair").name_public_on == TODAY
    assert list(culture.themes.all()) == [theme]
    browser.post(url, form_of(culture))
    assert culture.posts.get(role="chair").name_public_on is None
    assert not culture.themes.exists()


def test_who_holds_no_post_is_not_asked_for_a_name(cast, culture, as_user):
    culture.posts.filter(person__user=cast.mehmet).update(valid_until=date(2026, 1, 1))
    page = as_user(cast.mehmet).get(reverse("portal_own_entry", args=[culture.pk]))
    assert 'name="show_my_name"' not in page.content.decode()


def test_the_desk_keeps_the_same_yes(cast, culture, as_user):
    page = as_user(cast.consultant).get(f"/admin/associations/association/{culture.pk}/change/")
    assert all(f'name="{fact}"' in page.content.decode() for fact in Association.PUBLIC_FACTS)


@pytest.mark.parametrize("language", ["da", "ar"])
def test_the_directory_is_bounded_and_cheap(
    cast, culture, client, language, django_assert_max_num_queries
):
    facts = dict.fromkeys(Association.PUBLIC_FACTS, True)
    for number in range(30):
        one = Association.objects.create(name=f"A {number:02}", is_public=True, **facts)
        one.languages.set(["tr", "ar"])
        one.themes.set(culture.themes.all())
    with django_assert_max_num_queries(15):
        response = client.get(f"/foreninger/?sprog={language}&taler=tr")
    assert len(response.context["associations"]) == 20
    with django_assert_max_num_queries(15):
        client.get(f"{culture.get_absolute_url()}?sprog={language}")


def test_the_desk_notes_what_the_person_said(cast, culture, as_user):
    desk = as_user(cast.consultant)
    chair = culture.posts.get(role="chair")
    url = f"/admin/associations/association/{culture.pk}/skridt/public_name/"
    for said_so, day in (("ja", TODAY), ("nej", None)):
        assert desk.post(url, {"post": chair.pk, "shown": said_so}).status_code == 302
        chair.refresh_from_db()
        assert chair.name_public_on == day
    foreign = cast.women.posts.get(role="chair")
    assert desk.post(url, {"post": foreign.pk, "shown": "ja"}).status_code == 200
    foreign.refresh_from_db()
    assert foreign.name_public_on is None
