"""The sections of a report about indicators: chart, mean and limits, and every value behind them.

Mean and limits can be worked out again from the values that are printed.
"""

from collections.abc import Iterator

from bot.documents import blocks
from bot.documents.blocks import Block
from bot.documents.pictures import indicator_chart
from bot.documents.wording import counted, direction_word, plain
from surveys.impact.version_1.summary import Indicator, Summary
from surveys.london import day_in_words


def indicators(summary: Summary) -> Iterator[Block]:
    """Yield the XmR chart of each indicator, its mean, limits and signals."""
    shown = [(outcome.ref, one) for outcome in summary.outcomes for one in outcome.indicators]
    if not shown:
        yield blocks.text("No indicator is part of the evidence.")
    for ref, indicator in shown:
        yield blocks.heading(f"{ref}: {indicator.title}")
        if not indicator.points:
            yield blocks.text("No period has a value yet.")
            continue
        yield blocks.picture(indicator_chart(indicator), f"XmR chart: {indicator.title}")
        yield blocks.text(_centre_and_limits(indicator))
        none = "Signals: none; the values vary as before."
        yield blocks.bullets(indicator.signals, "Signals:", none)


def _centre_and_limits(indicator: Indicator) -> str:
    centre = "No baseline points"
    if indicator.centre is not None:
        mean = plain(indicator.centre)
        centre = f"Mean of {counted(indicator.baseline_points, 'baseline point')} {mean}"
    limits = "no limits"
    if indicator.limits:
        limits = f"limits {' to '.join(plain(limit) for limit in indicator.limits)}"
    better = "higher" if indicator.better == "up" else "lower"
    direction = direction_word(indicator.direction)
    return f"{centre}, {limits}; {better} is better. Direction: {direction}."


def values(summary: Summary) -> Iterator[Block]:
    """Yield every value behind each chart."""
    shown = [(outcome.ref, one) for outcome in summary.outcomes for one in outcome.indicators]
    for ref, indicator in shown:
        if not indicator.points:
            continue
        rows = [
            (day_in_words(on), plain(value), _part(indicator, place))
            for place, (on, value) in enumerate(indicator.points)
        ]
        columns = (("Period from", 2), ("Value", -1), ("Part", 2))
        yield blocks.table(f"{ref}: {indicator.title}, every value", columns, rows)


def _part(indicator: Indicator, place: int) -> str:
    return "baseline" if place < indicator.baseline_points else "after the start"
