"""The register and the log at the desk."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from associations.models import Association, Contact, FollowUp, Person, Post
from core.models import Transition
from tests.associations.entries import logged
from tests.cast import TODAY

ASSOCIATIONS = "/admin/associations/association/"
CONTACTS = "/admin/associations/contact/"
FOLLOW_UPS = "/admin/associations/followup/"
POSTS = {"posts-TOTAL_FORMS": "0", "posts-INITIAL_FORMS": "0"}


@pytest.fixture
def desk(cast, as_user):
    return as_user(cast.consultant)


def entered(**changes):
    return {
        "name": "Kurdisk kor",
        "kind": "informal_group",
        "profile": "not_stated",
        "folkeoplysning_status": "not_applied",
        "first_stage": "group_formed",
        **changes,
    }


def test_an_association_is_entered_with_its_first_stage(cast, desk):
    response = desk.post(f"{ASSOCIATIONS}add/", entered(languages=["da"], phone="46 31 30 00"))
    assert response.status_code == 302
    group = Association.objects.get(name="Kurdisk kor")
    assert (group.stage, group.phone) == ("group_formed", "+4546313000")
    assert [language.code for language in group.languages.all()] == ["da"]


def test_people_stand_before_the_facts(cast, desk):
    page = desk.get(f"{ASSOCIATIONS}{cast.culture.pk}/change/").content.decode()
    assert page.index("ayse@test.example") < page.index('id="id_name"')


def test_the_stage_moves_by_its_own_page_only(cast, desk):
    url = f"{ASSOCIATIONS}{cast.women.pk}/skridt/advance/"
    assert url in desk.get(f"{ASSOCIATIONS}{cast.women.pk}/change/").content.decode()
    desk.post(url, {"to": "constituted", "happened_on": "01-10-2026", "reason": "Stiftet"})
    cast.women.refresh_from_db()
    assert cast.women.stage == "constituted"
    assert Transition.objects.of(cast.women).get().reason == "Stiftet"


def test_a_stage_behind_is_not_offered(cast, desk):
    url = f"{ASSOCIATIONS}{cast.women.pk}/skridt/advance/"
    response = desk.post(url, {"to": "idea", "happened_on": "01-10-2026"})
    assert response.status_code == 200
    cast.women.refresh_from_db()
    assert cast.women.stage == "group_formed"


def posts_of(association, **added):
    """The association's page as it is sent, with its posts untouched."""
    data = {
        "name": association.name,
        "kind": association.kind,
        "profile": association.profile,
        "folkeoplysning_status": association.folkeoplysning_status,
        "cvr_number": association.cvr_number,
    }
    posts = list(Post.objects.filter(association=association))
    for place, post in enumerate(posts):
        data |= {
            f"posts-{place}-id": post.pk,
            f"posts-{place}-association": association.pk,
            f"posts-{place}-can_sign": "on" if post.can_sign else "",
            f"posts-{place}-valid_until": "",
        }
    total = len(posts) + (1 if "new" in added else 0)
    data |= {"posts-TOTAL_FORMS": total, "posts-INITIAL_FORMS": len(posts)}
    for name, value in added.pop("new", {}).items():
        data[f"posts-{len(posts)}-{name}"] = value
    return {**data, **added}, posts


def test_a_post_is_ended_and_never_rewritten(cast, desk):
    data, posts = posts_of(cast.culture)
    place = next(n for n, post in enumerate(posts) if post.role == "treasurer")
    data[f"posts-{place}-valid_until"] = "01-10-2026"
    data[f"posts-{place}-role"] = "chair"
    response = desk.post(f"{ASSOCIATIONS}{cast.culture.pk}/change/", data)
    assert response.status_code == 302, response.context["errors"]
    post = Post.objects.get(pk=posts[place].pk)
    assert f"{post.valid_until:%d-%m-%Y}" == "01-10-2026"
    assert post.role == "treasurer"


def test_a_post_is_given_to_a_person_of_the_register(cast, desk):
    leyla = Person.objects.create(full_name="Leyla Ak")
    data, _posts = posts_of(
        cast.culture, new={"person": leyla.pk, "role": "auditor", "valid_from": "01-10-2026"}
    )
    response = desk.post(f"{ASSOCIATIONS}{cast.culture.pk}/change/", data)
    assert response.status_code == 302, response.context["errors"]
    assert cast.culture.posts.get(role="auditor").person == leyla


