from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from unittest import mock

import pytest
from auditlog.models import LogEntry
from auditlog.signals import accessed
from django.core.files.storage import FileSystemStorage, storages
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from core import documents, jobs
from core.management.commands import worker
from core.models import Job
from tests.core import files

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)


@pytest.fixture
def calls(monkeypatch):
    """Only the jobs of the test are declared; what ran is noted here."""
    monkeypatch.setattr(jobs, "_declared", {})
    return []


def declare(name, calls, *, every=timedelta(hours=1), fails=False):
    @jobs.job(name, every=every)
    def work(now):
        calls.append((name, now))
        if fails:
            raise RuntimeError("the printer is on fire")

    Job.objects.update_or_create(name=name, defaults={"next_run_at": NOON})


def test_a_job_that_is_due_runs_once_and_again_when_its_time_has_come(calls):
    declare("a", calls)
    assert jobs.run_due(NOON - timedelta(seconds=1)) == 0
    assert jobs.run_due(NOON) == 1
    assert jobs.run_due(NOON + timedelta(minutes=59)) == 0
    assert jobs.run_due(NOON + timedelta(hours=1)) == 1
    assert calls == [("a", NOON), ("a", NOON + timedelta(hours=1))]
    assert Job.objects.get().last_run_at == NOON + timedelta(hours=1)


def test_a_new_job_gets_its_row_and_runs_at_once(calls):
    declare("a", calls)
    Job.objects.all().delete()
    assert jobs.run_due() == 1
    assert Job.objects.get().name == "a"


def test_a_job_that_fails_is_noted_and_tried_again_and_the_others_go_on(calls, caplog):
    declare("a", calls, fails=True)
    declare("b", calls)
    assert jobs.run_due(NOON) == 2
    failed = Job.objects.get(name="a")
    assert failed.last_error.startswith("RuntimeError")
    assert failed.next_run_at == NOON + jobs.RETRY_AFTER_FAILURE
    assert "a" in caplog.text
    assert [name for name, _now in calls] == ["a", "b"]


def test_a_job_that_works_again_is_no_longer_marked_as_failed(calls):
    declare("a", calls)
    Job.objects.update(last_error="RuntimeError")
    jobs.run_due(NOON)
    assert Job.objects.get().last_error == ""


def test_a_frequent_job_that_fails_is_not_made_to_wait_longer(calls):
    declare("a", calls, every=timedelta(seconds=20), fails=True)
    jobs.run_due(NOON)
    assert Job.objects.get().next_run_at == NOON + timedelta(seconds=20)


def test_a_job_that_another_worker_is_at_is_left_alone(calls):
    declare("a", calls)
    assert jobs._claim("a", NOON)
    assert jobs.run_due(NOON + timedelta(minutes=1)) == 0
    assert calls == []


def test_a_job_whose_worker_died_is_taken_over_when_its_lease_ends(calls):
    declare("a", calls)
    assert jobs._claim("a", NOON)
    assert jobs.run_due(NOON + jobs.LEASE) == 1


def test_two_jobs_cannot_share_a_name(calls):
    declare("a", calls)
    with pytest.raises(ValueError, match="two jobs called a"):
        jobs.job("a", every=timedelta(hours=1))(jobs.sweep)


def test_the_worker_runs_what_is_due_once_and_stops(calls):
    declare("a", calls)
    call_command("worker", "--once")
    assert len(calls) == 1


def test_letters_are_sent_and_old_files_swept_without_anybody_asking():
    assert {"send_letters", "sweep"} <= set(jobs._declared)
    assert jobs._declared["send_letters"].every <= timedelta(seconds=20)


def test_the_sweep_removes_a_file_that_no_row_names_after_a_day():
    kept = documents.store(content=files.PDF, name="a.pdf", by=None)
    storage = storages["documents"]
    orphan = storage.save("ab/orphan", BytesIO(files.PDF))
    now = timezone.now()
    jobs.sweep(now + timedelta(hours=23))
    assert storage.exists(orphan)
    jobs.sweep(now + timedelta(hours=25))
    assert not storage.exists(orphan)
    assert storage.exists(kept.file.name)


def test_the_sweep_bears_a_storage_in_which_nothing_was_ever_stored():
    missing = FileSystemStorage(location="/nowhere/at/all")
    with mock.patch.object(jobs, "storages", {"documents": missing}):
        jobs.sweep(timezone.now())


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="row locks need PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_never_take_the_same_job(calls):
    declare("a", calls)

    def claim_elsewhere():
        try:
            return jobs._claim("a", NOON)
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor(1) as other_worker:
        Job.objects.select_for_update().get(name="a")
        assert other_worker.submit(claim_elsewhere).result(timeout=10) is False
    assert jobs._claim("a", NOON) is True


def test_a_worker_waits_for_a_database_that_is_away_instead_of_dying(calls):
    stop = mock.Mock()
    stop.is_set.side_effect = [False, False, True]
    with (
        mock.patch.object(worker, "Event", return_value=stop),
        mock.patch.object(worker, "run_due", side_effect=[OperationalError, 0]) as run_due,
        mock.patch.object(worker, "close_old_connections"),
        mock.patch.object(worker.signal, "signal"),
    ):
        call_command("worker")
    assert run_due.call_count == 2


def test_a_session_that_has_run_out_is_deleted_with_what_was_kept_in_it(db, client):
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from core.jobs import end_sessions

    session = client.session
    session["kept_typed"] = {"path": "/min-forening/1/", "typed": "note=hemmeligt"}
    session.save()
    now = timezone.now()
    end_sessions(now)
    assert Session.objects.count() == 1
    end_sessions(now + timedelta(days=30))
    assert not Session.objects.exists()


def test_who_read_a_page_is_forgotten_after_a_year_and_who_opened_a_file_is_not(cast):
    document = documents.store(content=files.PDF, name="brev.pdf", by=cast.secretary)
    for read in (cast.culture, document):
        accessed.send(type(read), instance=read)
    reads = LogEntry.objects.filter(action=LogEntry.Action.ACCESS)
    moment = reads.earliest("timestamp").timestamp
    jobs.forget_reads(moment + timedelta(days=365))
    assert reads.count() == 2
    jobs.forget_reads(moment + timedelta(days=366))
    assert [one.content_type.model for one in reads] == ["document"]
