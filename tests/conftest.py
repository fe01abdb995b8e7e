"""Fixtures every test may use."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connections
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


@pytest.fixture
def cast(db, clock) -> Cast:
    """Everybody, at NOW."""
    return make_cast()


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A browser in which this person is logged in."""

    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return log_in
