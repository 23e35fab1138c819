"""A chart that goes over from months to quarters gives no small month away."""

from datetime import date

from surveys.impact.evidence import Evidence, IndicatorPoint, IndicatorSeries
from surveys.impact.release.cells import Release
from surveys.impact.release.disclose import disclose
from surveys.impact.version_2.indicator_periods import periods_of
from surveys.impact.version_2.periods import GapReason
from tests.surveys.impact.version_1.builders import evidence

MINIMUM = 10


def _series(*counts: int) -> IndicatorSeries:
    """Counts of the months of 2025 from January."""
    points = tuple(
        IndicatorPoint(date(2025, month, 1), float(count))
        for month, count in enumerate(counts, start=1)
    )
    return IndicatorSeries("plans", "O1", "Repeat plans", "down", points)


def _given_out(releases: list[Release], as_at: date, *counts: int) -> Evidence:
    known = evidence(indicators=(_series(*counts),))
    disclosed = disclose(known, as_at, releases, MINIMUM, len(releases) + 1)
    releases.append(disclosed.release)
    return disclosed.evidence


def _shown(given: Evidence, as_at: date) -> dict[str, float | GapReason | str | None]:
    periods = periods_of(given.indicators[0], as_at, MINIMUM).periods
    return {period.in_words: period.gap or period.value for period in periods}


def test_a_chart_with_large_months_is_given_out_as_it_is():
    releases: list[Release] = []
    given = _given_out(releases, date(2025, 7, 1), 20, 21, 22, 15, 18, 19)
    assert given.indicators == (_series(20, 21, 22, 15, 18, 19),)


def test_a_chart_of_which_nothing_was_given_out_goes_over_to_quarters():
    day = date(2025, 7, 1)
    given = _given_out([], day, 20, 21, 22, 15, 18, 4)
    assert _shown(given, day) == {"January to March 2025": 63, "April to June 2025": 37}


def test_a_small_month_is_withheld_where_the_others_of_its_quarter_are_out():
    releases: list[Release] = []
    _given_out(releases, date(2025, 6, 1), 20, 21, 22, 15, 18)
    day = date(2025, 7, 1)
    shown = _shown(_given_out(releases, day, 20, 21, 22, 15, 18, 4), day)
    assert shown["June 2025"] is GapReason.SMALL
    assert "April to June 2025" not in shown


def test_a_correction_of_a_month_is_given_out():
    releases: list[Release] = []
    _given_out(releases, date(2025, 6, 1), 20, 21, 22, 15, 18)
    day = date(2025, 6, 2)
    assert _shown(_given_out(releases, day, 20, 21, 22, 16, 18), day)["April 2025"] == 16
