"""Text alternatives of charts: what a picture shows, in words, the same in every format.

A figure that the picture leaves out is left out here too, and the text says so.
"""

from dataclasses import dataclass

from bot.documents.wording import (
    LABELS,
    LEVELS,
    SOURCES,
    WITHHELD,
    counted,
    named,
    percent,
    plain,
    span,
)
from surveys.impact.version_1.summary import Indicator, LevelResult, OutcomeResult, SourceEstimate
from surveys.london import day_in_words


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One line of the profile: a level's own (source None) or one of its sources."""

    level: LevelResult
    source: SourceEstimate | None


def profile_lines(outcome: OutcomeResult) -> list[ProfileLine]:
    """Return the lines of an outcome's profile, each level before its sources."""
    lines: list[ProfileLine] = []
    for level in outcome.levels:
        lines.append(ProfileLine(level, None))
        lines.extend(ProfileLine(level, source) for source in level.sources)
    return lines


def profile_in_words(outcome: OutcomeResult) -> str:
    """Return the level profile of an outcome in words, one phrase for each line."""
    lines = "; ".join(_line_in_words(line) for line in profile_lines(outcome))
    return f"Level profile of {outcome.ref}, share favourable with 95 % interval. {lines}."


def _line_in_words(line: ProfileLine) -> str:
    if line.source is None:
        score = "no score" if line.level.score is None else f"score {percent(line.level.score)}"
        interval = f" ({span(line.level.interval)})" if line.level.interval else ""
        label = LABELS[line.level.label].word.lower()
        return f"{named(LEVELS, line.level.level)}, {label}: {score}{interval}"
    name = named(SOURCES, line.source.source)
    if line.source.proportion is None:
        return f"{name}: {WITHHELD if line.source.suppressed else 'no figure'}"
    interval = f" ({span(line.source.interval)})" if line.source.interval else ""
    return f"{name}: {percent(line.source.proportion)}{interval}"


def indicator_in_words(indicator: Indicator) -> str:
    """Return an indicator's chart in words: period, mean, limits, last value and signals."""
    points = indicator.points
    period = "no points"
    if points:
        first, last_day = (day_in_words(on) for on in (points[0][0], points[-1][0]))
        period = f"{counted(len(points), 'point')} from {first} to {last_day}"
    centre = "" if indicator.centre is None else f", mean {plain(indicator.centre)}"
    limits = indicator.limits
    between = f", limits {plain(limits[0])} to {plain(limits[1])}" if limits else ", no limits"
    signals = "; ".join(indicator.signals) or "none"
    last = f", last value {plain(points[-1][1])}" if points else ""
    return f"XmR chart of {indicator.title}: {period}{centre}{between}{last}. Signals: {signals}."
