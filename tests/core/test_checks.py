import pytest

from core.checks import municipal_settings


@pytest.fixture
def municipal(settings):
    """Settings as a municipality has them."""
    settings.DEMO = False
    settings.STAFF_MFA_REQUIRED = True
    settings.BASE_URL = "https://foreningsbro.example.dk"
    backends = {"default": "django.core.mail.backends.smtp.EmailBackend"}
    settings.POST_OFFICE = {**settings.POST_OFFICE, "BACKENDS": backends}
    return settings


def warned():
    return [warning.id for warning in municipal_settings()]


def test_nothing_is_said_of_a_municipality_that_has_set_everything(municipal):
    assert warned() == []


@pytest.mark.parametrize(
    ("setting", "value", "warning"),
    [
        ("DEMO", True, "foreningsbro.W001"),
        ("STAFF_MFA_REQUIRED", False, "foreningsbro.W002"),
        ("BASE_URL", "http://foreningsbro.example.dk", "foreningsbro.W003"),
    ],
)
def test_a_demo_setting_is_warned_of_before_it_goes_into_production(
    municipal, setting, value, warning
):
    setattr(municipal, setting, value)
    assert warned() == [warning]


def test_letters_that_would_never_leave_are_warned_of(municipal):
    backends = {"default": "django.core.mail.backends.dummy.EmailBackend"}
    municipal.POST_OFFICE = {**municipal.POST_OFFICE, "BACKENDS": backends}
    assert warned() == ["foreningsbro.W004"]
