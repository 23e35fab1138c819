"""The sections of a report about indicators: chart, what changed, signals, and every value.

Mean, limits and the difference can be worked out again from the values that are printed.
"""

from collections.abc import Iterator

from bot.documents import blocks
from bot.documents.blocks import Block
from bot.documents.chart_picture import chart_picture
from bot.documents.wording import direction_word
from surveys.impact.summary.quarterly_parts import AnalysisResult
from surveys.impact.summary.structure import Summary
from surveys.impact.version_2.chart_parts import Chart
from surveys.impact.version_2.chart_values import value_in_words
from surveys.impact.version_2.chart_words import POOLED, gaps_in_words
from surveys.london import day_in_words


def indicators(summary: Summary) -> Iterator[Block]:
    """Yield the XmR chart of each indicator, what changed, its signals and its gaps."""
    shown = _charts(summary)
    if not shown:
        yield blocks.text("No indicator is part of the evidence.")
    for ref, chart in shown:
        yield blocks.heading(f"{ref}: {chart.title}")
        if not chart.points:
            yield blocks.text("No period has a value yet.")
            continue
        yield blocks.picture(chart_picture(chart), f"XmR chart: {chart.title}")
        yield blocks.text(f"{chart.finding} Direction: {direction_word(chart.direction)}.")
        if chart.pooled:
            yield blocks.text(POOLED[chart.periodicity])
        none = "Signals: none; the values vary as before."
        yield blocks.bullets(chart.signals, "Signals after the start:", none)
        if chart.signals_before:
            yield blocks.bullets(chart.signals_before, "Signals before the start:")
        if chart.gaps:
            yield blocks.bullets(gaps_in_words(chart.gaps), "Periods without a value:")
        if told := [_told(one) for one in summary.analyses if _is_about(one, ref, chart)]:
            yield blocks.bullets(told, "What the analyst says:")


def _is_about(one: AnalysisResult, ref: str, chart: Chart) -> bool:
    return (one.outcome, one.indicator) == (ref, chart.indicator)


def _told(one: AnalysisResult) -> str:
    topic = f" On {one.topic}:" if one.topic else ""
    return f"Quarter from {day_in_words(one.quarter)}.{topic} {one.analysis}"


def values(summary: Summary) -> Iterator[Block]:
    """Yield every value behind each chart, and its mean and limits."""
    for ref, chart in _charts(summary):
        if not chart.points:
            continue
        rows = [
            (day_in_words(on), _value(chart, value), _part(chart, place))
            for place, (on, value) in enumerate(chart.points)
        ]
        columns = (("Period from", 2), ("Value", -1.4), ("Part", 2))
        yield blocks.table(f"{ref}: {chart.title}, every value", columns, rows)
        yield blocks.text(_centre_and_limits(chart))


def _charts(summary: Summary) -> list[tuple[str, Chart]]:
    return [(outcome.ref, one) for outcome in summary.outcomes for one in outcome.indicators]


def _value(chart: Chart, value: float | None) -> str:
    return "no value" if value is None else value_in_words(chart.kind, value)


def _centre_and_limits(chart: Chart) -> str:
    better = f"{'Higher' if chart.better == 'up' else 'Lower'} is better."
    if chart.centre is None:
        return f"No mean and no limits. {better}"
    centre = f"Mean before the start {value_in_words(chart.kind, chart.centre)}"
    limits = [value_in_words(chart.kind, limit) for limit in chart.limits or ()]
    return f"{centre}, {'limits ' + ' to '.join(limits) if limits else 'no limits'}. {better}"


def _part(chart: Chart, place: int) -> str:
    if place < chart.baseline_until:
        return "before the start"
    return "after the start" if place >= chart.after_from else "the action started in it"
