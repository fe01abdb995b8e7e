import pytest
from django.core.exceptions import ValidationError

from core import cvr, phone


@pytest.mark.parametrize(
    "typed",
    ["13748136", "13 74 81 36", "13-74-81-36", "DK13748136", "dk 13 74 81 36", " 13748136 "],
)
def test_a_cvr_number_is_stored_as_eight_digits(typed):
    assert cvr.normalise(typed) == "13748136"


@pytest.mark.parametrize("typed", ["1374813", "137481366", "abc", "", "SE13748136", "1374813x"])
def test_a_cvr_number_needs_eight_digits(typed):
    with pytest.raises(ValidationError):
        cvr.normalise(typed)


@pytest.mark.parametrize("number", ["13748136", "13585628", "24256790", "99000007", "99000066"])
def test_a_right_check_digit_is_recognised(number):
    assert cvr.is_valid(number)


@pytest.mark.parametrize("number", ["13585627", "12345678", "10000000"])
def test_a_wrong_check_digit_is_recognised(number):
    assert not cvr.is_valid(number)


def test_a_cvr_number_is_shown_in_pairs():
    assert cvr.display("99000007") == "99 00 00 07"


@pytest.mark.parametrize("typed", ["46313000", "46 31 30 00", "+45 46 31 30 00", "0045 46313000"])
def test_a_danish_phone_number_is_stored_with_its_country(typed):
    assert phone.normalise(typed) == "+4546313000"


def test_a_foreign_phone_number_is_accepted_with_its_country():
    assert phone.normalise("+90 312 213 29 65") == "+903122132965"


@pytest.mark.parametrize("typed", ["1234", "ring til mig", "", "+45 46 31 30 00 00 00 00 00"])
def test_what_no_telephone_can_have_is_refused(typed):
    with pytest.raises(ValidationError):
        phone.normalise(typed)


def test_a_danish_phone_number_is_shown_in_pairs_and_a_foreign_one_with_its_country():
    assert phone.display("+4546313000") == "46 31 30 00"
    assert phone.display("+903122132965").startswith("+90 ")


def test_what_was_stored_before_as_free_text_is_shown_as_it_is():
    assert phone.display("spørg Hassan") == "spørg Hassan"
