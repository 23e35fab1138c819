"""Text alternatives of charts: what a picture shows, in words, the same in every format.

A figure that the picture leaves out is left out here too, and the text says so.
"""

from dataclasses import dataclass

from bot.documents.wording import (
    LEVELS,
    WITHHELD,
    named,
    percent,
    source_title,
    span,
)
from surveys.impact.summary.outcome_parts import OutcomeResult
from surveys.impact.summary.source_parts import LevelResult, SourceResult


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One line of the profile: a level's own (source None) or one of its sources."""

    level: LevelResult
    source: SourceResult | None


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
        alone = ", one source only" if line.level.single_source else ""
        return f"{named(LEVELS, line.level.level)}{alone}: {score}{interval}"
    name = source_title(line.source.source, line.source.title)
    if line.source.proportion is None:
        return f"{name}: {WITHHELD if line.source.suppressed else 'no figure'}"
    interval = f" ({span(line.source.interval)})" if line.source.interval else ""
    before = line.source.starting_point.proportion
    start = "" if before is None else f", before the start {percent(before)}"
    return f"{name}: {percent(line.source.proportion)}{interval}{start}"
