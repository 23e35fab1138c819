"""The sections of a report about evidence: the plan, levels and sources, triangulation, judgements.

A chart is never on its own: a table beside it has its figures.
"""

from collections import defaultdict
from collections.abc import Iterator

from bot.documents import blocks
from bot.documents.blocks import Block, Cell
from bot.documents.pictures import level_profile
from bot.documents.wording import (
    CODES,
    LABELS,
    LEVELS,
    NOT_KNOWN,
    SOURCES,
    WITHHELD,
    counted,
    direction_word,
    named,
    percent,
    span,
)
from surveys.impact.version_1.summary import (
    Change,
    LevelResult,
    OutcomeResult,
    SourceEstimate,
    Summary,
)
from surveys.london import day_in_words

Columns = tuple[tuple[str, float], ...]  # headings and widths, as `blocks.table` takes them

_CODE_SHAPES = {"agreement": "=", "partial": "≈", "silence": "○", "dissonance": "≠"}
_GRAVEST_FIRST = ("dissonance", "silence", "partial", "agreement")
_TARGET_MET = {True: "; target met", False: "; target not met", None: ""}
_PLAN: Columns = (
    ("Level", 1),
    ("Source", 1.8),
    ("Baseline", -0.8),
    ("Target", -0.8),
    ("Evidence so far", 2),
)
_LEVELS: Columns = (
    ("Level", 1),
    ("Heading", 2),
    ("Label", 1.5),
    ("Score", -0.7),
    ("95 % interval", -1),
)
_SOURCES: Columns = (
    ("Level and source", 1.7),
    ("x / n", -1.1),
    ("Share", -0.75),
    ("95 % interval", -1),
    ("Bounds", -0.95),
    ("Rate", -0.7),
    ("Weight", -0.85),
    ("Direction", 1.7),
    ("In words", 1.6),
)
_SERIES: Columns = (
    ("Level", 1),
    ("Source", 1.3),
    ("Wave", 2),
    ("On", 1.5),
    ("n", -1.4),
    ("Share", -0.8),
)
_CHANGES: Columns = (
    ("Item", 2.8),
    ("Source", 1.6),
    ("Before", 1.1),
    ("Pairs", -1.2),
    ("Improved", -1.2),
    ("Same", -0.8),
    ("Worse", -0.9),
    ("p", -0.9),
)
_JUDGEMENTS: Columns = (
    ("Outcome", 0.8),
    ("Source", 1.1),
    ("On", 1.3),
    ("Direction", 1.5),
    ("Reason", 3),
)


def source_name(source: str) -> str:
    """Return a source as readers know it."""
    return named(SOURCES, source)


def plan(summary: Summary) -> Iterator[Block]:
    """Yield each piece of evidence in the plan, and whether it has been collected."""
    for outcome in summary.outcomes:
        caption = f"Evidence plan: {outcome.ref}, {outcome.statement}"
        yield blocks.table(caption, _PLAN, _plan_rows(outcome))


def _plan_rows(outcome: OutcomeResult) -> Iterator[tuple[Cell, ...]]:
    for level in outcome.levels:
        for source in level.sources:
            baseline, target = _share(source.baseline), _share(source.target)
            so_far = f"{_so_far(source)}{_TARGET_MET[source.target_met]}"
            name = source_name(source.source)
            yield named(LEVELS, level.level), name, baseline, target, so_far
    for indicator in outcome.indicators:
        points = counted(len(indicator.points), "point")
        yield "Outcome", f"Indicator: {indicator.title}", NOT_KNOWN, NOT_KNOWN, points
    for judged in outcome.judgements:
        recorded = f"recorded {day_in_words(judged.on)}"
        yield "Outcome", source_name(judged.source), NOT_KNOWN, NOT_KNOWN, recorded


def _so_far(source: SourceEstimate) -> str:
    if source.suppressed:
        return WITHHELD
    if source.n is None:
        return "nothing collected yet"
    return "sufficient" if source.sufficient else "not sufficient alone"


def _share(share: float | None) -> str:
    return NOT_KNOWN if share is None else percent(share)


def levels(summary: Summary) -> Iterator[Block]:
    """Yield, for each outcome, its label and reason, the profile, and the figures behind it."""
    for outcome in summary.outcomes:
        yield blocks.heading(f"{outcome.ref}: {outcome.statement}", outcome.label)
        yield blocks.text(outcome.reason)
        if outcome.missing:
            yield blocks.bullets(outcome.missing, "What is missing, and what would fill the gap:")
        if outcome.levels:
            yield blocks.picture(
                level_profile(outcome),
                f"Level profile of {outcome.ref}: dot and 95 % interval by level and source",
            )
            yield from _level_tables(outcome)


def _level_tables(outcome: OutcomeResult) -> Iterator[Block]:
    ref = outcome.ref
    level_rows = [_level_row(level) for level in outcome.levels]
    yield blocks.table(f"{ref}: labels and scores by level", _LEVELS, level_rows)
    found = [(level, source) for level in outcome.levels for source in level.sources]
    source_rows = [_source_row(level, source) for level, source in found]
    yield blocks.table(f"{ref}: figures by source", _SOURCES, source_rows)
    if series := [row for level, source in found for row in _series_rows(level, source)]:
        yield blocks.table(f"{ref}: the series of waves", _SERIES, series)
    if changes := [_change_row(change) for level in outcome.levels for change in level.change]:
        yield blocks.table(f"{ref}: paired change, linked pairs only", _CHANGES, changes)


