"""`/sundhed/`: is the installation well? For monitoring; no personal data, no log-in."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import FileSystemStorage, storages
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from post_office.models import STATUS, Email

from core.models import Job

WORKER_SILENT = timedelta(minutes=5)  # its most frequent job runs every 20 seconds
LETTER_STUCK = timedelta(hours=1)
LEAST_FREE_BYTES = 200 * 1024 * 1024


@require_safe
@never_cache
@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """200 and `ok`, or 503 and what is wrong, in English for the log of a monitor."""
    try:
        wrong = _database_problems()
    except Error:
        wrong = ["The database cannot be reached."]
    wrong += _storage_problems()
    if wrong:
        return JsonResponse({"status": "failing", "problems": wrong}, status=503)
    return JsonResponse({"status": "ok"})


def _database_problems() -> list[str]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        # Without its tables nothing else can be asked.
        return ["Migrations are not applied."]
    now = timezone.now()
    problems = []
    if not Job.objects.filter(last_run_at__gte=now - WORKER_SILENT).exists():
        problems.append("No worker has run for 5 minutes.")
    if failing := list(Job.objects.exclude(last_error="").values_list("name", flat=True)):
        problems.append(f"Jobs that failed: {', '.join(failing)}.")
    waiting = Email.objects.filter(status__in=[STATUS.queued, STATUS.requeued])
    if stuck := waiting.filter(created__lt=now - LETTER_STUCK).count():
        problems.append(f"Letters waiting for more than an hour: {stuck}.")
    return problems


def _storage_problems() -> list[str]:
    storage = storages["documents"]
    if not isinstance(storage, FileSystemStorage):
        try:
            storage.exists("health")
        except (BotoCoreError, ClientError):
            return ["The document storage cannot be reached."]
        return []
    # Made when the first document is stored: until then the folder above must be writable.
    folder = Path(storage.location)
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK):
        return ["The document storage is not writable."]
    if shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
        return ["The disk with the documents is nearly full."]
    return []