def test_those_not_contacted_for_long_are_found(cast, desk):
    logged(cast, cast.culture)
    logged(cast, cast.women, happened_on=TODAY - timedelta(days=91))
    page = desk.get(f"{ASSOCIATIONS}?kontakt=90").content.decode()
    assert "Somalisk Kvindeforening" in page
    assert "Roskilde Kulturforening" not in page


def contact_form(cast, **changes):
    return {
        "entry_key": str(uuid4()),
        "happened_on": "13-10-2026",
        "associations": [cast.culture.pk],
        "channel": "meeting",
        "minutes": "60",
        "help_kind": cast.help_kind.pk,
        "visibility": "team",
        "consultants": [cast.consultant.pk],
        "initiative": "municipality",
        "interpreter_mode": "none",
        "follow_ups-TOTAL_FORMS": "0",
        "follow_ups-INITIAL_FORMS": "0",
        **changes,
    }


def test_a_contact_entered_with_two_clicks_is_saved_once(cast, desk):
    data = contact_form(cast)
    for _click in range(2):
        assert desk.post(f"{CONTACTS}add/", data).status_code == 302
    contact = Contact.objects.get()
    assert contact.logged_by == cast.consultant
    assert list(contact.associations.all()) == [cast.culture]


def test_a_contact_is_entered_with_a_follow_up(cast, desk):
    row = {
        "follow_ups-TOTAL_FORMS": "1",
        "follow_ups-0-text": "Send skema",
        "follow_ups-0-owner": "municipality",
        "follow_ups-0-due_on": "20-10-2026",
        "follow_ups-0-assigned_to": cast.consultant.pk,
    }
    assert desk.post(f"{CONTACTS}add/", contact_form(cast, **row)).status_code == 302
    assert FollowUp.objects.get().contact == Contact.objects.get()


def test_a_contact_is_corrected(cast, desk):
    contact = logged(cast, cast.culture)
    data = contact_form(cast, associations=[cast.women.pk], summary="Rettet")
    assert desk.post(f"{CONTACTS}{contact.pk}/change/", data).status_code == 302
    contact.refresh_from_db()
    assert contact.summary == "Rettet"
    assert list(contact.associations.all()) == [cast.women]


@pytest.mark.parametrize("wrong", [{"associations": []}, {"happened_on": "15-10-2026"}])
def test_an_unsound_contact_comes_back(cast, desk, wrong):
    response = desk.post(f"{CONTACTS}add/", contact_form(cast, summary="Bliver stående", **wrong))
    assert response.status_code == 200
    assert "Bliver stående" in response.content.decode()
    assert not Contact.objects.exists()


def test_the_secretary_does_not_correct_the_log(cast, as_user):
    contact = logged(cast, cast.culture)
    browser = as_user(cast.secretary)
    response = browser.post(f"{CONTACTS}{contact.pk}/change/", contact_form(cast))
    assert response.status_code == 403


@pytest.mark.parametrize("path", [ASSOCIATIONS, CONTACTS, FOLLOW_UPS, f"{CONTACTS}eksport/"])
@pytest.mark.parametrize("who", ["member", "administrator"])
def test_committee_and_administrator_do_not_see_the_register(cast, as_user, who, path):
    assert as_user(getattr(cast, who)).get(path).status_code == 403


def test_the_log_is_filtered_by_month_and_consultant(cast, desk):
    logged(cast, cast.culture)
    logged(cast, cast.women, happened_on=TODAY - timedelta(days=40))
    found = desk.get(f"{CONTACTS}?maaned=2026-10").context["cl"].queryset
    assert [list(contact.associations.all()) for contact in found] == [[cast.culture]]
    other = f"{CONTACTS}?konsulent={cast.coordinator.pk}"
    assert not desk.get(other).context["cl"].queryset


def test_an_export_holds_the_filtered_rows_one_may_see(cast, as_user):
    logged(cast, cast.culture, summary="=cmd()")
    logged(cast, cast.women, happened_on=TODAY - timedelta(days=40))
    logged(cast, cast.partner, visibility=Contact.Visibility.MANAGEMENT, summary="Fortroligt")
    browser = as_user(cast.coordinator)
    response = browser.get(f"{CONTACTS}eksport/?format=xlsx&maaned=2026-10")
    assert response["Content-Disposition"].endswith('.xlsx"')
    rows = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert len(rows) == 2
    assert rows[1][1] == 30
    assert rows[1][2] == "Roskilde Kulturforening"
    assert "'=cmd()" in rows[1]
    assert browser.get(f"{CONTACTS}eksport/?format=pdf").status_code == 404


