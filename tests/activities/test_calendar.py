"""The public calendar: what everybody sees, and what calendar programs read."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from activities.actions import events
from activities.models import Event, EventInterpreting
from core.calendar import COPENHAGEN
from tests.cast import NOW

LIST, PAST, FEED = "/aktiviteter/", "/aktiviteter/tidligere/", "/aktiviteter/kalender.ics"


def entries(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


# --- the pages -------------------------------------------------------------------------------


def test_everybody_sees_what_is_coming_without_logging_in(planner, client):
    planner.interpreted(planner.published())
    page = client.get(LIST)
    for part in ("Eid-fest for alle", "Rådhussalen, Roskilde", "24-10-2026", "العربية"):
        assert part in page.text


@pytest.mark.parametrize("make", ["planned", "proposed"])
def test_what_is_not_published_is_nowhere_in_public(planner, client, make):
    event = getattr(planner, make)()
    title = event.title_da
    assert title not in client.get(LIST).text
    assert client.get(event.get_absolute_url()).status_code == 404
    assert client.get(reverse("event_feed", args=[event.pk])).status_code == 404
    assert not entries(client.get(FEED))


def test_an_event_cancelled_before_anybody_knew_of_it_stays_unknown(planner, cast, client):
    event = events.cancel(planner.planned(), by=cast.consultant, at=NOW, reason="Ingen penge")
    assert event.title_da not in client.get(LIST).text
    assert client.get(event.get_absolute_url()).status_code == 404


def test_a_cancelled_event_stays_in_the_calendar_and_says_so(planner, cast, client):
    event = events.cancel(planner.published(), by=cast.consultant, at=NOW, reason="Intern grund")
    page = client.get(event.get_absolute_url())
    assert page.context["is_cancelled"]
    assert "Intern grund" not in page.text
    assert "Eid-fest for alle" in client.get(LIST).text


def test_what_is_over_moves_to_the_past_when_it_ends(planner, client, clock):
    planner.published()
    clock.move_to(planner.ends_at - timedelta(minutes=1))
    assert "Eid-fest" in client.get(LIST).text
    assert "Eid-fest" not in client.get(PAST).text
    clock.move_to(planner.ends_at + timedelta(minutes=1))
    assert "Eid-fest" not in client.get(LIST).text
    assert "Eid-fest" in client.get(PAST).text


def test_the_calendar_is_narrowed_by_kind_language_and_openness(planner, client):
    eid = planner.published()
    planner.interpreted(eid)
    planner.published(title_da="Kursus for mænd", kind="course", open_to_all=False)
    for query, found in {
        "?type=course": {"Kursus for mænd"},
        "?sprog-tolk=ar": {"Eid-fest for alle"},
        "?alle=on": {"Eid-fest for alle"},
        "?sprog-tolk=tr": set(),
        "": {"Kursus for mænd", "Eid-fest for alle"},
        "?sprog-tolk=findes-ikke&type=x": {"Kursus for mænd", "Eid-fest for alle"},
    }.items():
        shown = {event.title_da for event in client.get(LIST + query).context["events"]}
        assert shown == found, query
        assert {str(one["summary"]) for one in entries(client.get(FEED + query))} == found, query


def test_an_interpreter_who_is_not_found_yet_is_not_promised(planner, client):
    event = planner.published()
    planner.interpreted(event, status=EventInterpreting.Status.NEEDED)
    assert "العربية" not in client.get(event.get_absolute_url()).text
    assert not entries(client.get(FEED + "?sprog-tolk=ar"))


def test_the_feed_of_one_association_has_its_events_alone(planner, cast, client):
    planner.published()
    other = planner.published(title_da="Andres fest")
    other.organiser_group.all().delete()
    found = entries(client.get(f"{FEED}?forening={cast.culture.pk}"))
    assert [str(one["summary"]) for one in found] == ["Eid-fest for alle"]


def test_an_address_with_an_old_title_leads_to_the_right_one(planner, client):
    event = planner.published()
    answer = client.get(f"/aktiviteter/{event.pk}-gammel-titel/?sprog=ar")
    assert (answer.status_code, answer.url) == (302, event.get_absolute_url() + "?sprog=ar")


def test_a_text_without_translation_is_danish_and_marked_so(planner, client):
    event = planner.published(title_ar="حفلة العيد للجميع")
    page = client.get(event.get_absolute_url() + "?sprog=ar").text
    assert "<h1 >حفلة العيد للجميع</h1>" in page
    assert '<div class="lead" lang="da" dir="auto">' in page
    danish = client.get(event.get_absolute_url()).text
    assert 'lang="da" dir="auto"' not in danish


def test_what_people_typed_is_shown_as_text(planner, client):
    event = planner.published(description_da="<script>alert(1)</script>", place="<b>Her</b>")
    page = client.get(event.get_absolute_url()).text
    assert "<script>alert" not in page
    assert "<b>Her" not in page


def test_the_calendar_has_pages(planner, client):
    for number in range(21):
        planner.published(title_da=f"Møde {number}")
    assert len(client.get(LIST).context["events"]) == 20
    assert len(client.get(LIST + "?page=2").context["events"]) == 1


def test_a_list_of_thirty_asks_no_more_than_a_list_of_one(
    planner, client, django_assert_max_num_queries
):
    def ask():
        client.get(LIST)
        with django_assert_max_num_queries(15) as found:
            assert client.get(LIST).status_code == 200
        return len(found)

    planner.interpreted(planner.published())
    one = ask()
    for _number in range(18):
        event = planner.published()
        planner.interpreted(event)
        planner.interpreted(event, "tr")
    assert ask() == one


# --- the feed --------------------------------------------------------------------------------


def test_a_calendar_program_reads_time_place_and_status(planner, client):
    event = planner.published()
    answer = client.get(reverse("event_feed", args=[event.pk]))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (entry,) = entries(answer)
    assert entry["summary"] == "Eid-fest for alle"
    assert entry["location"] == "Rådhussalen, Roskilde"
    assert entry.decoded("dtstart") == planner.starts_at
    assert entry["dtstart"].params["TZID"] == "Europe/Copenhagen"
    assert entry["status"] == "CONFIRMED"
    assert event.get_absolute_url() in entry["url"]


def test_the_feed_carries_copenhagens_summer_and_winter_time(planner, client):
    for title, month, offset in (("Sommer", 7, 2), ("Vinter", 12, 1)):
        starts_at = datetime(2027, month, 1, 19, 0, tzinfo=COPENHAGEN)
        planner.published(title_da=title, starts_at=starts_at, ends_at=None)
        assert starts_at.astimezone(UTC).hour == 19 - offset
    answer = client.get(FEED)
    found = {str(one["summary"]): one.decoded("dtstart") for one in entries(answer)}
    assert {moment.hour for moment in found.values()} == {19}
    assert found["Sommer"].astimezone(UTC).hour == 17
    assert found["Vinter"].astimezone(UTC).hour == 18
    zones = Calendar.from_ical(answer.content).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["Europe/Copenhagen"]


def test_an_event_over_midnight_and_the_clock_change_keeps_its_hours(planner, client):
    zone = ZoneInfo("Europe/Copenhagen")
    starts_at = datetime(2026, 10, 24, 23, 0, tzinfo=zone)
    ends_at = datetime(2026, 10, 25, 4, 0, tzinfo=zone)
    planner.published(starts_at=starts_at, ends_at=ends_at)
    (entry,) = entries(client.get(FEED))
    assert entry.decoded("dtend").hour == 4
    length = entry.decoded("dtend").astimezone(UTC) - entry.decoded("dtstart").astimezone(UTC)
    assert length == timedelta(hours=6)  # summer time ended that night


def test_a_cancelled_event_is_cancelled_in_calendars_too(planner, cast, client):
    event = events.cancel(planner.published(), by=cast.consultant, at=NOW, reason="x")
    (entry,) = entries(client.get(FEED))
    assert (entry["status"], entry["sequence"]) == ("CANCELLED", 1)
    assert str(entry["uid"]).startswith(f"event-{event.pk}@")


def test_line_breaks_and_signs_in_a_text_cannot_add_lines_to_the_feed(planner, client):
    typed = "Kom,\nog spis; gratis\\\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Falsk"
    planner.published(title_da="Fest; for, alle\\", description_da=typed)
    (entry,) = entries(client.get(FEED))
    assert entry["summary"] == "Fest; for, alle\\"
    assert "SUMMARY:Falsk" in entry["description"]


def test_the_feed_reaches_a_year_back(planner, client, clock):
    planner.published()
    clock.move_to(NOW + timedelta(days=300))
    assert len(entries(client.get(FEED))) == 1
    clock.move_to(NOW + timedelta(days=400))
    assert not entries(client.get(FEED))


def test_the_feed_is_valid_when_it_is_empty(client, db):
    answer = client.get(FEED)
    assert answer.status_code == 200
    assert Calendar.from_ical(answer.content)["version"] == "2.0"
    assert not Event.objects.exists()
