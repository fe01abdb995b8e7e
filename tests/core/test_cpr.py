import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import cpr


@pytest.mark.parametrize(
    "text",
    [
        "0101901234",
        "010190-1234",
        "010190 1234",
        "010190–1234",
        "010190−1234",
        "010190—1234",
        "010190/1234",
        "010190.1234",
        "010190 - 1234",
        "010190\u00a01234",
        "010190\u20111234",
        "01 01 90 1234",
        "01 01 90-1234",
        "290201-1234",
        "290200 1234",
        "311299-0001",
        "010100 0000",
        "CPR:0101901234",
        "cpr_010190_1234.pdf",
        "0101901234.pdf",
        "(010190-1234)",
        "Min mor er født 010190-1234, og hun bor her.",
        "010190\n1234",
        "\u200f010190\u200e-1234",
        "٠١٠١٩٠-١٢٣٤",
        "010190-1234x",
    ],
)
def test_what_looks_like_a_cpr_number_is_found(text):
    assert len(cpr.find(text)) == 1


@pytest.mark.parametrize("number", ["010190-0000", "010190-0001", "010107-1111"])
def test_a_number_without_modulus_11_is_found_as_well(number):
    # Since 2007 these are given out, mostly to people born on 1 January.
    assert cpr.find(f"hun hedder Amina, {number}") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "46 31 30 00",
        "+45 46 31 30 00",
        "+4546313000",
        "99000007",
        "CVR 99 00 00 07",
        "320190-1234",
        "001290-1234",
        "011390-1234",
        "310490-1234",
        "300290-1234",
        "24-12-2026",
        "24.12.2026 kl. 18.30",
        "2026-12-24 1200",
        "20261224 1200",
        "12345678901234",
        "10101901234",
        "01019012345",
        "1.500.000,00 kr.",
        "KIP-2026-0042",
        "010190 123",
        "01019 1234",
        "010190----1234",
        "010190 og 1234",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert cpr.find(text) == []


def test_every_number_in_a_text_is_found_as_it_was_typed():
    text = "Formand 010190-1234, kasserer 311285 4321, telefon 46 31 30 00"
    assert cpr.find(text) == ["010190-1234", "311285 4321"]


@given(
    st.dates(),
    st.integers(min_value=0, max_value=9999),
    st.sampled_from(["", " ", "-", " - ", "–", "−", "/", "."]),
)
def test_every_day_of_birth_with_any_four_digits_is_found(born, serial, separator):
    number = f"{born:%d%m%y}{separator}{serial:04}"
    assert cpr.find(f"a {number} b") == [number]


@given(st.text())
def test_no_text_breaks_the_search(text):
    assert all(found in text for found in cpr.find(text))
