"""Nobody enters an association twice without being asked, and pairs in the register are found."""

import pytest
from django.urls import reverse

from associations import duplicates
from associations.actions import merging
from associations.models import Association, Contact, Merge, NotDuplicate, Person, Post
from tests.associations.entries import logged
from tests.cast import NOW, TODAY

pytestmark = pytest.mark.django_db
ADD = "/admin/associations/association/add/"
LIST = "/admin/associations/association/"


@pytest.fixture
def desk(cast, as_user):
    return as_user(cast.consultant)


def names_of(found):
    return [one.association.name for one in found]


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "Kulturforeningen i Roskilde"},
        {"name": "ROSKILDE KULTUR-FORENING"},
        {"name": "Roskilde Kultuurforening"},
        {"cvr": "99 00 00 07"},
        {"phone": "46 31 30 00"},
        {"email": "KULTUR@test.example"},
    ],
)
def test_an_association_is_known_again_by_name_number_telephone_and_address(cast, facts):
    Association.objects.filter(pk=cast.culture.pk).update(
        phone="+4546313000", email="kultur@test.example"
    )
    assert names_of(duplicates.find(**facts)) == ["Roskilde Kulturforening"]


def test_the_same_chair_in_another_spelling_says_so(cast):
    found = duplicates.find(name="Roskildes Kulturforening", persons=["Ayse Yilmaz"])
    assert names_of(found) == ["Roskilde Kulturforening"]
    assert any("Ayşe Yılmaz" in reason for reason in found[0].reasons)


@pytest.mark.parametrize(
    "facts", [{}, {"name": "Ringsted Skakklub"}, {"name": "!?"}, {"cvr": "x", "phone": "y"}]
)
def test_what_is_not_alike_is_not_asked_about(cast, facts):
    assert duplicates.find(**facts) == []


def test_the_likeliest_comes_first_and_only_what_may_be_seen(cast):
    Association.objects.create(name="Roskilde Kulturforum")
    found = duplicates.find(name="Roskilde Kulturforening", cvr="99000007")
    assert names_of(found)[0] == "Roskilde Kulturforening"
    own = Association.objects.visible_to(cast.hodan)
    assert duplicates.find(name="Roskilde Kulturforening", among=own) == []


def test_asking_costs_the_same_however_many_there_are(cast, django_assert_max_num_queries):
    Association.objects.bulk_create(
        Association(name=f"Kulturforening {n}", phone="+4546313000") for n in range(200)
    )
    with django_assert_max_num_queries(5):
        found = duplicates.find(
            name="Kulturforening 7", phone="46313000", email="a@test.example", persons=["Ayşe"]
        )
    assert len(found) == duplicates.SHOWN


def typed(**facts):
    return {
        "name": "Kulturforeningen i Roskilde",
        "kind": "association",
        "profile": "not_stated",
        "first_stage": "idea",
        "folkeoplysning_status": "not_applied",
        "note": "Mødes om torsdagen",
        **facts,
    }


def test_on_saving_it_is_asked_whether_it_is_one_of_these_and_nothing_typed_is_lost(cast, desk):
    response = desk.post(ADD, typed())
    page = response.content.decode()
    assert response.status_code == 200
    assert f'href="{LIST}{cast.culture.pk}/change/"' in page
    assert 'name="is_new"' in page
    assert "Mødes om torsdagen" in page
    assert Association.objects.filter(name__startswith="Kulturforeningen").count() == 0
    assert desk.post(ADD, typed(is_new="on")).status_code == 302
    assert Association.objects.get(name="Kulturforeningen i Roskilde").note == "Mødes om torsdagen"


def test_what_looks_like_nothing_in_the_register_is_saved_at_once(desk):
    assert desk.post(ADD, typed(name="Ringsted Skakklub")).status_code == 302


def test_while_typing_the_likely_ones_appear(cast, desk, as_user):
    url = reverse("admin:associations_association_likely")
    page = desk.post(url, {"name": "kulturforening roskilde"}).content.decode()
    assert "Roskilde Kulturforening" in page
    assert not desk.post(url, {"name": "Ringsted Skakklub"}).content.strip()
    assert as_user(cast.secretary).post(url, {"name": "kultur"}).status_code == 403
    assert url in desk.get(ADD).content.decode()


def test_a_new_group_of_the_log_that_is_known_is_linked_and_not_entered_twice(cast, desk):
    contact = logged(cast, other_party="Kulturforeningen i Roskilde")
    url = reverse("quick_log_register", args=[contact.pk])
    before = Association.objects.count()
    page = desk.post(url).content.decode()
    assert "Roskilde Kulturforening" in page
    assert Association.objects.count() == before
    desk.post(url, {"known": cast.culture.pk})
    contact = Contact.objects.get(pk=contact.pk)
    assert list(contact.associations.all()) == [cast.culture]
    assert contact.other_party == ""
    cast.culture.refresh_from_db()
    assert cast.culture.last_contact_on == contact.happened_on


def test_a_new_group_that_only_looks_alike_is_entered(cast, desk):
    contact = logged(cast, other_party="Kulturforeningen i Roskilde")
    desk.post(reverse("quick_log_register", args=[contact.pk]), {"is_new": "1"})
    assert Association.objects.filter(name="Kulturforeningen i Roskilde").exists()


# --- Pairs ----------------------------------------------------------------------------------------


@pytest.fixture
def twin(cast):
    return Association.objects.create(name="Kulturforeningen i Roskilde", phone="+4546313000")


