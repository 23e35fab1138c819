import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.impact.version_2.chart_limits import limits_of, mean_moving_range

whole = st.lists(st.integers(0, 400).map(float), min_size=12, max_size=24)


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        ([10.0, 12.0] * 6, (11 - 2.66 * 2, 11 + 2.66 * 2)),
        ([3.0, 5.0, 4.0, 8.0], (5 - 2.66 * 7 / 3, 5 + 2.66 * 7 / 3)),
        ([0.2, 0.4], (0.3 - 2.66 * 0.2, 0.3 + 2.66 * 0.2)),
    ],
)
def test_limits_are_the_mean_and_2_66_mean_moving_ranges(
    values: list[float], limits: tuple[float, float]
):
    assert limits_of(values) == pytest.approx(limits)


@pytest.mark.parametrize("values", [[], [7.0], [7.0] * 12])
def test_a_baseline_without_variation_has_no_limits(values: list[float]):
    assert limits_of(values) is None


def test_an_outlying_moving_range_is_left_out_once():
    # ten steps of 1, then 41 and 40: mean 7.58, of which 3.27 times is 24.8, so both go
    assert mean_moving_range([0.0, 1.0] * 5 + [0.0, 41.0, 1.0]) == pytest.approx(1.0)


def test_what_is_outlying_after_that_stays():
    # ten 1s, one 5, one 50: mean 5.42, so 50 goes; then 1.36, and 5 is beyond 3.27 times that
    values = [0.0, 1.0] * 5 + [0.0, 5.0, 55.0]
    assert mean_moving_range(values) == pytest.approx(15 / 11)


def test_moving_ranges_stay_where_none_but_zeros_would_remain():
    # two steps of 1 among nine: mean 2/9, and both are beyond 3.27 times that
    values = [3.0, 3.0, 3.0, 3.0, 4.0, 3.0, 3.0, 3.0, 3.0, 3.0]
    assert mean_moving_range(values) == pytest.approx(2 / 9)


@given(whole, st.integers(-1000, 1000))
def test_adding_a_constant_moves_both_limits_by_it(values: list[float], constant: int):
    before, after = limits_of(values), limits_of([value + constant for value in values])
    assert (before is None) is (after is None)
    if before and after:
        assert after == pytest.approx([limit + constant for limit in before])


@given(whole)
def test_mirrored_values_mirror_the_limits(values: list[float]):
    before, after = limits_of(values), limits_of([-value for value in values])
    assert (before is None) is (after is None)
    if before and after:
        assert after == pytest.approx((-before[1], -before[0]))
