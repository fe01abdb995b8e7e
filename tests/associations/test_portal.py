"""An association's own pages, and the public directory."""

from datetime import date

import pytest
from django.utils import translation

from associations.actions import people
from associations.models import Association, Post
from core.models import Language
from tests.cast import NOW, TODAY, give_access


def entry(**changes):
    return {
        "purpose": "Kultur for alle",
        "street": "Algade 1",
        "postal_code": "4000",
        "city": "Roskilde",
        "phone": "46 31 30 00",
        "email": "post@kultur.example",
        "website": "kultur.example",
        "cvr_number": "99 00 00 07",
        "languages": ["da"],
        **changes,
    }


def test_with_one_association_one_is_there_at_once(cast, as_user):
    response = as_user(cast.ayse).get("/min-forening/")
    assert response["Location"] == f"/min-forening/{cast.culture.pk}/"


def test_with_several_one_chooses(cast, as_user):
    give_access(cast.ayse, cast.women, "board_member")
    page = as_user(cast.ayse).get("/min-forening/").content.decode()
    assert f'href="/min-forening/{cast.culture.pk}/"' in page
    assert f'href="/min-forening/{cast.women.pk}/"' in page


def test_without_any_the_page_says_whom_to_call(cast, as_user):
    response = as_user(cast.consultant).get("/min-forening/")
    assert response.status_code == 200
    assert "/min-forening/1" not in response.content.decode()


def test_the_front_page_shows_facts_and_the_consultant(cast, as_user):
    cast.consultant.phone = "+4546313001"
    cast.consultant.save()
    cast.culture.consultant = cast.consultant
    cast.culture.save()
    page = as_user(cast.fatma).get(f"/min-forening/{cast.culture.pk}/").content.decode()
    assert "Karen Konsulent" in page
    assert "46 31 30 01" in page
    assert "99 00 00 07" in page
    assert "oplysninger/" not in page


def test_the_front_page_warns_before_the_cvr_registration_lapses(cast, as_user):
    cast.culture.cvr_renewal_due = date(2026, 11, 1)
    cast.culture.save()
    page = as_user(cast.ayse).get(f"/min-forening/{cast.culture.pk}/").content.decode()
    assert "01-11-2026" in page


@pytest.mark.parametrize("path", ["", "oplysninger/", "bestyrelse/"])
@pytest.mark.parametrize("who", ["hodan", "consultant", "member"])
def test_somebody_elses_association_is_not_there(cast, as_user, who, path):
    url = f"/min-forening/{cast.culture.pk}/{path}"
    assert as_user(getattr(cast, who)).get(url).status_code == 404


def test_the_chair_corrects_the_entry(cast, as_user):
    response = as_user(cast.ayse).post(f"/min-forening/{cast.culture.pk}/oplysninger/", entry())
    assert response.status_code == 302
    cast.culture.refresh_from_db()
    assert cast.culture.phone == "+4546313000"
    assert cast.culture.website == "https://kultur.example"
    assert list(cast.culture.languages.all()) == [Language.objects.get(code="da")]
    assert not cast.culture.is_public


def test_an_unusual_cvr_number_warns_and_is_saved(cast, as_user):
    url = f"/min-forening/{cast.culture.pk}/oplysninger/"
    response = as_user(cast.ayse).post(url, entry(cvr_number="12345678"), follow=True)
    cast.culture.refresh_from_db()
    assert cast.culture.cvr_number == "12345678"
    assert "alert-warning" in response.content.decode()


def test_a_cpr_number_in_the_purpose_is_refused_and_kept(cast, as_user):
    url = f"/min-forening/{cast.culture.pk}/oplysninger/"
    response = as_user(cast.ayse).post(url, entry(purpose="Ring til 010180-1234"))
    assert response.status_code == 422
    assert "Ring til 010180-1234" in response.content.decode()


def test_a_cvr_number_of_another_association_is_refused(cast, as_user):
    url = f"/min-forening/{cast.culture.pk}/oplysninger/"
    response = as_user(cast.ayse).post(url, entry(cvr_number=cast.partner.cvr_number))
    assert response.status_code == 422


