"""A chart as a whole: parts around the start, the direction, and every reason against one."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.impact.indicator_evidence import IndicatorSeries
from surveys.impact.kinds import AtSource, Direction
from surveys.impact.version_2.chart_parts import Chart, Undecided
from tests.surveys.impact.version_2.charted import GROUP, STARTED, STEADY, at, chart, counts, shares

UP = [126.0, 128.0, 127.0, 126.0]
values = st.lists(st.integers(40, 60).map(float), min_size=12, max_size=18)


def test_a_mean_after_that_lies_above_is_better_or_worse_as_wanted():
    assert chart(counts(STEADY, UP)).direction is Direction.BETTER
    assert chart(counts(STEADY, UP, better="down")).direction is Direction.WORSE


def test_a_mean_after_like_the_one_before_is_no_clear_change():
    assert chart(counts(STEADY, STEADY)).direction is Direction.NO_CLEAR_CHANGE


def test_a_chart_with_a_direction_says_what_changed():
    assert chart(counts(STEADY, UP)).finding == (
        "111 before the start (12 months), 126.8 after it (4 months): "
        "+15.8 (95 % interval +14.5 to +17)."
    )


def test_a_signal_after_the_start_decides_no_direction():
    found = chart(counts(STEADY, [*STEADY, 140.0]))
    assert found.signals == ["outside the limits, up: June 2026"]
    assert found.direction is Direction.NO_CLEAR_CHANGE


def test_limits_and_mean_are_those_of_the_baseline():
    found = chart(counts(STEADY, UP))
    steps = [abs(b - a) for a, b in pairwise(STEADY)]
    reach = 2.66 * sum(steps) / len(steps)
    assert (found.centre, found.limits) == (111.0, pytest.approx((111 - reach, 111 + reach)))


@pytest.mark.parametrize(
    ("series", "facts", "undecided", "reason"),
    [
        (
            counts(STEADY, UP),
            {"started_on": None},
            Undecided.NO_START,
            "The action has no start date, so nothing is said to have changed.",
        ),
        (
            counts(STEADY[:11], UP),
            {},
            Undecided.SHORT_BASELINE,
            "Too few values before the action: 11; 12 are needed.",
        ),
        (
            counts([50.0] * 12, UP),
            {},
            Undecided.NO_VARIATION,
            "The values before the action are all the same, so chance cannot be told from change.",
        ),
        (
            counts([*STEADY, 117.0], UP),
            {},
            Undecided.UNSTEADY,
            "Unsteady before the action (outside the limits, up: May 2025).",
        ),
        (
            counts(STEADY, []),
            {},
            Undecided.NOTHING_AFTER,
            "No value yet from after the start of the action.",
        ),
        (
            counts(STEADY, UP),
            {"as_at": date(2025, 6, 29)},
            Undecided.NOTHING_AFTER,
            "No value yet from after the start of the action.",
        ),
    ],
)
def test_a_chart_without_a_direction_says_why(
    series: IndicatorSeries, facts: dict[str, date | None], undecided: Undecided, reason: str
):
    found = chart(series, **facts)
    assert (found.undecided, found.finding) == (undecided, reason)
    assert (found.direction, found.change) == (None, None)


def test_steady_counts_of_three_a_month_are_counted_per_year():
    found = chart(counts([3.0] * 29, [3.0] * 12))  # from January 2023
    assert (found.kind, found.periodicity, found.pooled) == ("count", "year", True)
    assert [value for _, value in found.points] == [None, 36.0, 36.0, 36.0, None]
    assert found.undecided is Undecided.SHORT_BASELINE


@pytest.mark.parametrize(
    ("started_on", "parts"),
    [
        pytest.param(date(2024, 3, 1), (2, 2), id="on the first day of a month"),
        pytest.param(date(2024, 2, 29), (2, 2), id="on the last day of a month"),
        pytest.param(date(2024, 3, 15), (2, 3), id="within a month"),
        pytest.param(date(2023, 12, 1), (0, 0), id="before all"),
        pytest.param(date(2025, 1, 1), (4, 4), id="after all"),
        pytest.param(None, (4, 4), id="without a start"),
    ],
)
def test_the_period_in_which_the_action_started_is_neither_before_nor_after(
    started_on: date | None, parts: tuple[int, int]
):
    found = chart(shares([(20, 40)] * 4), started_on=started_on)
    assert (found.baseline_until, found.after_from) == parts


def test_a_gap_is_in_its_place_and_named_with_its_reason():
    days = ["2024-01-01", "2024-02-01", "2024-05-01"]
    found = chart(at(days, withheld={"2024-04-01": AtSource.NOT_AVAILABLE}))
    assert [value for _, value in found.points] == [50.0, 50.0, None, None, 50.0]
    assert [(gap.on, gap.period, gap.reason, gap.why) for gap in found.gaps] == [
        (date(2024, 3, 1), "March 2024", "missing", "no figure was given"),
        (date(2024, 4, 1), "April 2024", "x", "withheld at source: not available"),
    ]


def test_an_indicator_without_rows_has_an_empty_chart():
    found = chart(IndicatorSeries("seen", "O1", "Children seen", "up", ()))
    assert (found.points, found.centre, found.limits) == ([], None, None)
    assert found.undecided is Undecided.SHORT_BASELINE


def test_a_chart_comes_back_from_json_as_it_was():
    found = chart(at(["2024-01-01", "2024-03-01"], withheld={"2024-02-01": AtSource.CONFIDENTIAL}))
    assert Chart.model_validate_json(found.model_dump_json()) == found


def _mirrored(series: IndicatorSeries) -> IndicatorSeries:
    turned = "down" if series.better == "up" else "up"
    top = 200.0
    before = [top - p.numerator for p in series.points if p.period_start < STARTED]
    after = [top - p.numerator for p in series.points if p.period_start >= STARTED]
    return counts(before, after, turned)


@given(values, values, st.sampled_from(["up", "down"]))
def test_a_mirrored_indicator_has_the_same_direction(
    before: list[float], after: list[float], better: str
):
    series = counts(before, after, better)
    found, mirrored = chart(series), chart(_mirrored(series))
    assert (found.direction, found.undecided) == (mirrored.direction, mirrored.undecided)


@given(values, values, st.integers(0, 1000))
def test_a_constant_added_to_all_changes_neither_signals_nor_direction(
    before: list[float], after: list[float], constant: int
):
    found = chart(counts(before, after))
    moved = chart(counts([v + constant for v in before], [v + constant for v in after]))
    assert (moved.signals_before, moved.signals) == (found.signals_before, found.signals)
    assert (moved.direction, moved.undecided) == (found.direction, found.undecided)


@given(values, values)
def test_a_direction_has_a_steady_baseline_and_an_interval_on_one_side(
    before: list[float], after: list[float]
):
    found = chart(counts(before, after))
    assert (found.direction is None) is (found.undecided is not None)
    if found.change and found.direction is not Direction.NO_CLEAR_CHANGE:
        assert found.signals_before == []
        assert not found.change.interval[0] <= 0 <= found.change.interval[1]
        assert (found.change.difference > 0) is (found.direction is Direction.BETTER)


@given(st.lists(st.integers(0, 30).map(float), min_size=1, max_size=40))
def test_no_point_of_a_count_is_under_the_minimum_group(counted: list[float]):
    assert all(v is None or v >= GROUP for _, v in chart(counts(counted, [])).points)
