"""The helper of the race tests really races: without a lock it loses an update."""

import time

import pytest
from django.db import IntegrityError, connection, transaction

from core.models import Job
from tests.races import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


def take_a_turn(*, lock):
    """Read, wait, write: two at once lose one of the turns unless the row is locked."""
    with transaction.atomic():
        rows = Job.objects.select_for_update() if lock else Job.objects
        job = rows.get(name="count")
        time.sleep(0.2)
        Job.objects.filter(pk=job.pk).update(last_error=str(int(job.last_error or 0) + 1))


def test_two_calls_at_once_each_see_what_the_other_committed_under_a_lock():
    Job.objects.create(name="count")
    assert refusals(at_once(*[lambda: take_a_turn(lock=True)] * 2)) == []
    assert Job.objects.get(name="count").last_error == "2"


@pytest.mark.postgres
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite writes one at a time")
def test_two_calls_at_once_lose_an_update_without_a_lock():
    Job.objects.create(name="count")
    at_once(*[lambda: take_a_turn(lock=False)] * 2)
    assert Job.objects.get(name="count").last_error == "1"


def test_the_loser_of_a_race_for_a_unique_row_comes_back_as_an_exception():
    outcomes = at_once(*[lambda: Job.objects.create(name="once")] * 2)
    assert [type(each) for each in refusals(outcomes)] == [IntegrityError]
    assert Job.objects.filter(name="once").count() == 1


def test_a_thread_has_a_connection_of_its_own():
    outcomes = at_once(lambda: id(connection.connection), lambda: id(connection.connection))
    assert len({*outcomes, id(connection.connection)}) == 3