def test_a_board_member_reads_and_is_told_who_corrects(cast, as_user):
    url = f"/min-forening/{cast.culture.pk}/oplysninger/"
    assert as_user(cast.fatma).get(url).status_code == 403


def test_the_board_page_folds_away_who_held_a_post_before(cast, as_user):
    treasurer = cast.culture.posts.get(role=Post.Role.TREASURER)
    people.end(treasurer, on=date(2026, 3, 1), by=cast.consultant, at=NOW)
    response = as_user(cast.fatma).get(f"/min-forening/{cast.culture.pk}/bestyrelse/")
    assert [post.person.full_name for post in response.context["held"]] == [
        "Ayşe Yılmaz",
        "Ib Inhabil",
    ]
    assert response.context["former"] == [treasurer]
    assert "<details" in response.content.decode().split("</table>", 1)[1]


def test_a_chair_reads_the_pages_from_right_to_left(cast, as_user):
    page = as_user(cast.hodan).get(f"/min-forening/{cast.women.pk}/").content.decode()
    assert 'dir="rtl"' in page


def test_the_front_page_asks_no_more_for_thirty_posts(cast, as_user, django_assert_max_num_queries):
    browser = as_user(cast.ayse)
    url = f"/min-forening/{cast.culture.pk}/bestyrelse/"
    browser.get(url)
    with django_assert_max_num_queries(15) as few:
        browser.get(url)
    for number in range(30):
        people.appoint(
            cast.culture,
            full_name=f"Medlem {number}",
            role=Post.Role.BOARD_MEMBER,
            valid_from=TODAY,
            by=cast.consultant,
            at=NOW,
        )
    with django_assert_max_num_queries(15) as many:
        browser.get(url)
    assert len(many) == len(few)


def test_the_directory_shows_only_those_that_said_yes(cast, client):
    page = client.get("/foreninger/").content.decode()
    assert "Roskilde Kulturforening" in page
    assert "Somalisk Kvindeforening" not in page


def test_the_directory_is_searched_and_narrowed_by_language(cast, client):
    assert "Roskilde Kulturforening" in client.get("/foreninger/?soeg=kultur").content.decode()
    assert "Roskilde Kulturforening" not in client.get("/foreninger/?soeg=xyz").content.decode()
    cast.culture.languages.set([Language.objects.get(code="tr")])
    cast.culture.public_languages = True
    cast.culture.save()
    assert list(client.get("/foreninger/?taler=tr").context["associations"]) == [cast.culture]
    assert not client.get("/foreninger/?taler=ar").context["associations"]


def test_telephone_and_e_mail_are_public_only_if_asked_for(cast, client):
    cast.culture.phone, cast.culture.email = "+4546313009", "os@kultur.example"
    cast.culture.save()
    url = cast.culture.get_absolute_url()
    assert "os@kultur.example" not in client.get(url).content.decode()
    cast.culture.public_phone = cast.culture.public_email = True
    cast.culture.save()
    page = client.get(url).content.decode()
    assert "os@kultur.example" in page
    assert "46 31 30 09" in page


def test_an_association_that_said_no_has_no_public_page(cast, client):
    assert client.get(cast.women.get_absolute_url()).status_code == 404
    old = f"/foreninger/{cast.culture.pk}-gammelt-navn/"
    assert client.get(old)["Location"] == cast.culture.get_absolute_url()


def test_the_directory_asks_no_more_for_thirty(cast, client, django_assert_max_num_queries):
    client.get("/foreninger/")
    with django_assert_max_num_queries(8) as few:
        client.get("/foreninger/")
    turkish = Language.objects.get(code="tr")
    for number in range(30):
        one = Association.objects.create(
            name=f"Aforening {number}", is_public=True, public_languages=True
        )
        one.languages.add(turkish)
    with django_assert_max_num_queries(8) as many:
        client.get("/foreninger/")
    # The first time there are languages to fetch.
    assert len(many) <= len(few) + 1


def test_the_directory_speaks_the_visitors_language(cast, client):
    with translation.override("ar"):
        response = client.get("/foreninger/?sprog=ar")
    assert 'dir="rtl"' in response.content.decode()
