import pytest
from django.contrib.auth import get_user_model


@pytest.fixture
def chair(db):
    """Somebody from an association."""
    return get_user_model().objects.create_user(
        email="formand@prim.example", full_name="Amina Hassan", preferred_language="ar"
    )


@pytest.fixture
def consultant(db):
    """Somebody who works for the municipality."""
    return get_user_model().objects.create_user(
        email="konsulent@prim.example", full_name="Ida Holm", is_staff=True
    )


@pytest.fixture(autouse=True)
def private_storage(settings, tmp_path):
    """Documents of a test lie in a folder of its own."""
    place = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path / "documents", "base_url": None},
    }
    settings.STORAGES = {**settings.STORAGES, "default": place, "documents": place}
    return tmp_path / "documents"
