import pytest

from surveys.impact.indicator_evidence import IndicatorPoint
from surveys.impact.version_1.indicator import chart_of, limits_of, mean_moving_range
from surveys.impact.version_1.summary import Indicator
from tests.surveys.impact.version_1.builders import MODEL, STARTED, outcome_of, series

STEADY = [
    10.0,
    12.0,
] * 6  # mean 11, every moving range 2: limits 11 -/+ 5.32, two thirds of the way 7.4533 and 14.5467


def chart(after: list[float], before: list[float] = STEADY, better: str = "up") -> Indicator:
    return chart_of(series(before, after, better), STARTED, MODEL)


def test_limits_are_the_mean_and_2_66_mean_moving_ranges():
    assert limits_of(STEADY) == pytest.approx((5.68, 16.32))


def test_an_outlying_moving_range_is_left_out_once():
    # steps 1 x 9 and 41: mean 5, 3.27 x 5 = 16.35, so 41 goes and 1 is left
    values = [0.0, 1.0] * 5 + [42.0]
    assert mean_moving_range(values) == pytest.approx(1.0)


def test_the_baseline_is_what_came_before_the_action():
    drawn = chart([11.0, 11.0])
    assert (drawn.centre, drawn.baseline_points, len(drawn.points)) == (11.0, 12, 14)


def test_a_steady_indicator_gives_no_signal():
    drawn = chart([10.0, 12.0, 10.0])
    assert (drawn.signals, drawn.direction) == ([], "no_clear_change")


def test_a_point_outside_the_limits_is_a_signal():
    drawn = chart([16.33])
    assert (drawn.signals, drawn.direction) == (["outside the limits, up: 1 June 2025"], "better")


def test_a_point_just_inside_the_limits_is_none():
    assert chart([16.31]).signals == []


def test_a_signal_against_the_wanted_direction_is_worse():
    assert chart([16.33], better="down").direction == "worse"


def test_signals_both_ways_are_no_clear_change():
    assert chart([16.33, 5.0]).direction == "no_clear_change"


def test_seven_in_a_row_on_one_side_are_a_signal():
    drawn = chart([11.1, 11.3] * 3 + [11.1])
    assert drawn.signals == ["seven in a row on one side of the mean, up: to 1 December 2025"]


def test_six_in_a_row_are_none():
    assert chart([11.1, 11.3] * 3).signals == []


def test_a_point_on_the_mean_breaks_the_row():
    assert chart([11.1, 11.3, 11.1, 11.0, 11.3, 11.1, 11.3]).signals == []


def test_a_long_row_is_one_signal():
    assert len(chart([11.1, 11.3] * 6).signals) == 1


def test_seven_points_falling_are_a_trend():
    drawn = chart([12.0, 11.8, 11.6, 11.4, 10.8, 10.6, 10.4], better="down")
    assert (drawn.signals, drawn.direction) == (
        ["a trend of seven points, down: to 1 December 2025"],
        "better",
    )


def test_six_points_falling_are_no_trend():
    assert chart([12.0, 11.8, 11.6, 11.4, 10.8, 10.6]).signals == []


def test_two_of_three_near_a_limit_are_a_signal():
    assert chart([14.6, 11.0, 14.6]).signals == [
        "two of three points near a limit, up: to 1 August 2025"
    ]


def test_two_of_three_near_opposite_limits_are_none():
    assert chart([14.6, 11.0, 7.4]).signals == []


def test_two_of_three_exactly_two_thirds_of_the_way_are_none():
    assert chart([14.5, 11.0, 14.5]).signals == []


def test_fewer_than_ten_baseline_points_are_said_and_nothing_is_claimed_from_limits():
    drawn = chart([99.0], before=STEADY[:9])
    said = ["fewer than 10 baseline points (9): no signal is claimed from limits"]
    assert (drawn.signals, drawn.limits, drawn.direction) == (said, None, None)


def test_exactly_ten_baseline_points_are_enough():
    assert chart([99.0], before=STEADY[:10]).direction == "better"


def test_without_a_start_date_nothing_is_claimed():
    drawn = chart_of(series(STEADY, [99.0]), None, MODEL)
    assert (drawn.direction, drawn.signals) == (None, ["no point after the action began"])


def test_a_period_with_nothing_to_divide_by_is_left_out():
    given = series(STEADY, [])
    empty = IndicatorPoint(STARTED, 3, 0)
    assert (
        outcome_of(indicators=(given.__class__("i", "O1", "T", "up", (*given.points, empty)),))
        .indicators[0]
        .points
        == chart([]).points
    )


def test_points_outside_the_limits_one_after_another_are_one_signal():
    signals = chart_of(series(STEADY, [20.0, 21.0, 22.0]), STARTED, MODEL).signals
    assert [s for s in signals if "outside" in s] == [
        "outside the limits, up: 1 June 2025 to 1 August 2025"
    ]
