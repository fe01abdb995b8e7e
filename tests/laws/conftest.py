"""The world is built once a module: many laws ask hundreds of pages about the same rows."""

import os
from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.storage import InMemoryStorage
from django.db import transaction
from django.test import override_settings

from core.models import Document
from tests.laws.world import TODAY, World, make_world

SETTINGS = {
    "STAFF_MFA_REQUIRED": False,
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "SECURE_SSL_REDIRECT": False,
}


@pytest.fixture(scope="module")
def shelf() -> InMemoryStorage:
    """Where the documents of this module's world lie."""
    return InMemoryStorage()


@pytest.fixture(autouse=True)
def documents_in_memory(plain_settings, shelf, monkeypatch) -> None:
    """All tests of a module find the documents of its world."""
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", shelf)


@pytest.fixture(scope="module")
def world(shelf, cast_kept, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """The world, gone with the module's last test; time stands at TODAY."""
    with django_db_blocker.unblock():
        cast_kept.close()  # the world makes its own
    with (
        django_db_blocker.unblock(),
        override_settings(**SETTINGS),
        time_machine.travel(TODAY, tick=False),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(Document._meta.get_field("file"), "storage", shelf)
        made = make_world()
        if "PYTEST_XDIST_WORKER" in os.environ:
            made.walks = tmp_path_factory.getbasetemp().parent
        yield made
        transaction.set_rollback(True)
