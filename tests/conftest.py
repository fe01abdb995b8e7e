"""Fixtures every test may use."""

from collections.abc import Callable, Iterator
from copy import deepcopy

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython
from django.test import Client
from pytest_django.plugin import blocking_manager_key

from accounts.models import User
from core.models import Document, Language
from tests import migrated
from tests.cast import NOW, Cast, make_cast


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """On SQLite a file of this run's own: the race tests need several connections to one database."""
    database = connections["default"]
    if database.vendor == "sqlite":
        path = tmp_path_factory.getbasetemp() / "test.sqlite3"
        database.settings_dict["TEST"]["NAME"] = str(path)
        migrated.copy_to(path)
    else:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite begin with the copy."""
    return connections["default"].vendor == "sqlite"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test with real transactions empties the database: put the reference data back.

    Roles, languages, kinds of help and the municipality come from migrations, and every other test
    of this worker counts on them.
    """
    result = yield
    marker = item.get_closest_marker("django_db")
    if nextitem is not None and marker is not None and marker.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            restore_reference_data()
    return result


def restore_reference_data() -> None:
    """Run the data migrations of our apps again, if the database was emptied."""
    if Language.objects.exists():  # the test was skipped, or kept what was there
        return
    for (app, _name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        if (settings.BASE_DIR / app).is_dir():
            for operation in migration.operations:
                if isinstance(operation, RunPython):
                    operation.code(apps, None)


@pytest.fixture(autouse=True)
def plain_settings(settings):
    """Fast and self-contained: no second factor, plain static files, documents in memory."""
    # Time stands still, so attempts counted by one test would hold against the next.
    cache.clear()
    settings.STAFF_MFA_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECURE_SSL_REDIRECT = False
    settings.STORAGES = {
        **settings.STORAGES,
        "documents": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def documents_in_memory(plain_settings, monkeypatch) -> None:
    """The model's field keeps the storage it was made with: give it the one of these settings."""
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", storages["documents"])


@pytest.fixture
def clock() -> Iterator["time_machine.Traveller"]:
    """Time stands at NOW; `clock.move_to(…)` travels."""
    with time_machine.travel(NOW, tick=False) as coordinates:
        yield coordinates


class CastKept:
    """The rows of the cast, in a transaction around every test in a row that asks for them.

    Making them takes longer than most tests do.
    """

    def __init__(self) -> None:
        self.around: transaction.Atomic | None = None
        self.cast: Cast | None = None

    def open(self) -> None:
        if self.around is None:
            self.around = transaction.atomic()
            self.around._from_testcase = True  # type: ignore[attr-defined] # durable blocks go on
            self.around.__enter__()
            with time_machine.travel(NOW, tick=False):
                self.cast = make_cast()

    def close(self) -> None:
        if self.around is not None:
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)
            self.around = self.cast = None


@pytest.fixture(scope="session")
def cast_kept(django_db_setup, django_db_blocker) -> Iterator[CastKept]:
    """What the tests of this process share."""
    kept = CastKept()
    yield kept
    with django_db_blocker.unblock():
        kept.close()


@pytest.fixture
def around(request, plain_settings, cast_kept, django_db_blocker) -> None:
    """The kept cast lies beneath a test that asks for it, and beneath no other."""
    marker = request.node.get_closest_marker("django_db")
    is_real = marker is not None and marker.kwargs.get("transaction")
    with django_db_blocker.unblock():
        if "cast" in request.fixturenames and not is_real:
            cast_kept.open()
        else:
            cast_kept.close()


@pytest.fixture
def _django_db_helper(around, _django_db_helper) -> None:
    """Every test with a database begins inside, or outside, the kept cast's transaction."""


@pytest.fixture
def cast(db, cast_kept, clock) -> Cast:
    """Everybody, at NOW."""
    return deepcopy(cast_kept.cast) if cast_kept.cast else make_cast()


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A browser in which this person is logged in."""

    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return log_in
