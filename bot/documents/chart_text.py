"""Text alternative of an indicator chart: what the picture shows, in words.

A period that the picture leaves out is named here with its reason, and has no figure here either.
"""

from collections.abc import Iterator

from surveys.impact.version_2.chart_parts import Chart
from surveys.impact.version_2.chart_values import value_in_words
from surveys.impact.version_2.chart_words import POOLED, gaps_in_words
from surveys.impact.words import counted
from surveys.london import day_in_words


def chart_in_words(chart: Chart) -> str:
    """Return a chart in sentences: periods, start, baseline, what changed, signals and gaps."""
    return " ".join(_sentences(chart))


def _sentences(chart: Chart) -> Iterator[str]:
    periods = counted(len(chart.points), chart.periodicity, f"{chart.periodicity}s")
    since = f", from {day_in_words(chart.points[0][0])}" if chart.points else ""
    better = {"up": "higher", "down": "lower"}[chart.better]
    yield f"XmR chart of {chart.title}: {periods}{since}; {better} is better."
    if chart.pooled:
        yield POOLED[chart.periodicity]
    if chart.started_on:
        yield f"The action started on {day_in_words(chart.started_on)}."
    yield from _baseline(chart)
    yield chart.finding
    for when, signals in (("before", chart.signals_before), ("after", chart.signals)):
        if signals:
            yield f"Signals {when} the start: {'; '.join(signals)}."
    yield from gaps_in_words(chart.gaps)


def _baseline(chart: Chart) -> Iterator[str]:
    if chart.centre is None:
        return
    limits = [value_in_words(chart.kind, limit) for limit in chart.limits or ()]
    between = f", limits {' to '.join(limits)}" if limits else ", no limits"
    yield f"Mean of the baseline {value_in_words(chart.kind, chart.centre)}{between}."
