"""The chart of an indicator: gaps as gaps, the start, percentages, and all of it in words."""

from datetime import date
from math import isnan
from typing import Any

import pytest
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from bot.documents.chart_picture import chart_picture, draw_chart
from bot.documents.chart_text import chart_in_words
from surveys.impact.indicator_evidence import IndicatorSeries
from surveys.impact.kinds import AtSource
from surveys.impact.version_2.chart_parts import Chart
from tests.surveys.impact.version_2.charted import STEADY, at, chart, counts, shares

SHARES = chart(shares([(70, 100), (72, 100)] * 6 + [(90, 100), (92, 100)] * 3, date(2024, 6, 1)))
COUNTS = chart(counts(STEADY, [126.0, 128.0, 127.0]))
GAPPY = chart(
    at(["2024-01-01", "2024-04-01", "2024-05-01"], withheld={"2024-03-01": AtSource("c")})
)


def axes_of(drawn: Chart) -> Any:
    axes = Figure().add_subplot()
    draw_chart(axes, drawn)
    return axes


def line(axes: Any, label: str) -> Any:
    return next(one for one in axes.get_lines() if one.get_label() == label)


def key(axes: Any) -> list[str]:
    return [text.get_text() for text in axes.get_legend().get_texts()]


def test_shares_are_drawn_as_percentages_within_a_hundred():
    axes = axes_of(SHARES)
    assert list(line(axes, "outside the limits").get_ydata()) == [90, 92] * 3
    assert axes.get_ylabel() == "Share, %\nhigher is better ↑"
    assert 0 <= axes.get_ylim()[0] < axes.get_ylim()[1] <= 100


def test_counts_are_drawn_as_they_are():
    assert list(line(axes_of(COUNTS), "outside the limits").get_ydata()) == [126, 128, 127]


def test_the_line_is_broken_at_gaps_which_are_hatched_and_named():
    axes = axes_of(GAPPY)
    [broken] = [one for one in axes.get_lines() if len(one.get_ydata()) == 5]
    assert [isnan(value) for value in broken.get_ydata()] == [False, True, True, False, False]
    assert [text.get_text() for text in axes.texts] == ["February 2024", "March 2024"]
    assert {"no figure", "withheld"} <= set(key(axes))


def test_more_gaps_than_can_be_read_are_named_in_words_alone():
    far = chart(at(["2023-01-01", "2023-02-01", "2023-03-01", "2024-09-01"]))
    assert len(far.gaps) == 17
    assert list(axes_of(far).texts) == []
    assert "July 2024 and August 2024: no figure was given." in chart_in_words(far)


def test_the_start_is_marked_and_the_baseline_is_continued_beyond_it():
    axes = axes_of(COUNTS)
    start = date2num(date(2025, 6, 1))
    assert line(axes, "start of the action").get_xdata()[0] == start
    assert line(axes, "mean before").get_xdata()[1] == start
    assert line(axes, "continued").get_xdata()[0] == start
    assert list(line(axes, "mean after").get_ydata()) == pytest.approx([127, 127])


def test_each_kind_of_mark_is_in_the_key_once():
    words = key(axes_of(COUNTS))
    assert sorted(words) == sorted(set(words))
    assert {"baseline", "limits", "mean before", "mean after", "value"} <= set(words)


def test_a_chart_says_in_words_what_it_shows():
    assert chart_in_words(COUNTS) == (
        "XmR chart of Children seen: 15 months, from 1 June 2024; higher is better. The action "
        "started on 1 June 2025. Mean of the baseline 111, limits 107.1 to 114.9. 111 before the "
        "start (12 months), 127 after it (3 months): +16 (95 % interval +14.6 to +17.4). Signals "
        "after the start: outside the limits, up: June to August 2025."
    )


def test_what_is_withheld_is_said_and_no_figure_of_it():
    small = chart(counts([3.0] * 29, [1.0] + [0.0] * 11 + [3.0] * 12))
    told = chart_in_words(small)
    assert "Counted per year, because the numbers of shorter periods are small." in told
    assert "April 2025 to March 2026: withheld to protect people" in told
    assert [value for _, value in small.points] == [None, 36, 36, None, 30, None]


@pytest.mark.parametrize(
    "series",
    [
        pytest.param(IndicatorSeries("seen", "O1", "Children seen", "down", ()), id="no row"),
        pytest.param(at(["2024-01-01"]), id="one row"),
        pytest.param(at([], withheld={"2024-01-01": AtSource.NOT_AVAILABLE}), id="one symbol"),
    ],
)
def test_a_chart_with_little_in_it_is_still_drawn(series: IndicatorSeries):
    assert chart_picture(chart(series, started_on=None)).svg().rstrip().endswith("</svg>")


def test_the_same_chart_gives_the_same_picture():
    assert chart_picture(GAPPY).svg() == chart_picture(GAPPY).svg()
