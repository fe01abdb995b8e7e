"""The pages of the outreach log on a phone: the daily list, an evening in one go, my associations."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders

from activities.models import Event
from associations.models import Association, Contact, FollowUp
from tests.associations.entries import logged, typed
from tests.cast import NOW, TODAY

DAILY = "/opsoegende/opfoelgninger/"
EVENING = "/opsoegende/aften/"
MINE = "/opsoegende/mine/"
JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def phone(cast, as_user):
    return as_user(cast.consultant)


def promise(cast, text, days, **facts):
    return FollowUp.objects.create(
        text=text, due_on=TODAY + timedelta(days), assigned_to=cast.consultant, **facts
    )


def taps(follow_up, step):
    return f"/opsoegende/opfoelgning/{follow_up.pk}/{step}/"


# --- the daily list -------------------------------------------------------------------------------


def test_the_daily_list_has_three_parts_and_nobody_elses(cast, phone):
    for text, days in (("Før", -2), ("Nu", 0), ("Snart", 7), ("Senere", 8)):
        promise(cast, text, days)
    FollowUp.objects.create(text="Kollegas", due_on=TODAY, assigned_to=cast.coordinator)
    parts = phone.get(DAILY).context["parts"]
    assert [(slug, [one.text for one in rows]) for slug, _heading, rows in parts] == [
        ("overdue", ["Før"]),
        ("today", ["Nu"]),
        ("soon", ["Snart"]),
    ]


def test_it_is_done_with_one_tap_and_one_comes_back_to_the_list(cast, phone):
    follow_up = promise(cast, "Ring", 0)
    response = phone.post(taps(follow_up, "udfoert"), {"next": DAILY})
    assert response["Location"] == DAILY
    follow_up.refresh_from_db()
    assert follow_up.done_at == NOW


def test_it_is_done_from_its_own_page_too_which_leads_to_the_log(cast, phone):
    follow_up = promise(cast, "Ring", 0, association=cast.culture)
    page = phone.get(f"/opsoegende/opfoelgning/{follow_up.pk}/").text
    assert f'action="{taps(follow_up, "udfoert")}"' in page
    assert f'href="/opsoegende/?forening={cast.culture.pk}"' in page


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "I dag"), (5, "for 5 dage siden"), (4973, "for mere end to år siden")],
)
def test_how_long_an_association_has_been_silent_is_said_as_one_would(cast, phone, days, words):
    Association.objects.filter(pk=cast.culture.pk).update(
        consultant=cast.consultant, last_contact_on=TODAY - timedelta(days)
    )
    assert words in phone.get("/opsoegende/mine/").text


def test_a_foreign_address_is_not_where_one_comes_back_to(cast, phone):
    follow_up = promise(cast, "Ring", 0)
    response = phone.post(taps(follow_up, "udfoert"), {"next": "https://ond.example/"})
    assert response["Location"] == "/opsoegende/"


@pytest.mark.parametrize(("tap", "due"), [({"days": "1"}, 1), ({"days": "7"}, 7)])
def test_it_is_put_off_with_one_tap(cast, phone, tap, due):
    follow_up = promise(cast, "Ring", -3)
    phone.post(taps(follow_up, "udsaet"), tap)
    follow_up.refresh_from_db()
    assert follow_up.due_on == TODAY + timedelta(due)
    assert (
        "1 gang" in phone.get(DAILY).content.decode()
        or "1 time" in phone.get(DAILY).content.decode()
    )


def test_it_is_put_off_to_a_day_of_ones_own(cast, phone):
    follow_up = promise(cast, "Ring", 0)
    phone.post(taps(follow_up, "udsaet"), {"to": "02-11-2026"})
    follow_up.refresh_from_db()
    assert f"{follow_up.due_on:%d-%m-%Y}" == "02-11-2026"


@pytest.mark.parametrize("sent", [{}, {"to": "01-01-2020"}, {"to": "i morgen"}, {"days": "99"}])
def test_a_day_that_is_none_is_refused_in_words(cast, phone, sent):
    follow_up = promise(cast, "Ring", 0)
    answer = phone.post(taps(follow_up, "udsaet"), sent, **JSON)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    follow_up.refresh_from_db()
    assert follow_up.due_on == TODAY


def test_a_tick_sent_again_is_answered_as_done(cast, phone):
    follow_up = promise(cast, "Ring", 0)
    for _again in range(2):
        answer = phone.post(taps(follow_up, "udfoert"), {"next": DAILY}, **JSON)
        assert answer.status_code == 200
        assert answer.json() == {"url": DAILY}


def test_it_is_handed_over_on_its_page(cast, phone, as_user):
    follow_up = promise(cast, "Ring", 0)
    url = f"/opsoegende/opfoelgning/{follow_up.pk}/"
    phone.post(url, {"to": cast.coordinator.pk, "reason": "Jeg er på ferie"})
    assert not phone.get(DAILY).context["parts"]
    assert "Jeg er på ferie" in as_user(cast.coordinator).get(DAILY).content.decode()


def test_a_handover_without_a_reason_comes_back(cast, phone):
    follow_up = promise(cast, "Ring", 0)
    response = phone.post(
        f"/opsoegende/opfoelgning/{follow_up.pk}/", {"to": cast.coordinator.pk, "reason": ""}
    )
    assert response.status_code == 422
    assert "reason" in response.context["form"].errors


def test_somebody_elses_private_follow_up_is_not_there(cast, as_user):
    secret = logged(cast, cast.culture, visibility=Contact.Visibility.MANAGEMENT)
    follow_up = promise(cast, "Hemmeligt", 0, contact=secret)
    browser = as_user(cast.secretary)
    assert browser.get(f"/opsoegende/opfoelgning/{follow_up.pk}/").status_code == 404
    assert browser.post(taps(follow_up, "udfoert")).status_code == 404


def test_at_the_desk_a_new_day_is_kept_as_put_off(cast, as_user):
    follow_up = promise(cast, "Ring", 0)
    desk = as_user(cast.consultant)
    url = f"/admin/associations/followup/{follow_up.pk}/change/"
    sent = {
        "text": "Ring", "owner": "municipality", "due_on": "20-10-2026",
        "assigned_to": cast.consultant.pk, "association": "",
    }  # fmt: skip
    assert desk.post(url, sent).status_code == 302
    assert follow_up.snoozes.get().snoozed_by == cast.consultant


# --- the quick log --------------------------------------------------------------------------------


def test_what_was_agreed_is_typed_in_rows(cast, phone):
    sent = typed(
        cast,
        action_1_text="Sender referatet",
        action_1_owner="association",
        action_1_on="21-10-2026",
        action_1_shared="on",
        action_2_text="Booker en sal",
        action_2_on="22-10-2026",
    )
    assert phone.post("/opsoegende/", sent).status_code == 302
    theirs, ours = FollowUp.objects.order_by("due_on")
    assert (theirs.owner, theirs.is_shared, theirs.association) == (
        "association",
        True,
        cast.culture,
    )
    assert (ours.owner, ours.is_shared) == ("municipality", False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"action_1_text": "Noget"}, "action_1_on"),
        ({"action_1_on": "21-10-2026"}, "action_1_text"),
        (
            {"action_1_text": "X", "action_1_on": "21-10-2026", "action_1_shared": "on",
             "visibility": "management"},
            "action_1_shared",
        ),
        (
            {"action_1_text": "X", "action_1_on": "21-10-2026", "action_1_shared": "on",
             "associations": [], "other_party": "En gruppe"},
            "action_1_shared",
        ),
        ({"own_minutes": "37"}, "own_minutes"),
    ],
)  # fmt: skip
def test_a_row_that_is_not_whole_comes_back(cast, phone, changes, field):
    response = phone.post("/opsoegende/", typed(cast, **changes))
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_a_register_of_a_thousand_comes_as_a_bounded_list_with_mine_first(cast, phone):
    Association.objects.bulk_create(Association(name=f"Forening {n:04}") for n in range(500))
    mine = Association.objects.create(name="Ø-foreningen", consultant=cast.consultant)
    form = phone.get("/opsoegende/").context["form"]
    choices = form.fields["associations"].choices
    assert len(choices) <= 210
    assert choices[0][0] == mine.pk
    assert form.has_more


def test_an_entry_begun_on_a_case_is_linked_to_it(cast, phone):
    event = Event.objects.create(title="Eid-fest")
    page = phone.get("/opsoegende/", {"sag": f"event:{event.pk}"})
    assert page.context["form"]["link"].value() == f"event:{event.pk}"
    phone.post("/opsoegende/", typed(cast, link=f"event:{event.pk}"))
    phone.post("/opsoegende/", typed(cast, link="event:999999"))
    first, second = Contact.objects.order_by("pk")
    assert first.links.get().object_id == event.pk
    assert not second.links.exists()


# --- an evening -----------------------------------------------------------------------------------


def sent_evening(cast, *lines, **changes):
    sent = {
        "client_key": str(uuid4()),
        "happened_on": "13-10-2026",
        "channel": "event",
        "place": "Byens Hus",
        "linje-TOTAL_FORMS": str(len(lines)),
        "linje-INITIAL_FORMS": str(len(lines)),
    }
    for place, line in enumerate(lines):
        ready = {"minutes": "15", "help_kind": str(cast.help_kind.pk)}
        sent |= {f"linje-{place}-{name}": value for name, value in {**ready, **line}.items()}
    return {**sent, **changes}


def test_an_evening_is_saved_line_by_line_and_empty_lines_are_left_out(cast, phone):
    sent = sent_evening(
        cast,
        {"association": cast.culture.pk, "summary": "Vil søge", "follow_up_in": "7"},
        {},
        {"other_party": "Ny gruppe fra Hedegårdene", "minutes": "45"},
        themes=[cast.theme.pk],
        colleagues=[cast.coordinator.pk],
    )
    page = phone.post(EVENING, sent, follow=True)
    assert page.redirect_chain[0][0] == f"{EVENING}{sent['client_key']}/"
    assert sent["client_key"] in page.content.decode()
    first, second = Contact.objects.order_by("pk")
    assert list(first.associations.all()) == [cast.culture]
    assert set(first.consultants.all()) == {cast.consultant, cast.coordinator}
    assert list(second.themes.all()) == [cast.theme]
    assert (second.other_party, second.minutes) == ("Ny gruppe fra Hedegårdene", 45)
    assert first.follow_ups.get().due_on == TODAY + timedelta(7)


def test_a_wrong_line_is_marked_and_nothing_is_saved(cast, phone):
    sent = sent_evening(
        cast, {"association": cast.culture.pk}, {"summary": "Hvem var det?", "minutes": "17"}
    )
    page = phone.post(EVENING, sent)
    assert page.status_code == 422
    assert "Hvem var det?" in page.content.decode()
    assert not page.context["lines"].forms[0].errors
    assert "minutes" in page.context["lines"].forms[1].errors
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        ([{}], "nothing"),
        ([{"association": "999999"}], "line"),
        ([{"association": "{culture}"}, {"association": "{culture}"}], "line"),
        ([{"association": "{culture}", "summary": "Hassan 010180-1234"}], "line"),
    ],
)
def test_an_evening_that_is_not_sound_is_refused_in_words(cast, phone, lines, where):
    filled = [
        {name: value.format(culture=cast.culture.pk) for name, value in line.items()}
        for line in lines
    ]
    answer = phone.post(EVENING, sent_evening(cast, *filled), **JSON)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert not Contact.objects.exists()


def test_without_javascript_more_lines_keep_what_was_typed(cast, phone):
    sent = sent_evening(cast, {"association": cast.culture.pk, "summary": "Ikke glemt"}, more="1")
    page = phone.post(EVENING, sent)
    assert page.status_code == 200
    assert len(page.context["lines"].forms) == 5
    assert "Ikke glemt" in page.content.decode()
    assert sent["client_key"] in page.content.decode()
    assert "form-error-message" not in page.content.decode()


def test_without_javascript_a_found_association_gets_a_line(cast, phone):
    sent = sent_evening(cast, {"association": cast.culture.pk}, {})
    page = phone.post(EVENING, {**sent, "find": "1", "words": "himmelev"})
    assert cast.partner in page.context["found"]
    page = phone.post(EVENING, {**sent, "add": str(cast.partner.pk)})
    lines = page.context["lines"].forms
    assert lines[1]["association"].value() == str(cast.partner.pk)
    assert len(lines) == 2


def test_the_same_evening_sent_again_is_saved_once(cast, phone):
    sent = sent_evening(cast, {"association": cast.culture.pk})
    answers = [phone.post(EVENING, sent, **JSON).json() for _again in range(2)]
    assert answers[0] == answers[1]
    assert Contact.objects.count() == 1


def test_from_an_event_the_evening_is_ready(cast, phone, as_user):
    event = Event.objects.create(
        title="Eid-fest", place="Byens Hus", starts_at=NOW - timedelta(days=1),
        status=Event.Status.HELD,
    )  # fmt: skip
    for association in (cast.culture, cast.women):
        event.organiser_group.create(association=association)
    desk = phone.get(f"/admin/activities/event/{event.pk}/change/")
    button = next(one for one in desk.context["step_buttons"] if one.name == "evening")
    page = phone.get(button.url)
    form = page.context["form"]
    assert form["place"].value() == "Byens Hus"
    assert form["happened_on"].value() == TODAY - timedelta(days=1)
    chosen = [line["association"].value() for line in page.context["lines"].forms]
    assert chosen[:2] == [str(cast.culture.pk), str(cast.women.pk)]
    sent = sent_evening(
        cast, {"association": cast.culture.pk}, link=form["link"].value(), client_key=uuid4()
    )
    phone.post(EVENING, sent)
    assert Contact.objects.get().links.get().object_id == event.pk


def test_a_day_that_is_no_day_is_passed_over(cast, phone):
    page = phone.get(EVENING, {"dato": "31-02-2026", "foreninger": "x,1,999999"})
    assert page.status_code == 200
    assert page.context["form"]["happened_on"].value() == TODAY


def test_a_receipt_of_an_evening_that_is_not_there_is_not_found(phone):
    assert phone.get(f"{EVENING}{uuid4()}/").status_code == 404


# --- my associations ------------------------------------------------------------------------------


def test_the_longest_silence_comes_first_and_a_tap_logs(cast, phone):
    Association.objects.update(consultant=cast.consultant)
    Association.objects.filter(pk=cast.women.pk).update(consultant=cast.coordinator)
    logged(cast, cast.culture, happened_on=TODAY - timedelta(days=100))
    page = phone.get(MINE)
    assert [one for one, _silent in page.context["rows"]] == [cast.partner, cast.culture]
    assert f"/opsoegende/?forening={cast.culture.pk}" in page.content.decode()
    only = phone.get(MINE, {"dage": "180"}).context["rows"]
    assert [one for one, _silent in only] == [cast.partner]
    assert phone.get(MINE, {"dage": "abc"}).status_code == 200


# --- on the phone's home screen -------------------------------------------------------------------


def test_a_phone_can_install_it(phone):
    manifest = phone.get("/opsoegende/app.webmanifest").json()
    assert manifest["display"] == "standalone"
    assert manifest["start_url"].startswith(manifest["scope"])
    assert manifest["theme_color"].startswith("#")
    icons = {(icon["sizes"], icon.get("purpose", "any")) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= icons
    for icon in manifest["icons"]:
        name = icon["src"].split("/static/")[1]
        assert finders.find(name), name


def test_the_pages_kept_for_later_are_bare(cast, phone):
    logged(cast, cast.women, summary="Fortroligt")
    promise(cast, "Hemmelig aftale", 0)
    worker = phone.get("/opsoegende/sw.js").content.decode()
    page = phone.get("/opsoegende/uden-net/aften/").content.decode()
    assert "/opsoegende/uden-net/aften/" in worker
    assert "data-shell" in page
    assert "Fortroligt" not in page
    assert "Hemmelig aftale" not in page


@pytest.mark.parametrize("who", ["manager", "member", "ayse"])
@pytest.mark.parametrize("path", [DAILY, EVENING, MINE])
def test_others_have_no_such_pages(cast, as_user, who, path):
    assert as_user(getattr(cast, who)).get(path).status_code == 403


# --- queries --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [DAILY, EVENING, MINE])
def test_a_page_asks_no_more_for_thirty_rows_than_for_one(
    cast, phone, path, django_assert_max_num_queries
):
    def fill(number):
        for n in range(number):
            group = Association.objects.create(name=f"G{number}-{n}", consultant=cast.consultant)
            logged(cast, group)
            one = promise(cast, "Ring", n % 7, association=group)
            one.snoozes.create(
                old_due_on=TODAY, new_due_on=TODAY + timedelta(9), snoozed_at=NOW,
                snoozed_by=cast.consultant,
            )  # fmt: skip

    fill(1)
    phone.get(path)
    with django_assert_max_num_queries(15) as few:
        phone.get(path)
    fill(30)
    with django_assert_max_num_queries(15) as many:
        phone.get(path)
    assert len(many) == len(few)
