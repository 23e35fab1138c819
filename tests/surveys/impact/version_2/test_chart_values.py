import pytest

from surveys.impact.version_2.chart_change import MeanChange
from surveys.impact.version_2.chart_values import (
    change_in_words,
    difference_in_words,
    value_in_words,
)
from surveys.impact.version_2.indicator_rows import SeriesKind
from surveys.impact.version_2.periods import Periodicity
from tests.surveys.impact.version_2.charted import GATES

CHANGE = MeanChange(
    before=0.312,
    after=0.45,
    difference=0.138,
    interval=(0.0804, 0.1956),
    periods=(24, 1),
    counted=(20.0, 1.0),
    lag_1=0.1,
    line=None,
)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (SeriesKind.SHARE, 0.41666, "41.7 %"),
        (SeriesKind.SHARE, 1.0, "100 %"),
        (SeriesKind.SHARE, 0.00667, "0.667 %"),
        (SeriesKind.COUNT, 12.0, "12"),
        (SeriesKind.COUNT, 111.25, "111.2"),
        (SeriesKind.COUNT, 1250.4, "1,250"),
        (SeriesKind.RATE, 0.013249, "0.0132"),
        (SeriesKind.RATE, 1.5, "1.5"),
    ],
)
def test_a_value_is_in_the_unit_of_its_kind(kind: SeriesKind, value: float, words: str):
    assert value_in_words(kind, value) == words


@pytest.mark.parametrize(
    ("kind", "difference", "words"),
    [
        (SeriesKind.SHARE, -0.0523, "-5.23 points"),
        (SeriesKind.COUNT, 3.25, "+3.2"),
        (SeriesKind.COUNT, 17.02, "+17"),
        (SeriesKind.COUNT, -1250.0, "-1,250"),
        (SeriesKind.RATE, 0.0, "+0"),
    ],
)
def test_a_difference_has_its_sign(kind: SeriesKind, difference: float, words: str):
    assert difference_in_words(kind, difference) == words


def test_a_change_is_told_with_its_interval_and_of_how_many_periods():
    assert change_in_words(SeriesKind.SHARE, Periodicity.MONTH, CHANGE, GATES) == (
        "31.2 % before the start (24 months), 45 % after it (1 month): "
        "+13.8 points (95 % interval +8.04 points to +19.6 points)."
    )


def test_a_baseline_that_leans_is_told_with_where_its_line_would_have_come():
    leaning = CHANGE.model_copy(update={"line": 0.4})
    told = change_in_words(SeriesKind.SHARE, Periodicity.MONTH, leaning, GATES)
    assert told.endswith(
        "; the values leaned before the start, and that line would have come to 40 %."
    )
