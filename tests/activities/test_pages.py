"""Events at the desk and in the portal."""

from datetime import timedelta

import pytest
from django.urls import reverse

from activities.actions import events
from activities.models import Event, EventInterpreting, EventOrganiser
from associations.models import Association
from core.models import Language
from tests.cast import NOW


def portal(cast, association=None):
    return reverse("portal_events", args=[(association or cast.culture).pk])


def step_url(event, name):
    return reverse("admin:activities_event_step", args=[event.pk, name])


def change_url(event):
    return reverse("admin:activities_event_change", args=[event.pk])


# --- the portal ------------------------------------------------------------------------------


def test_an_association_proposes_with_a_few_words(cast, as_user):
    url = reverse("portal_event_propose", args=[cast.culture.pk])
    client = as_user(cast.mehmet)
    assert client.get(url).status_code == 200
    answer = client.post(
        url, {"title": "Fodbold", "kind": "tournament", "starts_at": "24-12-2026 18.30"}
    )
    assert answer.url == portal(cast)
    event = Event.objects.get()
    assert (event.title_da, event.status, event.proposed_by) == ("Fodbold", "proposed", cast.mehmet)
    assert event.starts_at.utcoffset() is not None
    assert "Fodbold" in client.get(portal(cast)).text


def test_a_proposal_that_ends_before_it_begins_is_shown_again_with_what_was_typed(cast, as_user):
    url = reverse("portal_event_propose", args=[cast.culture.pk])
    told = {
        "title": "Fodbold",
        "kind": "other",
        "starts_at": "24-12-2026 18.30",
        "ends_at": "24-12-2026 17.30",
    }
    page = as_user(cast.ayse).post(url, told)
    assert page.status_code == 422
    assert "ends_at" in page.context["form"].errors
    assert 'value="Fodbold"' in page.text
    assert not Event.objects.exists()


def test_other_associations_do_not_see_a_proposal(planner, cast, as_user):
    event = planner.proposed()
    outsider = as_user(cast.hodan)
    assert outsider.get(portal(cast)).status_code == 404
    assert event.title_da not in outsider.get(portal(cast, cast.women)).text
    edit = reverse("portal_event_edit", args=[cast.women.pk, event.pk])
    assert outsider.get(edit).status_code == 404
    assert event not in Event.objects.visible_to(cast.hodan)


def test_the_association_sees_events_it_helps_to_organise_before_they_are_public(
    planner, cast, as_user
):
    planner.planned()
    assert "Eid-fest for alle" in as_user(cast.ayse).get(portal(cast)).text


def test_the_reason_for_a_no_is_read_in_the_portal(planner, cast, as_user):
    events.decline(planner.proposed(), by=cast.consultant, at=NOW, reason="Hallen er lukket")
    assert "Hallen er lukket" in as_user(cast.ayse).get(portal(cast)).text


def test_a_proposal_is_changed_until_it_is_taken_up(planner, cast, as_user):
    event = planner.proposed()
    url = reverse("portal_event_edit", args=[cast.culture.pk, event.pk])
    client = as_user(cast.ayse)
    assert 'value="Fodbold for alle"' in client.get(url).text
    assert client.post(url, {"title": "Håndbold", "kind": "other"}).status_code == 302
    event.refresh_from_db()
    assert event.title_da == "Håndbold"
    events.take_up(event, by=cast.consultant, at=NOW)
    assert client.get(url).status_code == 403
    assert client.post(url, {"title": "Cricket", "kind": "other"}).status_code == 403


def test_a_cpr_number_in_a_proposal_is_refused(cast, as_user):
    url = reverse("portal_event_propose", args=[cast.culture.pk])
    told = {"title": "Fodbold", "kind": "other", "description": "Ring til 010190-1234"}
    page = as_user(cast.ayse).post(url, told)
    assert page.status_code == 422
    assert not Event.objects.exists()


# --- the desk --------------------------------------------------------------------------------


def test_the_page_says_what_is_missing_before_publishing(planner, cast, as_user):
    event = planner.planned(place="")
    planner.interpreted(event, is_adult=False)
    page = as_user(cast.consultant).get(change_url(event))
    assert len(page.context["before_publishing"]) == 2


def test_publishing_without_an_adult_interpreter_is_refused_on_the_page_with_the_law(
    planner, cast, as_user
):
    event = planner.planned()
    planner.interpreted(event, is_adult=False)
    page = as_user(cast.consultant).post(step_url(event, "publish"))
    assert "469" in page.text
    event.refresh_from_db()
    assert event.status == Event.Status.PLANNED


