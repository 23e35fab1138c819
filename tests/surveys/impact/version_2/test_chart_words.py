import pytest

from surveys.impact.version_2.chart_words import gaps_in_words, signals_in_words
from surveys.impact.version_2.periods import Period
from surveys.impact.version_2.signals import ChartSignal, SignalKind
from tests.surveys.impact.version_2.charted import GATES, at, chart

QUARTERS = [Period(2024 * 12 + month, 3) for month in (0, 3, 6)]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (SignalKind.OUTSIDE, "outside the limits, down: April to June 2024"),
        (SignalKind.RUN, "7 in a row on one side of the mean, down: April to June 2024"),
        (SignalKind.TREND, "a trend of 7, down: April to June 2024"),
        (SignalKind.TWO_OF_THREE, "two of three near a limit, down: April to June 2024"),
    ],
)
def test_a_signal_is_named_by_its_rule_its_way_and_its_period(kind: SignalKind, words: str):
    assert signals_in_words([ChartSignal(kind, -1, 1, 1)], QUARTERS, GATES) == [words]


def test_a_signal_over_several_periods_names_the_first_and_the_last():
    told = signals_in_words([ChartSignal(SignalKind.RUN, 1, 0, 2)], QUARTERS, GATES)
    assert told == ["7 in a row on one side of the mean, up: January to September 2024"]


def test_gaps_are_named_together_by_their_reason():
    days = ["2024-01-01", "2024-02-01", "2024-05-01", "2024-06-01", "2024-08-01"]
    assert gaps_in_words(chart(at(days)).gaps) == [
        "March 2024, April 2024 and July 2024: no figure was given."
    ]
