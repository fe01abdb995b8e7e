"""House law: reading changes nothing. A GET writes at most who read, and the session."""

import pytest

from tests.laws.matrix import ROLES
from tests.laws.walk import walk

pytestmark = pytest.mark.django_db

# Who read what (auditlog), and the session of a log-in that is under way.
MAY_BE_WRITTEN = {"auditlog_logentry", "django_session"}


@pytest.mark.parametrize("role", ROLES.values())
def test_no_get_writes(world, role):
    found = {
        visit.row: sorted(set(visit.writes))
        for visit in walk(world, role)
        if {write.split()[1] for write in visit.writes} - MAY_BE_WRITTEN
    }
    assert found == {}


@pytest.mark.parametrize("role", ROLES.values())
def test_the_trail_of_who_read_is_only_ever_added_to(world, role):
    found = {
        visit.row: visit.writes
        for visit in walk(world, role)
        if {"UPDATE auditlog_logentry", "DELETE auditlog_logentry"} & set(visit.writes)
    }
    assert found == {}


def test_reading_a_document_is_noted(world):
    read = [
        visit
        for visit in walk(world, "chair")
        if visit.row.startswith("core:document") and visit.status == 200
    ]
    assert read
    assert all("INSERT auditlog_logentry" in visit.writes for visit in read)
