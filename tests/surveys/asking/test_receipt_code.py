"""A receipt code: read as people type it, and a slip in it is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.asking.receipt_code import ALPHABET, EXAMPLE, read_code, receipt_code

CODES = st.binary(min_size=8, max_size=32).map(receipt_code)


@given(CODES)
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    assert read_code(code) == code
    assert read_code(f"  {code.lower().replace('-', ' ')} ") == code
    assert len(code.replace("-", "")) == 12


@given(CODES, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_a_slip_in_one_character_is_noticed(code: str, at: int, other: str) -> None:
    plain = code.replace("-", "")
    slipped = plain[:at] + other + plain[at + 1 :]
    assert (read_code(slipped) is None) is (slipped != plain)


@given(CODES, st.integers(0, 10))
def test_two_neighbours_that_were_swapped_are_noticed(code: str, at: int) -> None:
    plain = code.replace("-", "")
    swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
    assert (read_code(swapped) is None) is (swapped != plain)


@pytest.mark.parametrize("typed", ["", "4F7K", "0000-0000-0000", "I have none", EXAMPLE, "x" * 400])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


def test_no_two_characters_look_alike() -> None:
    assert set("01OIL").isdisjoint(ALPHABET)
    assert len(set(ALPHABET)) == 31
