from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from time_machine import travel

from core import calendar
from core.models import ClosingDay


def test_a_deadline_lasts_until_the_last_second_of_the_day_in_copenhagen():
    assert calendar.end_of_day(date(2026, 11, 15)) == datetime(2026, 11, 15, 22, 59, 59, tzinfo=UTC)
    assert calendar.end_of_day(date(2026, 7, 1)) == datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC)


def test_a_deadline_ends_at_its_hour_if_one_is_set():
    noon = calendar.deadline(date(2026, 11, 15), time(12, 0))
    assert noon == datetime(2026, 11, 15, 11, 0, tzinfo=UTC)
    assert calendar.deadline(date(2026, 11, 15)) == calendar.end_of_day(date(2026, 11, 15))


def test_a_deadline_at_midnight_is_no_missing_hour():
    midnight = calendar.deadline(date(2026, 11, 15), time(0, 0))
    assert midnight == datetime(2026, 11, 14, 23, 0, tzinfo=UTC)


@travel(datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
def test_today_is_copenhagens_day_though_it_is_still_yesterday_in_greenwich():
    assert calendar.today() == date(2026, 7, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 12, 25), False),
        (date(2026, 5, 14), False),  # Kristi himmelfartsdag
        (date(2023, 5, 5), False),  # the last store bededag
        (date(2024, 4, 26), True),  # abolished from 2024
        (date(2026, 6, 5), True),  # closed only where the municipality says so
        (date(2026, 12, 24), True),
    ],
)
def test_working_days_leave_out_weekends_and_public_holidays(day, is_open):
    the_next = calendar.add_working_days(day - timedelta(days=1), 1)
    assert (the_next == day) is is_open


@pytest.mark.django_db
def test_a_closing_day_of_the_municipality_is_no_working_day():
    ClosingDay.objects.create(date=date(2026, 12, 24), name="Juleaftensdag")
    assert calendar.add_working_days(date(2026, 12, 23), 1) == date(2026, 12, 28)


@pytest.mark.django_db
def test_seven_working_days_skip_christmas_and_the_days_the_town_hall_is_closed():
    assert calendar.add_working_days(date(2026, 12, 18), 7) == date(2026, 12, 30)
    ClosingDay.objects.create(date=date(2026, 12, 24), name="Juleaftensdag")
    ClosingDay.objects.create(date=date(2026, 12, 31), name="Nytårsaftensdag")
    # 21, 22, 23, 28, 29, 30 December, then 4 January after new year and a weekend.
    assert calendar.add_working_days(date(2026, 12, 18), 7) == date(2027, 1, 4)


@pytest.mark.django_db
def test_counting_many_working_days_asks_the_database_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        calendar.add_working_days(date(2026, 1, 1), 40)


@pytest.mark.django_db
def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        calendar.add_working_days(date(2026, 1, 1), -1)


@pytest.mark.parametrize(
    "typed",
    [
        "24-12-2026",
        "24.12.2026",
        "24/12/2026",
        "24/12 2026",
        "24-12-26",
        "24 12 2026",
        "2026-12-24",
        "24122026",
        "241226",
        " 24 - 12 - 2026 ",
        "٢٤-١٢-٢٠٢٦",
        "24. 12. 2026",
    ],
)
def test_a_day_is_read_in_the_ways_people_write_it(typed):
    assert calendar.parse_date(typed) == date(2026, 12, 24)


@pytest.mark.parametrize(
    "typed", ["", "juleaften", "24-12", "2026", "12-2026", "24-12-202", "1-2-3"]
)
def test_an_unclear_day_is_refused_and_the_wanted_form_shown(typed):
    with pytest.raises(ValidationError) as refusal:
        calendar.parse_date(typed)
    assert "24-12-2026" in refusal.value.message


@pytest.mark.parametrize("typed", ["31-02-2026", "29-02-2027", "12-24-2026", "00-01-2026"])
def test_a_day_that_does_not_exist_is_refused_and_named(typed):
    with pytest.raises(ValidationError) as refusal:
        calendar.parse_date(typed)
    assert typed in refusal.value.messages[0]


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_that_is_written_is_read_back_as_the_same_day(day):
    assert calendar.parse_date(calendar.format_date(day)) == day


@pytest.mark.parametrize("typed", ["18.30", "18:30", "kl. 18.30", "kl 18:30", "18:30:00"])
def test_an_hour_is_read_in_the_ways_people_write_it(typed):
    assert calendar.parse_time(typed) == time(18, 30)


@pytest.mark.parametrize("typed", ["25.00", "18.60", "halv syv", "18"])
def test_an_unclear_hour_is_refused(typed):
    with pytest.raises(ValidationError):
        calendar.parse_time(typed)


def test_days_and_moments_are_written_alike_in_every_language_but_for_the_words():
    moment = datetime(2026, 12, 24, 22, 59, tzinfo=UTC)
    with translation.override("da"):
        assert calendar.format_date(moment.date()) == "24-12-2026"
        assert "23.59" in calendar.format_moment(moment)
        assert calendar.format_long_date(moment.date()) == "24. december 2026"
    with translation.override("en"):
        assert calendar.format_date(moment.date()) == "24-12-2026"
        assert calendar.format_moment(moment) == "24-12-2026 at 23:59"
        assert calendar.format_long_date(moment.date()) == "24 December 2026"
