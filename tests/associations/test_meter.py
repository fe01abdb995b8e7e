"""The everything-person meter: its sums are the log's minutes, however one adds them up."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from associations import meter
from associations.models import Association, Contact, HelpKind
from tests.cast import NOW, TODAY

YEAR = meter.Span(date(2025, 11, 1), date(2026, 10, 31))
OCTOBER = meter.month_of(TODAY)


@dataclass(frozen=True)
class Entry:
    """An entry of the log as plain numbers."""

    day: date
    minutes: int
    kind: int
    associations: frozenset[int]
    consultants: frozenset[int]

    @property
    def working_minutes(self):
        return self.minutes * len(self.consultants)


def log_of(kinds, associations, consultants, *, at_most=12):
    return st.lists(
        st.builds(
            Entry,
            day=st.dates(YEAR.first, TODAY),
            minutes=st.integers(1, 1440),
            kind=st.sampled_from(kinds),
            associations=st.frozensets(st.sampled_from(associations), max_size=len(associations)),
            consultants=st.frozensets(st.sampled_from(consultants), max_size=len(consultants)),
        ),
        max_size=at_most,
    )


def added(log):
    """By month, kind, association and consultant, with `shares` alone."""
    found = Counter()
    for entry in log:
        for consultant in entry.consultants:
            for association, minutes in meter.shares(entry.minutes, entry.associations).items():
                found[entry.day.replace(day=1), entry.kind, association, consultant] += minutes
    return +found


def down_to(found, *places):
    result = Counter()
    for key, minutes in found.items():
        result[tuple(key[place] for place in places)] += minutes
    return result


@given(log_of([1, 2, 3], list(range(1, 8)), [1, 2, 3], at_most=40))
def test_the_shares_of_any_log_add_up_to_its_minutes_whichever_way_one_adds(log):
    everything = sum(entry.working_minutes for entry in log)
    found = added(log)
    for heading in range(4):
        assert sum(down_to(found, heading).values()) == everything
    for consultant in (1, 2, 3):
        own = sum(entry.minutes for entry in log if consultant in entry.consultants)
        assert sum(n for key, n in found.items() if key[3] == consultant) == own


@given(st.integers(1, 1440), st.sets(st.integers(1, 500), min_size=1, max_size=60))
def test_shares_are_whole_minutes_and_differ_by_one_at_most(minutes, associations):
    found = meter.shares(minutes, associations)
    assert sum(found.values()) == minutes
    assert max(found.values()) - min(found.values()) <= 1
    in_order = [found[one] for one in sorted(associations)]
    assert in_order == sorted(in_order, reverse=True)


@pytest.fixture
def keys(cast):
    """What a random log is made of: kinds, associations and consultants that are there."""
    more = [Association.objects.create(name=f"Forening {number}") for number in range(3)]
    return (
        list(HelpKind.objects.values_list("pk", flat=True)[:3]),
        [one.pk for one in (cast.culture, cast.women, cast.partner, *more)],
        [one.pk for one in (cast.consultant, cast.coordinator, cast.secretary)],
    )


def write(cast, log):
    rows = Contact.objects.bulk_create(
        Contact(
            happened_on=entry.day,
            minutes=entry.minutes,
            help_kind_id=entry.kind,
            client_key=uuid4(),
            logged_at=NOW,
            logged_by=cast.consultant,
        )
        for entry in log
    )
    for row, entry in zip(rows, log, strict=True):
        row.associations.set(entry.associations)
        row.consultants.set(entry.consultants)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_the_meter_s_sums_in_the_database_are_the_minutes_of_any_log(cast, keys, data):
    log = data.draw(log_of(*keys))
    with transaction.atomic():
        write(cast, log)
        whole = meter.Cut(YEAR)
        everything = sum(entry.working_minutes for entry in log)
        by_hand = added(log)
        found = meter.totals(whole, "month", "kind", "association")
        assert found == down_to(by_hand, 0, 1, 2)
        assert meter.totals(whole)[()] == everything
        for heading in ("month", "kind", "association", "hours"):
            assert sum(meter.totals(whole, heading).values()) == everything
        for place, heading in enumerate(("month", "kind", "association")):
            assert meter.totals(whole, heading) == down_to(by_hand, place)
        for consultant in keys[2]:
            own = meter.Cut(YEAR, consultant=consultant)
            mine = Counter({key: n for key, n in by_hand.items() if key[3] == consultant})
            assert meter.totals(own, "association") == down_to(mine, 2)
            assert meter.totals(own, "kind") == down_to(mine, 1)
        chosen = data.draw(st.sets(st.sampled_from(keys[1]), min_size=1))
        cut = meter.Cut(YEAR, associations=tuple(chosen), kinds=tuple(keys[0][:2]))
        part = Counter({k: n for k, n in by_hand.items() if k[2] in chosen and k[1] in keys[0][:2]})
        assert meter.totals(cut, "kind") == down_to(part, 1)
        assert meter.totals(cut)[()] == sum(part.values())
        transaction.set_rollback(True)