def test_the_list_of_follow_ups_begins_with_mine_that_are_due(cast, desk):
    mine = FollowUp.objects.create(text="Min", due_on=TODAY, assigned_to=cast.consultant)
    far = TODAY + timedelta(days=30)
    FollowUp.objects.create(text="Fjern", due_on=far, assigned_to=cast.consultant)
    FollowUp.objects.create(text="Andens", due_on=TODAY, assigned_to=cast.coordinator)
    assert list(desk.get(FOLLOW_UPS).context["cl"].queryset) == [mine]
    assert len(desk.get(f"{FOLLOW_UPS}?vis=aabne").context["cl"].queryset) == 3


def test_a_follow_up_is_done_from_the_list_and_put_off_on_a_page(cast, desk):
    one = FollowUp.objects.create(text="Ring", due_on=TODAY, assigned_to=cast.consultant)
    done = reverse("admin:associations_followup_done", args=[one.pk])
    assert done in desk.get(FOLLOW_UPS).content.decode()
    desk.post(f"{FOLLOW_UPS}{one.pk}/skridt/postpone/", {"to": "20-10-2026"})
    one.refresh_from_db()
    assert f"{one.due_on:%d-%m-%Y}" == "20-10-2026"
    assert desk.get(done).status_code == 405
    desk.post(done)
    one.refresh_from_db()
    assert one.done_by == cast.consultant


def test_what_is_due_stands_on_the_start_page(cast, desk):
    FollowUp.objects.create(text="Send regnskabsskema", due_on=TODAY, assigned_to=cast.consultant)
    cast.culture.consultant = cast.consultant
    cast.culture.cvr_renewal_due = TODAY + timedelta(days=59)
    cast.culture.save()
    Association.objects.filter(pk=cast.women.pk).update(
        consultant=cast.consultant, created_at="2026-01-01T00:00:00Z"
    )
    page = desk.get("/admin/").content.decode()
    assert "Send regnskabsskema" in page
    assert "Roskilde Kulturforening" in page
    assert "Somalisk Kvindeforening" in page


def test_a_person_without_a_post_is_found_by_name(cast, desk):
    Person.objects.create(full_name="Leyla Ak")
    url = "/admin/autocomplete/?app_label=associations&model_name=post&field_name=person&term=leyla"
    assert [one["text"] for one in desk.get(url).json()["results"]] == ["Leyla Ak"]


@pytest.mark.parametrize("path", [ASSOCIATIONS, CONTACTS, f"{FOLLOW_UPS}?vis=aabne"])
def test_a_list_asks_no_more_for_thirty_rows(cast, desk, path, django_assert_max_num_queries):
    logged(cast, cast.culture)
    FollowUp.objects.create(text="Ring", due_on=TODAY, assigned_to=cast.consultant)
    desk.get(path)
    with django_assert_max_num_queries(25) as few:
        desk.get(path)
    for number in range(30):
        group = Association.objects.create(name=f"Gruppe {number}", consultant=cast.consultant)
        logged(cast, group, cast.culture, key=uuid4())
        FollowUp.objects.create(
            text="Ring", due_on=TODAY, assigned_to=cast.consultant, association=group
        )
    with django_assert_max_num_queries(25) as many:
        desk.get(path)
    assert len(many) <= len(few)


def test_an_associations_page_asks_no_more_for_thirty_of_everything(
    cast, desk, django_assert_max_num_queries
):
    path = f"{ASSOCIATIONS}{cast.culture.pk}/change/"
    logged(cast, cast.culture)
    desk.get(path)
    with django_assert_max_num_queries(40) as few:
        desk.get(path)
    for number in range(30):
        person = Person.objects.create(full_name=f"Medlem {number}")
        Post.objects.create(
            association=cast.culture, person=person, role="board_member", valid_from=TODAY
        )
        logged(cast, cast.culture, key=uuid4())
    with django_assert_max_num_queries(40) as many:
        desk.get(path)
    assert len(many) == len(few)