def test_the_head_count_is_asked_for_in_all_and_per_language(planner, cast, as_user, clock):
    event = planner.published()
    row = planner.interpreted(event)
    clock.move_to(planner.ends_at)
    client = as_user(cast.consultant)
    assert f'name="listeners_{row.pk}"' in client.get(step_url(event, "hold")).text
    told = {"participants": "180", "volunteers": "", f"listeners_{row.pk}": "40"}
    assert client.post(step_url(event, "hold"), told).status_code == 302
    event.refresh_from_db()
    row.refresh_from_db()
    assert (event.status, event.participants, event.volunteers, row.headcount) == (
        "held",
        180,
        None,
        40,
    )


def test_steps_are_offered_to_those_who_may_take_them(planner, cast, as_user, clock):
    event = planner.planned()

    def offered(user):
        page = as_user(user).get(change_url(event))
        return {button.name for button in page.context["step_buttons"]}

    assert offered(cast.consultant) == {"publish", "cancel"}
    assert offered(cast.secretary) == set()
    assert as_user(cast.member).get(change_url(event)).status_code in (302, 403, 404)
    clock.move_to(planner.ends_at)
    assert offered(cast.consultant) == {"publish", "hold", "cancel", "evening"}


def test_an_event_is_entered_with_organisers_and_interpreters(cast, as_user):
    told = {
        "title_da": "Infomøde",
        "kind": "info_meeting",
        "municipal_role": "initiator",
        "starts_at_0": "01-11-2026",
        "starts_at_1": "18.30",
        "place": "Biblioteket",
        "open_to_all": "on",
        "organiser_group-TOTAL_FORMS": "1",
        "organiser_group-INITIAL_FORMS": "0",
        "organiser_group-0-association": cast.culture.pk,
        "organiser_group-0-role": "lead",
        "interpreting-TOTAL_FORMS": "1",
        "interpreting-INITIAL_FORMS": "0",
        "interpreting-0-language": "ar",
        "interpreting-0-mode": "onsite",
        "interpreting-0-status": "needed",
    }
    answer = as_user(cast.consultant).post(reverse("admin:activities_event_add"), told)
    assert answer.status_code == 302
    event = Event.objects.get()
    assert (event.status, event.starts_at.hour) == ("planned", 17)  # 18.30 in winter time, UTC
    assert event.organiser_group.get().profile == "minority_led"
    assert event.interpreting.get().language_id == "ar"


def test_the_start_page_names_what_waits(planner, cast, as_user, clock):
    planner.proposed()
    soon = planner.planned(title_da="Snart", starts_at=NOW + timedelta(days=3), ends_at=None)
    planner.interpreted(soon, status=EventInterpreting.Status.NEEDED)
    past = planner.published(title_da="Forbi", starts_at=NOW - timedelta(days=3), ends_at=None)
    events.hold(past, by=cast.consultant, at=NOW)
    page = as_user(cast.consultant).get(reverse("admin:index")).text
    for part in ("Fodbold for alle", "Snart", "Forbi"):
        assert part in page
    assert "Fodbold for alle" not in as_user(cast.member).get(reverse("admin:index")).text


def queries(assert_max, client, url, most):
    client.get(url)
    with assert_max(most) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_an_event_of_thirty_organisers_asks_no_more_than_one_of_two(
    planner, cast, as_user, django_assert_max_num_queries
):
    event = planner.planned()
    planner.interpreted(event, "so")
    client = as_user(cast.consultant)
    few = queries(django_assert_max_num_queries, client, change_url(event), 25)
    for place in range(30):
        association = Association.objects.create(name=f"Forening {place}")
        EventOrganiser.objects.create(event=event, association=association)
    for language in Language.objects.exclude(pk="so")[:8]:
        planner.interpreted(event, language.pk)
    assert queries(django_assert_max_num_queries, client, change_url(event), 25) == few


@pytest.mark.parametrize("who", ["consultant", "ayse"])
def test_a_list_of_thirty_asks_no_more_than_a_list_of_one(
    planner, cast, as_user, django_assert_max_num_queries, who
):
    planner.planned()
    client = as_user(getattr(cast, who))
    at_desk = who == "consultant"
    url = reverse("admin:activities_event_changelist") if at_desk else portal(cast)
    most = 25 if at_desk else 15
    one = queries(django_assert_max_num_queries, client, url, most)
    for _place in range(18):
        planner.planned()
    assert queries(django_assert_max_num_queries, client, url, most) == one
