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
