"""The section of a report about levels: the profile, the figures behind it, and the labels so far.

A chart is never on its own: a table beside it has its figures.
"""

from collections.abc import Iterator

from bot.documents import blocks, report_sources
from bot.documents.blocks import Block, Cell
from bot.documents.profile_picture import level_profile
from bot.documents.report_sources import Columns
from bot.documents.wording import (
    LEVELS,
    NONE,
    SOURCES,
    WITHHELD,
    WITHHELD_TOO,
    named,
    span,
)
from surveys.impact.summary.outcome_parts import OutcomeResult
from surveys.impact.summary.source_parts import (
    LevelResult,
    PairedItemResult,
    ReportedResult,
)
from surveys.impact.summary.structure import Summary
from surveys.london import day_in_words

_LEVELS: Columns = (
    ("Level", 1),
    ("Heading", 2),
    ("Score", -0.7),
    ("95 % interval", -1),
    ("Sources", 1.2),
)
_PAIRS: Columns = (
    ("Item", 2.8),
    ("Source", 1.6),
    ("Before", 1.1),
    ("Pairs", -1.2),
    ("Improved", -1.2),
    ("Same", -0.8),
    ("Worse", -0.9),
    ("p", -0.9),
)
_REPORTED: Columns = (
    ("Item", 2.8),
    ("Source", 1.6),
    ("On", 1.3),
    ("Report a change", -1.4),
)


def levels(summary: Summary) -> Iterator[Block]:
    """Yield, for each outcome, its label and reason, the profile, and the figures behind it."""
    for outcome in summary.outcomes:
        yield blocks.heading(f"{outcome.ref}: {outcome.statement}", outcome.label)
        yield blocks.text(outcome.changed)
        yield blocks.text(outcome.reason)
        yield blocks.picture(
            level_profile(outcome),
            f"Level profile of {outcome.ref}: dot and 95 % interval by level and source",
        )
        yield from _tables(outcome)
    yield _history(summary)


def _tables(outcome: OutcomeResult) -> Iterator[Block]:
    ref = outcome.ref
    yield blocks.table(f"{ref}: scores by level", _LEVELS, map(_level_row, outcome.levels))
    yield from report_sources.tables(outcome)
    for caption, columns, rows in (
        (
            "reported change",
            _REPORTED,
            [_reported_row(r) for lv in outcome.levels for r in lv.reported],
        ),
        (
            "paired change, linked pairs only",
            _PAIRS,
            [_pair_row(c) for lv in outcome.levels for c in lv.change],
        ),
    ):
        if rows:
            yield blocks.table(f"{ref}: {caption}", columns, rows)


def _level_row(level: LevelResult) -> tuple[Cell, ...]:
    interval = span(level.interval) if level.interval else NONE
    how_many = "one source only" if level.single_source else str(len(level.sources))
    return (
        named(LEVELS, level.level),
        level.heading,
        report_sources.share_of(level.score),
        interval,
        how_many,
    )


def _reported_row(one: ReportedResult) -> tuple[Cell, ...]:
    figures = WITHHELD if one.suppressed else f"{one.reporting} of {one.n}"
    return one.item, named(SOURCES, one.source), day_in_words(one.on), figures


def _pair_row(item: PairedItemResult) -> tuple[Cell, ...]:
    before = "looking back" if item.retrospective else "an earlier wave"
    place = (item.item, named(SOURCES, item.source), before)
    if item.pairs is None:
        return *place, WITHHELD, *[WITHHELD_TOO] * 4
    figures = (item.pairs, item.improved, item.same, item.worse)
    counts = (blocks.number(count, WITHHELD) for count in figures)
    return *place, *counts, _p_value(item.p_value)


def _p_value(p: float | None) -> str:
    if p is None:
        return NONE
    return "<\u00a00.001" if p < 0.001 else f"{p:.3f}"


def _history(summary: Summary) -> Block:
    refs = [(outcome.ref, 1.0) for outcome in summary.outcomes]
    rows = [
        (day_in_words(one.on), blocks.badge(one.label), *map(blocks.badge, one.outcomes))
        for one in summary.history
    ]
    caption = "The label at the end of each wave, as it was known then"
    return blocks.table(caption, [("On", 1.0), ("Action", 1.0), *refs], rows)
