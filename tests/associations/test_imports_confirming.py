"""A confirmed list is brought in by the worker or by the page that waits: once, and whole or not at all."""

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from associations import jobs
from associations.actions import import_confirming, imports
from associations.models import Association, Import, Person, Post
from core.actions import NotPossibleNow
from tests.associations.test_imports import checked
from tests.cast import NOW

pytestmark = pytest.mark.django_db
Status = Import.Status
BASE = "/admin/associations/import/"
TEXT = "Forening;Formand;By\nNyt Kor;Ida Sang;Viby\nNyt Skakhold;Bo Tårn;Viby\n"


@pytest.fixture
def waiting(cast):
    """A list that the coordinator has confirmed."""
    source = checked(cast.coordinator, TEXT)
    return import_confirming.confirm(source, by=cast.coordinator, at=NOW)


def entered():
    return Association.objects.filter(name__startswith="Nyt ").count()


def cut(*arguments, **named):
    raise DatabaseError("the power is gone")


def shown(desk, source):
    return desk.get(f"{BASE}{source.pk}/change/").content.decode()


def test_to_confirm_writes_nothing_yet_and_says_that_it_goes_on(cast, as_user, waiting):
    assert (waiting.status, waiting.confirmed_by) == (Status.CONFIRMING, cast.coordinator)
    assert entered() == 0
    page = shown(as_user(cast.consultant), waiting)
    assert 'role="status"' in page
    assert "hx-post" in page


def test_the_worker_brings_in_what_was_confirmed_under_the_name_of_who_did(cast, waiting):
    jobs.bring_in_lists(NOW + timedelta(seconds=5))
    waiting.refresh_from_db()
    assert (waiting.status, entered()) == (Status.CONFIRMED, 2)
    found = LogEntry.objects.get_for_object(Association.objects.get(name="Nyt Kor"))
    assert {entry.actor for entry in found} == {cast.coordinator}


def test_a_list_that_is_brought_in_is_not_brought_in_again(cast, waiting):
    for _time in range(2):
        source = import_confirming.bring_in(waiting, by=None, at=NOW)
    assert (source.status, entered()) == (Status.CONFIRMED, 2)
    assert Post.objects.filter(association__name="Nyt Kor").count() == 1


def test_a_list_nobody_has_confirmed_is_not_brought_in(cast):
    source = import_confirming.bring_in(checked(cast.coordinator, TEXT), by=None, at=NOW)
    assert (source.status, entered()) == (Status.CHECKED, 0)


def test_whoever_does_not_keep_the_register_does_not_bring_in_what_others_confirmed(cast, waiting):
    with pytest.raises(PermissionDenied):
        import_confirming.bring_in(waiting, by=cast.manager, at=NOW)
    waiting.refresh_from_db()
    assert (waiting.status, entered()) == (Status.CONFIRMING, 0)


@pytest.mark.parametrize("step", [imports.cancel, imports.reopen, import_confirming.confirm])
def test_what_is_being_brought_in_cannot_be_stopped_or_confirmed_again(cast, waiting, step):
    with pytest.raises(NotPossibleNow):
        step(waiting, by=cast.coordinator, at=NOW)


def test_after_a_fault_nothing_is_written_and_the_page_says_so(cast, as_user, waiting, monkeypatch):
    monkeypatch.setattr("associations.actions.import_writing._appoint", cut)
    held = [model.objects.count() for model in (Association, Person, Post, LogEntry)]
    with pytest.raises(DatabaseError, match="power"):
        jobs.bring_in_lists(NOW)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.failed_at) == (Status.CHECKED, NOW)
    assert [model.objects.count() for model in (Association, Person, Post)] == held[:3]
    page = shown(as_user(cast.coordinator), waiting)
    assert "fejl" in page
    monkeypatch.undo()
    again = import_confirming.confirm(waiting, by=cast.consultant, at=NOW)
    again = import_confirming.bring_in(again, by=None, at=NOW)
    assert (again.status, again.failed_at, entered()) == (Status.CONFIRMED, None, 2)


def test_a_page_that_waits_learns_of_a_fault_when_it_asks_again(cast, as_user, waiting):
    import_confirming.give_up(waiting, at=NOW)
    answer = as_user(cast.coordinator).post(
        f"{BASE}{waiting.pk}/videre/", headers={"HX-Request": "true"}
    )
    assert answer.headers["HX-Redirect"] == f"{BASE}{waiting.pk}/change/"


def test_what_came_to_its_end_is_not_given_up_by_a_fault_that_comes_late(waiting):
    import_confirming.bring_in(waiting, by=None, at=NOW)
    assert import_confirming.give_up(waiting, at=NOW).status == Status.CONFIRMED


def test_a_long_list_is_left_to_the_worker_as_long_as_there_is_one(waiting, monkeypatch):
    assert import_confirming.is_for_the_page(waiting, at=NOW)
    monkeypatch.setattr(import_confirming, "SHORT", 1)
    assert not import_confirming.is_for_the_page(waiting, at=NOW)
    assert import_confirming.is_for_the_page(waiting, at=NOW + import_confirming.PATIENCE)


def test_the_page_of_a_long_list_tells_that_it_goes_on(cast, as_user, monkeypatch):
    monkeypatch.setattr(import_confirming, "SHORT", 1)
    desk = as_user(cast.coordinator)
    source = checked(cast.coordinator, TEXT)
    page = desk.post(f"{BASE}{source.pk}/skridt/confirm/", follow=True).content.decode()
    assert "Det er gjort" not in page
    answer = desk.post(f"{BASE}{source.pk}/videre/", headers={"HX-Request": "true"})
    assert "HX-Redirect" not in answer.headers
    assert "hx-post" in answer.content.decode()
    assert entered() == 0
    jobs.bring_in_lists(NOW)
    answer = desk.post(f"{BASE}{source.pk}/videre/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"{BASE}{source.pk}/change/"