def test_pairs_are_found_by_name_telephone_address_and_chair(cast, twin):
    Association.objects.filter(pk=cast.culture.pk).update(phone="+4546313000")
    person = Person.objects.get(user=cast.ayse)
    Post.objects.create(association=cast.partner, person=person, role="chair", valid_from=TODAY)
    pairs = duplicates.Pairs()
    found = pairs[:10]
    assert [(one.first, one.second) for one in found] == [
        (cast.culture, twin),
        (cast.culture, cast.partner),
    ]
    assert len(found[0].reasons) == 2
    assert len(pairs) == 2
    assert pairs[1:2][0].second == cast.partner


def test_what_somebody_said_is_two_is_not_asked_about_again(cast, twin, desk):
    url = reverse("admin:associations_association_duplicates")
    assert "Kulturforeningen i Roskilde" in desk.get(url).content.decode()
    compare = reverse("admin:associations_association_compare", args=[twin.pk, cast.culture.pk])
    assert desk.post(compare, {"apart": "1"}).url == url
    assert "Kulturforeningen i Roskilde" not in desk.get(url).content.decode()
    assert NotDuplicate.objects.get().told_by == cast.consultant
    assert duplicates.find(name=twin.name, apart_from=cast.culture.pk) == []


def test_what_is_merged_is_no_pair_any_more(cast, twin):
    merging.merge(cast.culture, twin, by=cast.consultant, at=NOW)
    assert duplicates.Pairs()[:10] == []


# --- The pages ------------------------------------------------------------------------------------


def test_the_two_are_compared_and_merged_and_made_two_again(cast, twin, desk):
    choose = reverse("admin:associations_association_merge", args=[cast.culture.pk])
    compare = reverse("admin:associations_association_compare", args=[cast.culture.pk, twin.pk])
    assert choose in desk.get(f"{LIST}{cast.culture.pk}/change/").content.decode()
    assert compare in desk.get(choose).content.decode()
    assert compare in desk.get(f"{choose}?soeg=kulturforeningen").content.decode()
    contact = logged(cast, twin)
    page = desk.get(compare)
    form = page.context["form"]
    sent = {name: "gone" if name == "name" else form[name].initial for name in form.shown}
    assert desk.post(compare, sent).status_code == 302
    cast.culture.refresh_from_db()
    assert cast.culture.name == "Kulturforeningen i Roskilde"
    assert list(contact.associations.all()) == [cast.culture]
    merge = Merge.objects.get()
    undo = reverse("admin:associations_merge_step", args=[merge.pk, "undo"])
    assert undo in desk.get(f"/admin/associations/merge/{merge.pk}/change/").content.decode()
    assert desk.post(undo, {"reason": ""}).status_code == 200
    assert desk.post(undo, {"reason": "Det var to foreninger."}).status_code == 302
    assert Association.objects.filter(pk=twin.pk).exists()


def test_two_chairs_are_asked_about_and_not_guessed(cast, twin, desk):
    leyla = Person.objects.create(full_name="Leyla Ak")
    Post.objects.create(association=twin, person=leyla, role="chair", valid_from=TODAY)
    compare = reverse("admin:associations_association_compare", args=[cast.culture.pk, twin.pk])
    form = desk.get(compare).context["form"]
    sent = {name: form[name].initial or "" for name in form.shown}
    assert desk.post(compare, sent).status_code == 200
    assert not Merge.objects.exists()
    assert desk.post(compare, {**sent, "chair": "keep"}).status_code == 302


def test_old_addresses_lead_to_the_one_that_stays(cast, twin, desk, as_user, client):
    merging.merge(cast.culture, twin, by=cast.consultant, at=NOW)
    here = f"{LIST}{cast.culture.pk}/change/"
    assert desk.get(f"{LIST}{twin.pk}/change/").url == here
    public = client.get(f"/foreninger/{twin.pk}-kulturforeningen-i-roskilde/")
    assert public.url == cast.culture.get_absolute_url()
    chair = as_user(cast.ayse)
    assert chair.get(f"/min-forening/{twin.pk}/bestyrelse/").url == (
        f"/min-forening/{cast.culture.pk}/bestyrelse/"
    )
    assert as_user(cast.hodan).get(f"/min-forening/{twin.pk}/bestyrelse/").status_code == 404


@pytest.mark.parametrize("who", ["secretary", "manager"])
def test_who_only_reads_the_register_is_told_so(cast, twin, as_user, who):
    browser = as_user(getattr(cast, who))
    compare = reverse("admin:associations_association_compare", args=[cast.culture.pk, twin.pk])
    assert browser.get(compare).status_code == 403
    assert browser.post(compare, {}).status_code == 403
    assert browser.get(reverse("admin:associations_association_duplicates")).status_code == 403


def test_the_lists_are_searched_in_every_spelling(cast, desk):
    Association.objects.filter(pk=cast.women.pk).update(name="Århus Xaawo")
    assert "Århus Xaawo" in desk.get(f"{LIST}?q=aarhus+hawa").content.decode()
    page = desk.get("/admin/associations/person/?q=ayse+yilmaz").content.decode()
    assert "Ayşe Yılmaz" in page
    url = "/admin/autocomplete/?app_label=associations&model_name=post&field_name=association"
    found = desk.get(f"{url}&term=aarhus").json()["results"]
    assert [one["text"] for one in found] == ["Århus Xaawo"]