def _level_row(level: LevelResult) -> tuple[Cell, ...]:
    interval = span(level.interval) if level.interval else NOT_KNOWN
    label, score = blocks.badge(level.label), _share(level.score)
    return named(LEVELS, level.level), level.heading, label, score, interval


def _source_row(level: LevelResult, source: SourceEstimate) -> tuple[Cell, ...]:
    name = f"{named(LEVELS, level.level)}: {source_name(source.source)}"
    missing = WITHHELD if source.suppressed else NOT_KNOWN
    if source.n is None:
        return name, missing, *[NOT_KNOWN] * 6, source.wording
    return (
        name,
        f"{blocks.number(source.favourable, missing)} / {source.n}",
        _share(source.proportion),
        span(source.interval) if source.interval else NOT_KNOWN,
        span(source.bounds) if source.bounds else NOT_KNOWN,
        _share(source.response_rate),
        blocks.number(source.weight),
        direction_word(source.direction),
        source.wording,
    )


def _series_rows(level: LevelResult, source: SourceEstimate) -> Iterator[tuple[Cell, ...]]:
    names = (named(LEVELS, level.level), source_name(source.source))
    for point in source.series:
        n = blocks.number(point.n, WITHHELD if point.suppressed else NOT_KNOWN)
        yield *names, point.wave or NOT_KNOWN, day_in_words(point.on), n, _share(point.proportion)


def _change_row(change: Change) -> tuple[Cell, ...]:
    missing = WITHHELD if change.suppressed else NOT_KNOWN
    before = "looking back" if change.retrospective else "an earlier wave"
    place = (change.item, source_name(change.source), before)
    if change.pairs is None:
        return *place, missing, *[NOT_KNOWN] * 4
    figures = (change.pairs, change.improved, change.same, change.worse)
    counts = (blocks.number(count, missing) for count in figures)
    return *place, *counts, _p_value(change.p_value)


def _p_value(p: float | None) -> str:
    if p is None:
        return NOT_KNOWN
    return "<\u00a00.001" if p < 0.001 else f"{p:.3f}"


def triangulation(summary: Summary) -> Iterator[Block]:
    """Yield, for each outcome, a matrix of how its sources relate to each other, and why."""
    for outcome in summary.outcomes:
        yield blocks.heading(f"{outcome.ref}: {outcome.statement}")
        if not outcome.triangulation:
            yield blocks.text("Fewer than two planned sources: there is nothing to compare.")
            continue
        yield _matrix(outcome)
        rows = [
            (" and ".join(map(source_name, triangle.between)), _code(triangle.code), triangle.why)
            for triangle in outcome.triangulation
        ]
        columns = (("Sources", 2), ("Code", 1), ("Why", 2.6))
        yield blocks.table(f"{outcome.ref}: why", columns, rows)


def _code(code: str) -> str:
    return f"{_CODE_SHAPES[code]} {CODES[code]}"


def _matrix(outcome: OutcomeResult) -> Block:
    """Return a matrix with the gravest code of each two sources, over all their levels."""
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for triangle in outcome.triangulation:
        found[frozenset(triangle.between)].append(triangle.code)
    codes = {pair: _code(min(given, key=_GRAVEST_FIRST.index)) for pair, given in found.items()}
    names = list(dict.fromkeys(name for t in outcome.triangulation for name in t.between))

    def cell(row: str, column: str) -> str:
        otherwise = NOT_KNOWN if row == column else "not compared"
        return codes.get(frozenset((row, column)), otherwise)

    rows = [(source_name(row), *(cell(row, column) for column in names)) for row in names]
    columns = [("Source", 1.3), *((source_name(name), 1.0) for name in names)]
    return blocks.table(f"{outcome.ref}: triangulation matrix", columns, rows)


def judgements(summary: Summary) -> Block:
    """Return the conclusions of inspections and reviews, as a person recorded them."""
    found = [(outcome.ref, judged) for outcome in summary.outcomes for judged in outcome.judgements]
    rows = [
        (ref, source_name(j.source), day_in_words(j.on), direction_word(j.direction), j.reason)
        for ref, j in found
    ]
    return blocks.table("Judgements recorded by a person", _JUDGEMENTS, rows)


def little_or_none(summary: Summary) -> Block:
    """Return the outcomes and levels about which little or nothing can be said."""
    every = [(outcome.ref, level) for outcome in summary.outcomes for level in outcome.levels]
    items = [
        f"{ref}, {named(LEVELS, level.level).lower()}: {LABELS[level.label].word.lower()}"
        for ref, level in every
        if level.label in ("insufficient", "suppressed")
    ]
    lead = "Levels with little or no evidence; silence is not agreement:"
    return blocks.bullets(items, lead, "Every level has enough evidence to be labelled.")
