"""What `make bench` prints of indicator charts holds, with room for the noise of fewer rounds."""

from math import sqrt

import pytest

from tests.bench.chart_characteristics import LENGTHS, TRUTHS, Truth, percent_better

ROUNDS, STANDARD_ERRORS = 3_000, 3
NULLS = [truth for truth in TRUTHS if truth.target and not truth.shift]
SHIFTS = [truth for truth in TRUTHS if truth.target and truth.shift]


def _room(percent: float) -> float:
    return STANDARD_ERRORS * sqrt(percent * (100 - percent) / ROUNDS)


@pytest.mark.parametrize("length", LENGTHS, ids=str)
@pytest.mark.parametrize("truth", NULLS, ids=lambda truth: truth.words)
def test_where_nothing_changed_at_most_3_in_100_charts_are_better(
    truth: Truth, length: tuple[int, int]
):
    assert percent_better(truth, length, ROUNDS) <= 3 + _room(3)


@pytest.mark.parametrize("length", LENGTHS, ids=str)
@pytest.mark.parametrize("truth", SHIFTS, ids=lambda truth: truth.words)
def test_at_least_70_in_100_shifts_of_one_and_a_half_are_found(
    truth: Truth, length: tuple[int, int]
):
    assert percent_better(truth, length, ROUNDS) >= 70 - _room(70)
