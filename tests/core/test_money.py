from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core import money


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.500", "1500"),
        ("1500", "1500"),
        ("1500,50", "1500.50"),
        ("1.500,5", "1500.50"),
        ("1.234.567,89", "1234567.89"),
        ("1500.50", "1500.50"),
        ("1.5", "1.50"),
        ("kr. 1.500", "1500"),
        ("Kr 1.500", "1500"),
        ("1.500 kr.", "1500"),
        ("1500kr", "1500"),
        ("DKK 1.500", "1500"),
        ("1.500,-", "1500"),
        ("1 500", "1500"),
        ("1\u00a0500,00\u00a0kr.", "1500"),
        ("1\u202f500", "1500"),
        ("٠١٢٣٤٥٦٧٨٩", "123456789"),
        ("١٬٥٠٠٫٥٠", "1500.50"),
        ("۱۵۰۰", "1500"),
        ("١٥٠٠٫٥٠", "1500.50"),
        ("0", "0"),
        ("  12  ", "12"),
    ],
)
def test_an_amount_is_read_as_danes_and_newcomers_type_it(typed, amount):
    assert money.parse(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["-1", "−1", "- 1.500", "-1.500,50 kr."])
def test_a_negative_amount_is_refused_with_its_own_words(typed):
    with pytest.raises(ValidationError) as refusal:
        money.parse(typed)
    assert refusal.value.code == "negative"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "kr.",
        "meget",
        "1,500",
        "1,500.50",
        "15.00.0",
        "1.50.0",
        "15 00",
        "1.500 000",
        "1,2,3",
        "1e5",
        "NaN",
        "Infinity",
        "12,345",
        "½",
        "1500 €",
    ],
)
def test_an_unclear_amount_is_refused_and_the_wanted_form_shown(typed):
    with pytest.raises(ValidationError) as refusal:
        money.parse(typed)
    assert refusal.value.code == "invalid"
    assert "1500,50" in refusal.value.message


@pytest.mark.parametrize("typed", ["10.000.000.000", "9" * 500])
def test_an_amount_that_no_column_holds_is_refused(typed):
    with pytest.raises(ValidationError) as refusal:
        money.parse(typed)
    assert refusal.value.code == "max_value"


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal("12345"), "12.345,00 kr."),
        (Decimal("0"), "0,00 kr."),
        (Decimal("0.5"), "0,50 kr."),
        (Decimal("1234567.895"), "1.234.567,90 kr."),
        (Decimal("-250"), "-250,00 kr."),
        (300000, "300.000,00 kr."),
    ],
)
def test_an_amount_is_written_the_danish_way(amount, written):
    assert money.format(amount) == written


@given(st.decimals(min_value=0, max_value=money.MOST, places=2))
def test_what_is_written_is_read_back_as_the_same_amount(amount):
    assert money.parse(money.format(amount)) == amount


@given(st.text())
def test_any_text_is_either_an_amount_or_refused(text):
    try:
        amount = money.parse(text)
    except ValidationError:
        return
    assert 0 <= amount <= money.MOST
    assert amount == amount.quantize(money.CENT)
