"""The number on a form on paper: read however it is typed, and a slip in it is noticed."""

import pytest

from surveys.asking.paper_number import LETTERS, check_letters, paper_number, read_paper_number


@pytest.mark.parametrize("typed", ["0017-KD", "17 kd", " 0017kd ", "0017–KD"])
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert read_paper_number(typed) == (17, "KD")


@pytest.mark.parametrize("typed", ["", "0017", "KD", "17-K", "17-KDX", "17-IO", "x" * 40])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert read_paper_number(typed) is None


def test_the_letters_are_two_without_look_alikes_and_all_are_used() -> None:
    found = {check_letters(number.to_bytes(4)) for number in range(len(LETTERS) ** 2)}
    assert len(found) == len(LETTERS) ** 2
    assert set("".join(found)).isdisjoint("ILO")


def test_a_number_has_four_digits_or_more() -> None:
    assert [paper_number(count, "KD") for count in (7, 12345)] == ["0007-KD", "12345-KD"]
