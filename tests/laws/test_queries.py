"""House law: a page asks the database as often for 30 rows as for a few, and not often (design §8)."""

import pytest
from django.db import transaction
from django.test import Client

from tests.laws.crowd import MORE, crowd
from tests.laws.matrix import MATRIX, ROLES
from tests.laws.walk import BACKEND, stops, visit

pytestmark = pytest.mark.django_db

# Each address is asked in the first of these roles to which it opens: those who see most first.
WHO = (
    "secretary",
    "coordinator",
    "committee chair",
    "manager",
    "administrator",
    "chair",
    "anonymous",
)
# A meeting's papers are put together case by case; no list or page, and asked for once a meeting.
PAPERS = ("admin:grants_meeting_file",)
FEW = 4
PORTAL_AND_PUBLIC = 15
ADMIN = 25


def reader_of(row):
    return next((role for role in WHO if "200" in MATRIX.get(row, {}).get(role, "")), None)


@pytest.fixture(scope="module")
def counts(world):
    """By row: how many queries with a few rows, and how many with thirty of everything.

    A few, because an empty list leaves out the question for what its rows refer to.
    """
    clients = {}
    for role in WHO:
        clients[role] = Client(raise_request_exception=False)
        if world.people[role] is not None:
            clients[role].force_login(world.people[role], backend=BACKEND)
    asked = [(stop, clients[reader_of(stop.row)]) for stop in stops(world) if reader_of(stop.row)]

    def count(more):
        with transaction.atomic():
            crowd(world, more)
            found = {stop.row: visit(client, stop) for stop, client in asked}
            transaction.set_rollback(True)
        return found

    few, many = count(FEW), count(MORE)
    return {
        row: (one.path, one.queries, many[row].queries)
        for row, one in few.items()
        if one.status == many[row].status == 200 and row not in PAPERS
    }


def test_most_pages_are_counted(counts):
    opened = [row for row in MATRIX if reader_of(row) and "/" not in row]
    assert len(counts) > 150
    assert len([row for row in opened if row in counts]) > len(opened) * 0.9


def test_a_page_asks_as_often_for_thirty_rows_as_for_a_few(counts):
    growing = {row: (few, many) for row, (_path, few, many) in counts.items() if many > few}
    assert growing == {}


def test_a_public_or_portal_page_asks_at_most_fifteen_times(counts):
    found = {
        row: many
        for row, (path, _few, many) in counts.items()
        if not path.startswith("/admin/") and many > PORTAL_AND_PUBLIC
    }
    assert found == {}


def test_a_page_of_the_admin_asks_at_most_twenty_five_times(counts):
    found = {
        row: many
        for row, (path, _few, many) in counts.items()
        if path.startswith("/admin/") and many > ADMIN
    }
    assert found == {}


def test_the_list_of_applications_asks_at_most_fifteen_times(counts):
    assert counts["grants_application/changelist"][2] <= PORTAL_AND_PUBLIC


def test_everybody_is_asked_for_something():
    assert {reader_of(row) for row in MATRIX} - {None} == set(WHO)
    assert set(WHO) <= set(ROLES.values())
