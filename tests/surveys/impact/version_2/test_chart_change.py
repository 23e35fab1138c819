"""The change of an indicator, by hand and against scipy.stats."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from surveys.impact.version_2.chart_change import MeanChange, Placed, change_of
from tests.surveys.impact.version_2.charted import GATES

values = st.lists(st.integers(0, 40).map(float), min_size=3, max_size=24)
varied = values.filter(lambda some: len(set(some)) > 1)
after_values = st.lists(st.integers(0, 40).map(float), min_size=1, max_size=12)
LEANING = [10 + place / 2 + 3 * (-1) ** place for place in range(12)]  # mean 12.75


def placed(values: Sequence[float], first: int = 0) -> list[Placed]:
    return list(enumerate(values, start=first))


def change(before: Sequence[float], after: Sequence[float]) -> MeanChange:
    return change_of(placed(before), placed(after, len(before)), GATES)


def test_the_interval_is_students_with_one_variance():
    # 12 + 2 squares over 14 - 2 are 1.1667; the error is the root of that times (1/12 + 1/2)
    found = change([10.0, 12.0] * 6, [14.0, 16.0])
    assert (found.before, found.after, found.difference) == (11.0, 15.0, 4.0)
    assert found.interval == pytest.approx((4 - 2.17881 * 0.824958, 4 + 2.17881 * 0.824958))
    assert (found.lag_1, found.counted, found.periods) == (0.0, (12.0, 2.0), (12, 2))


def test_the_number_of_periods_is_reduced_for_the_correlation_of_neighbours():
    # 8 products of neighbours are .25 and 6 are -.25, over 16 squares of .25: .125
    found = change([0.0, 0.0, 1.0, 1.0] * 3, [2.0, 2.0, 3.0, 3.0])
    assert found.lag_1 == pytest.approx(0.125 + 2.5 / 16)
    share = (1 - 0.28125) / (1 + 0.28125)
    assert found.counted == pytest.approx((12 * share, 4 * share))
    error = (4 / 14 * (1 / (12 * share) + 1 / (4 * share))) ** 0.5
    reach = error * stats.t.ppf(0.975, 16 * share - 2)
    assert found.interval == pytest.approx((2 - reach, 2 + reach))


def test_values_that_hardly_differ_from_their_neighbours_count_as_one():
    found = change([0.0] * 6 + [1.0] * 6, [9.0, 9.0])
    assert found.counted[1] == 1.0
    assert found.lag_1 > 0.9


@pytest.mark.filterwarnings("ignore:Precision loss")  # of scipy, where all values after are alike
@given(varied, st.lists(st.integers(0, 40).map(float), min_size=2, max_size=12))
def test_it_is_the_t_test_of_scipy_or_a_wider_interval_where_neighbours_are_alike(
    before: list[float], after: list[float]
):
    found = change(before, after)
    theirs = stats.ttest_ind(after, before).confidence_interval(GATES.confidence)
    if found.lag_1 == 0:
        assert found.interval == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    else:
        assert found.interval[0] < theirs.low
        assert found.interval[1] > theirs.high


@given(varied, after_values)
def test_a_baseline_leans_where_the_slope_of_scipy_has_p_below_a_fifth(
    before: list[float], after: list[float]
):
    theirs = stats.linregress(range(len(before)), before)
    middle = len(before) + (len(after) - 1) / 2
    line = change(before, after).line
    if line is not None:
        assert line == pytest.approx(theirs.intercept + theirs.slope * middle)
    assert (line is not None) is bool(theirs.pvalue < GATES.lean)


@pytest.mark.parametrize(
    ("after", "side"),
    [
        pytest.param([20.0, 24.0] * 6, 1, id="above the line"),
        pytest.param([14.0, 20.0] * 6, 0, id="above the mean, below the line"),
        pytest.param([2.0, 6.0] * 6, -1, id="below the mean, and so below the line"),
    ],
)
def test_a_change_must_lie_beyond_the_line_of_a_baseline_that_leans(after: list[float], side: int):
    found = change(LEANING, after)
    # slope 1/2 - 18/143, twelve places on from the middle of the baseline
    assert found.line == pytest.approx(12.75 + 12 * (1 / 2 - 18 / 143))
    assert not found.interval[0] <= 0 <= found.interval[1]
    assert found.side == side


@given(varied, after_values)
def test_swapping_up_and_down_turns_the_change_round(before: list[float], after: list[float]):
    found = change(before, after)
    mirrored = change([-value for value in before], [-value for value in after])
    assert mirrored.side == -found.side
    assert mirrored.interval == pytest.approx((-found.interval[1], -found.interval[0]))


@given(varied, after_values, st.integers(-500, 500))
def test_adding_a_constant_to_all_changes_no_difference(
    before: list[float], after: list[float], constant: int
):
    found = change(before, after)
    moved = change([v + constant for v in before], [v + constant for v in after])
    assert moved.interval == pytest.approx(found.interval, abs=1e-6)
    assert moved.counted == pytest.approx(found.counted)


def test_places_left_out_still_count_in_the_line():
    gappy = [(0, 1.0), (1, 3.0), (5, 5.0), (9, 11.0), (10, 10.0)]
    theirs = stats.linregress(*zip(*gappy, strict=True))
    found = change_of(gappy, [(20, 30.0)], GATES)
    assert found.line == pytest.approx(theirs.intercept + 20 * theirs.slope)
