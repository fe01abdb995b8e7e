from datetime import timedelta
from unittest import mock

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from core.models import Job
from core.views import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def worker():
    return Job.objects.create(name="send_letters", last_run_at=timezone.now())


def ask(client):
    response = client.get(reverse("core:health"))
    return response.status_code, response.json().get("problems", [])


def test_a_visitor_is_told_that_all_is_well(client):
    response = client.get(reverse("core:health"))
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


def test_a_worker_that_is_silent_for_five_minutes_is_reported(client, worker):
    Job.objects.update(last_run_at=timezone.now() - timedelta(minutes=6))
    assert ask(client) == (503, ["No worker has run for 5 minutes."])


def test_a_worker_that_never_ran_is_reported(client):
    Job.objects.all().delete()
    assert ask(client)[0] == 503


def test_a_job_that_fails_is_named_without_its_message(client):
    Job.objects.update(last_error="ValueError: formand@example.dk")
    assert ask(client) == (503, ["Jobs that failed: send_letters."])


def test_letters_that_wait_for_more_than_an_hour_are_counted(client):
    letter = Email.objects.create(
        from_email="a@example.dk", to=["formand@example.dk"], status=STATUS.requeued
    )
    assert ask(client)[0] == 200
    Email.objects.filter(pk=letter.pk).update(created=timezone.now() - timedelta(minutes=61))
    assert ask(client) == (503, ["Letters waiting for more than an hour: 1."])


def test_a_database_that_is_away_is_reported_and_not_a_crash(client):
    with mock.patch.object(health, "MigrationExecutor", side_effect=OperationalError):
        assert ask(client) == (503, ["The database cannot be reached."])


def test_migrations_that_are_missing_are_reported(client):
    with mock.patch.object(health.MigrationExecutor, "migration_plan", return_value=["one"]):
        assert ask(client) == (503, ["Migrations are not applied."])


def test_a_storage_that_cannot_be_written_is_reported(client, tmp_path):
    storage = FileSystemStorage(location=tmp_path / "not" / "yet" / "there")
    with mock.patch.object(health, "storages", {"documents": storage}):
        assert ask(client)[0] == 200
        with mock.patch.object(health.os, "access", return_value=False):
            assert ask(client) == (503, ["The document storage is not writable."])


def test_a_disk_that_is_nearly_full_is_reported(client, tmp_path):
    storage = FileSystemStorage(location=tmp_path)
    with (
        mock.patch.object(health, "storages", {"documents": storage}),
        mock.patch.object(health.shutil, "disk_usage", return_value=mock.Mock(free=1)),
    ):
        assert ask(client) == (503, ["The disk with the documents is nearly full."])
