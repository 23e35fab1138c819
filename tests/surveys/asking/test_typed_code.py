"""Codes that people type: read however they are typed, and a slip in one is noticed."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.asking import link_code, receipt_code
from surveys.asking.typed_code import ALPHABET, CodeShape

SECRETS = st.binary(min_size=8, max_size=32)
Shape = tuple[int, Callable[[bytes], str], Callable[[str], str | None]]
SHAPES: tuple[Shape, ...] = (
    (12, receipt_code.receipt_code, receipt_code.read_code),
    (10, link_code.link_code, link_code.read_code),
)
EACH = pytest.mark.parametrize("shape", SHAPES, ids=("receipt", "link"))


@EACH
@given(secret=SECRETS)
def test_a_code_is_read_however_it_is_typed(shape: Shape, secret: bytes) -> None:
    length, write, read = shape
    code = write(secret)
    assert read(code) == code
    assert read(f"  {code.lower().replace('-', ' ')} ") == code
    assert len(code.replace("-", "")) == length


@EACH
@given(secret=SECRETS, at=st.integers(0, 11), other=st.sampled_from(ALPHABET))
def test_a_slip_in_one_character_is_noticed(
    shape: Shape, secret: bytes, at: int, other: str
) -> None:
    length, write, read = shape
    plain, at = write(secret).replace("-", ""), at % length
    slipped = plain[:at] + other + plain[at + 1 :]
    assert (read(slipped) is None) is (slipped != plain)


@EACH
@given(secret=SECRETS, at=st.integers(0, 10))
def test_two_neighbours_that_were_swapped_are_noticed(shape: Shape, secret: bytes, at: int) -> None:
    length, write, read = shape
    plain, at = write(secret).replace("-", ""), at % (length - 1)
    swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
    assert (read(swapped) is None) is (swapped != plain)


@EACH
@pytest.mark.parametrize("typed", ["", "4F7K", "0000-0000-0000", "I have none", "x" * 400])
def test_what_is_no_code_is_none(shape: Shape, typed: str) -> None:
    assert shape[2](typed) is None


def test_the_examples_look_like_codes_and_are_none() -> None:
    for module, (_, write, read) in zip((receipt_code, link_code), SHAPES, strict=True):
        assert read(module.EXAMPLE) is None
        assert [len(part) for part in write(b"12345678").split("-")] == [
            len(part) for part in module.EXAMPLE.split("-")
        ]


def test_no_two_characters_look_alike() -> None:
    assert set("01OIL").isdisjoint(ALPHABET)
    assert len(set(ALPHABET)) == 31


def test_codes_are_grouped() -> None:
    assert CodeShape(drawn=5, together=3).write(bytes(8)) == "222-222"
