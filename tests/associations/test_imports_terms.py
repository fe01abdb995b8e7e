"""A list is kept for half a year; then its file and what stood in its rows are deleted."""

from datetime import timedelta

import pytest

from associations import jobs
from associations.actions import import_confirming, import_terms, imports
from associations.models import Association, Import, ImportRow
from core.models import Document
from tests.associations.test_imports import brought_in, checked, uploaded
from tests.cast import NOW

pytestmark = pytest.mark.django_db
Status = Import.Status
TEXT = "Løbenr.;Forening;Formand;Tlf\n17;Nyt Kor;Ida Sang;ved ikke\n18;;Bo Tårn;20304050\n"
LATER = NOW + import_terms.KEPT
BASE = "/admin/associations/import/"


def cells(source):
    return str(list(source.rows.values_list("cells", "plan", "reasons", "name_key", "choice")))


def test_half_a_year_after_a_list_was_brought_in_its_file_and_rows_are_gone(
    cast, django_capture_on_commit_callbacks
):
    source = brought_in(cast.coordinator, TEXT)
    document, counts = source.document, source.rows.counts()
    storage, name = document.file.storage, document.file.name
    jobs.empty_lists(LATER - timedelta(days=1))
    assert "Ida Sang" in cells(source)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.empty_lists(LATER)
    source.refresh_from_db()
    assert (source.document, source.emptied_at, source.row_count) == (None, LATER, 2)
    assert not Document.objects.filter(pk=document.pk).exists()
    assert not storage.exists(name)
    assert source.rows.counts() == counts
    for word in ("Ida Sang", "Bo Tårn", "20304050", "ved ikke"):
        assert word not in cells(source)
    assert source.rows.get(number=2).association == Association.objects.get(name="Nyt Kor")


def test_the_next_list_is_still_recognized_by_its_numbers(cast):
    brought_in(cast.coordinator, TEXT)
    jobs.empty_lists(LATER)
    source = checked(cast.coordinator, "Løbenr.;Forening;By\n17;Nyt Kor;Viby\n")
    assert source.rows.get().association == Association.objects.get(name="Nyt Kor")


@pytest.mark.parametrize("status", [Status.UPLOADED, Status.CHECKED, Status.CANCELLED])
def test_a_list_that_was_left_is_cancelled_and_emptied_half_a_year_after_its_upload(cast, status):
    source = (uploaded if status == Status.UPLOADED else checked)(cast.coordinator, TEXT)
    if status == Status.CANCELLED:
        imports.cancel(source, by=cast.coordinator, at=NOW)
    jobs.empty_lists(LATER)
    source.refresh_from_db()
    assert (source.status, source.emptied_at) == (Status.CANCELLED, LATER)
    assert not Document.objects.exists()
    assert not ImportRow.objects.exists()


def test_a_list_that_is_just_being_brought_in_keeps_its_file(cast):
    source = checked(cast.coordinator, TEXT)
    source = import_confirming.confirm(source, by=cast.coordinator, at=LATER)
    jobs.empty_lists(LATER)
    source.refresh_from_db()
    assert (source.status, source.emptied_at) == (Status.CONFIRMING, None)
    assert source.document is not None


def test_the_pages_of_an_emptied_list_say_that_it_is(cast, as_user):
    source = brought_in(cast.coordinator, TEXT)
    jobs.empty_lists(LATER)
    desk = as_user(cast.coordinator)
    page = desk.get(f"{BASE}{source.pk}/change/").content.decode()
    assert "slettet" in page
    assert "Nyt Kor" in page
    assert "udeladt.xlsx" not in page
    assert desk.get(BASE).status_code == 200
    assert desk.get(f"{BASE}{source.pk}/udeladt.xlsx").status_code != 200
