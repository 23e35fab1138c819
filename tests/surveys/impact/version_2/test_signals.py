"""Signals as NHSRplotthedots finds them: seven in a row, a trend of seven, two of three."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.impact.parts import Interval
from surveys.impact.version_2.signals import ChartSignal, SignalKind, signals_of, zone_of
from tests.surveys.impact.version_2.charted import GATES

CENTRE, LIMITS = 50.0, (20.0, 80.0)  # two thirds of the way: 30 and 70
whole = st.lists(st.integers(0, 100).map(float), min_size=1, max_size=30)
OUTSIDE, RUN, TREND, TWO = SignalKind


def found(values: list[float], limits: Interval | None = LIMITS) -> list[ChartSignal]:
    return list(signals_of(values, CENTRE, limits, GATES))


@pytest.mark.parametrize(
    ("value", "zone"),
    [(50, 0), (51, 1), (70, 1), (71, 2), (80, 2), (81, 3), (49, -1), (30, -1), (29, -2), (19, -3)],
)
def test_a_value_on_a_border_is_inside(value: float, zone: int):
    assert zone_of(value, CENTRE, LIMITS) == zone


@pytest.mark.parametrize(
    ("values", "signals"),
    [
        pytest.param([80.0], [], id="on the limit"),
        pytest.param([81.0], [(OUTSIDE, 1, 0, 0)], id="outside"),
        pytest.param([40, 19, 18, 40], [(OUTSIDE, -1, 1, 2)], id="outside twice, below"),
        pytest.param([81, 19], [(OUTSIDE, 1, 0, 0), (OUTSIDE, -1, 1, 1)], id="outside both ways"),
        pytest.param([51, 52] * 3, [], id="six on a side"),
        pytest.param([51, 52, 51, 52, 51, 52, 51], [(RUN, 1, 0, 6)], id="seven on a side"),
        pytest.param([51, 52] * 4, [(RUN, 1, 0, 7)], id="eight are one signal"),
        pytest.param([51, 52, 51, 50, 51, 52, 51, 52], [], id="one on the mean breaks the row"),
        pytest.param([40, 42, 44, 46, 48, 52], [], id="six rise"),
        pytest.param([40, 42, 44, 46, 48, 52, 54], [(TREND, 1, 0, 6)], id="seven rise"),
        pytest.param([40, 42, 44, 46, 46, 48, 52, 54], [], id="two alike break the trend"),
        pytest.param([60, 56, 54, 52, 48, 46, 44, 42], [(TREND, -1, 0, 7)], id="eight fall"),
        pytest.param([71, 71], [], id="two near, and no third"),
        pytest.param([71, 51, 72], [(TWO, 1, 0, 2)], id="two of three near"),
        pytest.param([29, 28, 49], [(TWO, -1, 0, 2)], id="two of three near, below"),
        pytest.param([71, 49, 71], [], id="the third on the other side"),
        pytest.param([71, 50, 71], [], id="the third on the mean"),
        pytest.param([71, 51, 29], [], id="near limits on both sides"),
        pytest.param([70, 51, 70], [], id="just two thirds of the way"),
        pytest.param([71, 51, 81], [(OUTSIDE, 1, 2, 2)], id="outside is not near"),
        pytest.param(
            [71, 72, 81], [(OUTSIDE, 1, 2, 2), (TWO, 1, 0, 2)], id="outside may be the third"
        ),
        pytest.param([71, 72, 73], [(TWO, 1, 0, 2)], id="three of three near"),
    ],
)
def test_a_rule_finds_its_signals_and_no_others(
    values: list[float], signals: list[tuple[SignalKind, int, int, int]]
):
    assert found(values) == [ChartSignal(*signal) for signal in signals]


def test_without_limits_only_rules_that_need_none_find_anything():
    values = [99.0, 98.0, 97.0, 96.0, 95.0, 94.0, 93.0]
    kinds = [signal.kind for signal in found(values, limits=None)]
    assert kinds == [SignalKind.RUN, SignalKind.TREND]


@given(whole, st.integers(-1000, 1000))
def test_adding_a_constant_to_all_changes_no_signal(values: list[float], constant: int):
    moved = [value + constant for value in values]
    limits = (LIMITS[0] + constant, LIMITS[1] + constant)
    assert list(signals_of(moved, CENTRE + constant, limits, GATES)) == found(values)


@given(whole)
def test_mirrored_values_have_the_mirrored_signals(values: list[float]):
    mirrored = found([2 * CENTRE - value for value in values])
    turned = {ChartSignal(one.kind, -one.side, one.first, one.last) for one in mirrored}
    assert turned == set(found(values))


@given(whole)
def test_no_value_is_in_signals_of_one_rule_up_and_down(values: list[float]):
    for kind in set(SignalKind) - {SignalKind.TREND}:  # the top of a rise may begin a fall
        places = [
            {
                place
                for s in found(values)
                if (s.kind, s.side) == (kind, side)
                for place in range(s.first, s.last + 1)
            }
            for side in (1, -1)
        ]
        assert places[0].isdisjoint(places[1])


@given(whole, st.integers(0, 30))
def test_a_signal_stays_when_values_outside_it_are_left_out(values: list[float], place: int):
    rest = [value for at, value in enumerate(values) if at != place]
    for one in found(values):
        if place < one.first or place > one.last:
            moved = one.first - (place < one.first)
            assert any(s.kind is one.kind and s.first <= moved <= s.last for s in found(rest))
