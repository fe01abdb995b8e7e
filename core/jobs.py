"""Work that recurs, done by `manage.py worker`; any number of workers may run.

Each app declares its jobs in `jobs.py`:

    @job("close_rounds", every=timedelta(minutes=5))
    def close_rounds(now: datetime) -> None: ...

A worker claims a due row under a lock by moving its next run past a lease, so that no lock is
held while the job works; a worker that dies loses the claim when the lease ends. A job may
therefore run twice and must bear it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from post_office import mail

from core.models import Document, Job

logger = logging.getLogger(__name__)

Work = Callable[[datetime], None]
# Longer than any job works; after it another worker takes over from one that died.
LEASE = timedelta(minutes=15)
RETRY_AFTER_FAILURE = timedelta(minutes=5)
# A file younger than this may belong to a transaction that is still open.
ORPHAN_AGE = timedelta(days=1)
# Who read what is kept so long (docs/fortegnelse.md); who changed what stays with the row.
READS_KEPT = timedelta(days=365)


@dataclass(frozen=True)
class Declared:
    """A job as an app declares it."""

    work: Work
    every: timedelta


_declared: dict[str, Declared] = {}


def job(name: str, *, every: timedelta) -> Callable[[Work], Work]:
    """Declare a function as a job to be run `every` so often; it is given the present moment.

    Raises ValueError if another function has the name.
    """

    def declare(work: Work) -> Work:
        if name in _declared and _declared[name].work.__module__ != work.__module__:
            raise ValueError(f"There are two jobs called {name}.")
        _declared[name] = Declared(work, every)
        return work

    return declare


def run_due(now: datetime | None = None) -> int:
    """Run every job that is due, each once; return how many ran.

    A job that fails is logged, noted in its row and tried again; the others go on.
    """
    _make_rows()
    count = 0
    for name in list(_declared):
        if _claim(name, now or timezone.now()):
            _run(name, now)
            count += 1
    return count


def _make_rows() -> None:
    known = set(Job.objects.values_list("name", flat=True))
    Job.objects.bulk_create(
        (Job(name=name) for name in _declared if name not in known), ignore_conflicts=True
    )


@transaction.atomic
def _claim(name: str, now: datetime) -> bool:
    """Take a job that is due, unless another worker holds it or was faster."""
    due = Job.objects.select_for_update(skip_locked=True).filter(name=name, next_run_at__lte=now)
    row = due.first()
    if row is None:
        return False
    row.next_run_at = now + LEASE
    row.save(update_fields=["next_run_at"])
    return True


def _run(name: str, now: datetime | None) -> None:
    started_at = now or timezone.now()
    declared = _declared[name]
    error = ""
    try:
        declared.work(started_at)
    except Exception as failure:
        # The one place that catches everything: a job's fault must not stop the other jobs.
        logger.exception("The job %s failed.", name)
        error = f"{type(failure).__name__}: {failure}"[:2000]
    wait = min(declared.every, RETRY_AFTER_FAILURE) if error else declared.every
    Job.objects.filter(name=name).update(
        last_run_at=started_at, last_error=error, next_run_at=started_at + wait
    )


@job("send_letters", every=timedelta(seconds=20))
def send_letters(now: datetime) -> None:
    """Send the letters that wait in the outbox; what fails is tried again by post_office.

    One process: forked ones would share this worker's database connection. The claim on this
    job's row keeps a second worker from sending the same letters.
    """
    mail.send_queued(processes=1)


@job("sweep", every=timedelta(hours=24))
def sweep(now: datetime) -> None:
    """Delete stored files that no row names: their transaction was rolled back."""
    storage = storages["documents"]
    try:
        folders, _files = storage.listdir("")
    except FileNotFoundError:
        # Nothing was ever stored.
        return
    for folder in folders:
        names = {f"{folder}/{file}" for file in storage.listdir(folder)[1]}
        rows = Document.objects.filter(file__startswith=f"{folder}/")
        for orphan in sorted(names - set(rows.values_list("file", flat=True))):
            if storage.get_modified_time(orphan) < now - ORPHAN_AGE:
                storage.delete(orphan)


@job("end_sessions", every=timedelta(hours=24))
def end_sessions(now: datetime) -> None:
    """Delete sessions that have run out, with whatever typed text was kept in them."""
    Session.objects.filter(expire_date__lt=now).delete()


@job("forget_reads", every=timedelta(hours=24))
def forget_reads(now: datetime) -> None:
    """Delete from the audit trail whose page was read by whom more than a year ago.

    That a file was opened stays: for a letter it says that it reached its reader.
    """
    reads = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, timestamp__lt=now - READS_KEPT)
    reads.exclude(content_type=ContentType.objects.get_for_model(Document)).delete()
