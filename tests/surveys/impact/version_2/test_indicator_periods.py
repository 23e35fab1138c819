from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.impact.indicator_evidence import IndicatorPoint, IndicatorSeries
from surveys.impact.kinds import AtSource
from surveys.impact.version_2.indicator_periods import IndicatorPeriods, periods_of
from surveys.impact.version_2.periods import GapReason
from tests.surveys.impact.version_1.builders import monthly
from tests.surveys.impact.version_2.charted import AS_AT, GROUP, at, shares

GIVEN = "given"


def periods(series: IndicatorSeries, as_at: date = AS_AT) -> IndicatorPeriods:
    return periods_of(series, as_at, GROUP)


def read(series: IndicatorSeries, as_at: date = AS_AT) -> list[tuple[str, str]]:
    """Each period by name, with the reason of its gap."""
    return [(p.in_words, p.gap or GIVEN) for p in periods(series, as_at).periods]


def count_of(values: list[float], first: date = date(2024, 1, 1)) -> IndicatorSeries:
    return IndicatorSeries("seen", "O1", "Children seen", "up", monthly(first, values))


def test_a_missing_month_is_a_gap_in_its_place():
    assert read(at(["2024-01-01", "2024-02-01", "2024-04-01"])) == [
        ("January 2024", GIVEN),
        ("February 2024", GIVEN),
        ("March 2024", "missing"),
        ("April 2024", GIVEN),
    ]


def test_a_missing_quarter_is_a_gap_in_its_place():
    days = ["2023-02-01", "2023-05-01", "2023-11-01", "2024-02-01"]
    assert read(at(days))[2] == ("August to October 2023", "missing")


def test_the_order_of_the_rows_makes_no_difference():
    days = ["2024-01-01", "2024-02-01", "2024-04-01"]
    assert read(at(days[::-1])) == read(at(days))


@pytest.mark.parametrize("why", AtSource)
def test_a_symbol_of_the_source_is_a_gap_with_its_reason_and_never_nought(why: AtSource):
    series = at(["2024-01-01", "2024-03-01"], withheld={"2024-02-01": why})
    assert [p.value for p in periods(series).periods] == [50.0, None, 50.0]
    assert read(series)[1] == ("February 2024", why)


def test_a_series_of_symbols_alone_has_gaps_alone():
    series = at([], withheld={"2024-01-01": AtSource.CONFIDENTIAL})
    assert read(series) == [("January 2024", "c")]


def test_a_row_without_denominator_among_shares_is_a_gap():
    months = monthly(date(2024, 1, 1), [20.0, 30.0])
    points = (IndicatorPoint(months[0].period_start, 20.0, 40.0), months[1])
    series = IndicatorSeries("seen", "O1", "Children seen", "up", points)
    assert read(series)[1] == ("February 2024", "no_denominator")


def test_a_period_that_is_not_over_at_the_date_is_a_gap():
    days = ["2024-01-01", "2024-02-01", "2024-03-01"]
    assert read(at(days), date(2024, 3, 30))[-1] == ("March 2024", "not_over")
    assert read(at(days), date(2024, 3, 31))[-1] == ("March 2024", GIVEN)


def test_weeks_are_added_up_to_months():
    found = periods(at(["2024-01-01", "2024-01-08", "2024-01-15", "2024-02-05"]))
    assert [(p.in_words, p.value) for p in found.periods] == [
        ("January 2024", 150.0),
        ("February 2024", 50.0),
    ]


def test_months_with_small_figures_are_added_up_to_quarters():
    found = periods(shares([(9, 20), (12, 20), (13, 24), (10, 20), (14, 20), (11, 20)]))
    assert (found.periodicity, found.pooled) == ("quarter", True)
    assert [(p.in_words, p.value) for p in found.periods] == [
        ("January to March 2024", pytest.approx(34 / 64)),
        ("April to June 2024", pytest.approx(35 / 60)),
    ]


def test_a_small_denominator_counts_as_a_small_numerator_does():
    found = periods(shares([(20, 8), (20, 12), (20, 12)]))
    assert (found.periodicity, found.kind) == ("quarter", "rate")


def test_quarters_with_small_figures_are_added_up_to_financial_years():
    found = periods(count_of([2.0] * 24, date(2023, 1, 1)))
    assert [(p.in_words, p.gap, p.value) for p in found.periods] == [
        ("April 2022 to March 2023", "incomplete", None),
        ("April 2023 to March 2024", None, 24.0),
        ("April 2024 to March 2025", "incomplete", None),
    ]


def test_years_with_small_figures_are_withheld():
    series = count_of([0.0] * 12 + [1.0] * 12, date(2023, 4, 1))
    found = periods(series).periods
    assert [(p.gap, p.value, p.numerator) for p in found] == [
        (GapReason.SMALL, None, 0.0),
        (None, 12.0, 12.0),
    ]


def test_years_as_given_stay_in_their_months():
    days = ["2022-10-01", "2023-10-01", "2024-10-01"]
    found = periods(at(days))
    assert (found.periodicity, found.pooled) == ("year", False)
    assert found.periods[0].in_words == "October 2022 to September 2023"


def test_quarters_that_begin_in_february_are_added_up_to_years_from_may():
    points = tuple(
        IndicatorPoint(date(2023 + (month + 4) // 12, (month + 4) % 12 + 1, 1), 4.0)
        for month in range(0, 12, 3)
    )
    series = IndicatorSeries("seen", "O1", "Children seen", "up", points)
    assert [p.in_words for p in periods(series).periods] == ["May 2023 to April 2024"]


def test_what_is_added_up_lacks_nothing():
    days = ["2024-01-01", "2024-03-01", "2024-04-01", "2024-05-01", "2024-06-01"]
    small = tuple(IndicatorPoint(date.fromisoformat(day), 5.0) for day in days)
    series = IndicatorSeries("seen", "O1", "Children seen", "up", small)
    assert read(series) == [
        ("January to March 2024", "incomplete"),
        ("April to June 2024", GIVEN),
    ]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 60)), min_size=1, max_size=40))
def test_no_figure_under_the_minimum_group_is_left(points: list[tuple[float, float]]):
    for period in periods(shares(points)).periods:
        assert period.gap or min(period.numerator, period.denominator or 0) >= GROUP
        assert not period.gap or (period.numerator, period.denominator) == (0, None)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(41, 60)), min_size=1, max_size=40))
def test_nothing_is_counted_twice_and_only_what_is_a_gap_is_left_out(
    points: list[tuple[float, float]],
):
    found = periods(shares(points)).periods
    counted = sum(period.numerator for period in found)
    assert counted <= sum(numerator for numerator, _ in points)
    if all(period.gap is None for period in found):
        assert counted == sum(numerator for numerator, _ in points)
