"""The sections of a report about evidence: the plan, levels and their sources, triangulation, indicators, judgements.

A chart never stands alone: its figures are in a table beside it.
"""

from collections import defaultdict
from collections.abc import Iterator

from bot.documents import blocks
from bot.documents.blocks import Block, Cell
from bot.documents.pictures import indicator_chart, level_profile
from bot.documents.wording import (
    CODES,
    LABELS,
    LEVELS,
    NOT_KNOWN,
    SOURCES,
    WITHHELD,
    day,
    named,
    percent,
    plain,
    span,
)
from surveys.impact.summary import (
    Change,
    Indicator,
    LevelResult,
    OutcomeResult,
    SourceEstimate,
    Summary,
)

_CODE_SHAPES = {"agreement": "=", "partial": "≈", "silence": "○", "dissonance": "≠"}
_GRAVEST_FIRST = ("dissonance", "silence", "partial", "agreement")


def source_name(source: str) -> str:
    """Return a source as readers know it."""
    return named(SOURCES, source)


def plan(summary: Summary) -> Iterator[Block]:
    """Yield each piece of evidence of the plan, and what has come of it."""
    for outcome in summary.outcomes:
        yield blocks.table(f"Evidence plan: {outcome.ref}, {outcome.statement}",
                           [("Level", 1), ("Source", 1.8), ("Baseline", -0.8), ("Target", -0.8), ("What came", 2)],
                           list(_plan_rows(outcome, WITHHELD)))  # fmt: skip


def _plan_rows(outcome: OutcomeResult, hidden: str) -> Iterator[tuple[Cell, ...]]:
    for level in outcome.levels:
        for source in level.sources:
            came = _came(source, hidden)
            met = {True: "; target met", False: "; target not met", None: ""}[source.target_met]
            yield (named(LEVELS, level.level), source_name(source.source), _share(source.baseline),
                   _share(source.target), f"{came}{met}")  # fmt: skip
    for indicator in outcome.indicators:
        yield (
            "Outcome",
            f"Indicator: {indicator.title}",
            NOT_KNOWN,
            NOT_KNOWN,
            f"{len(indicator.points)} points",
        )
    for judged in outcome.judgements:
        yield (
            "Outcome",
            source_name(judged.source),
            NOT_KNOWN,
            NOT_KNOWN,
            f"recorded {day(judged.on)}",
        )


def _came(source: SourceEstimate, hidden: str) -> str:
    if source.suppressed:
        return hidden
    if source.n is None:
        return "nothing collected yet"
    return "sufficient" if source.sufficient else "not sufficient alone"


def _share(share: float | None, otherwise: str = NOT_KNOWN) -> str:
    return otherwise if share is None else percent(share)


def levels(summary: Summary) -> Iterator[Block]:
    """Yield, for each outcome, its label and reason, the profile, and the figures behind it."""
    hidden = WITHHELD
    for outcome in summary.outcomes:
        yield blocks.heading(f"{outcome.ref}: {outcome.statement}", outcome.label)
        yield blocks.text(outcome.reason)
        if outcome.missing:
            yield blocks.bullets(outcome.missing, "What is missing, and what would mend it:")
        if outcome.levels:
            yield blocks.picture(
                level_profile(outcome),
                f"Level profile of {outcome.ref}: dot and 95 % interval by level and source",
            )
            yield from _level_tables(outcome, hidden)


def _level_tables(outcome: OutcomeResult, hidden: str) -> Iterator[Block]:
    yield blocks.table(f"{outcome.ref}: labels and scores by level",
                       [("Level", 1), ("Heading", 2), ("Label", 1.5), ("Score", -0.7), ("95 % interval", -1)],
                       [_level_row(level) for level in outcome.levels])  # fmt: skip
    yield blocks.table(
        f"{outcome.ref}: figures by source",
        [
            ("Level and source", 1.8),
            ("x / n", -1.3),
            ("Share", -0.7),
            ("95 % interval", -1),
            ("Bounds", -0.9),
            ("Rate", -0.7),
            ("Weight", -0.8),
            ("Direction", 1.5),
        ],
        [
            _source_row(level, source, hidden)
            for level in outcome.levels
            for source in level.sources
        ],
    )
    series = [(named(LEVELS, level.level), source_name(source.source), point.wave or NOT_KNOWN, day(point.on),
               blocks.number(point.n, hidden if point.suppressed else NOT_KNOWN),
               _share(point.proportion))
              for level in outcome.levels for source in level.sources for point in source.series]  # fmt: skip
    if series:
        yield blocks.table(f"{outcome.ref}: the series of waves",
                           [("Level", 1), ("Source", 1.3), ("Wave", 2), ("On", 1.5), ("n", -1.4), ("Share", -0.8)],
                           series)  # fmt: skip
    changes = [_change_row(change, hidden) for level in outcome.levels for change in level.change]
    if changes:
        yield blocks.table(f"{outcome.ref}: paired change, linked pairs only",
                           [("Item", 3.4), ("Source", 1.3), ("Before", 1.1), ("Pairs", -1.1), ("Improved", -1.1),
                            ("Same", -0.7), ("Worse", -0.8), ("p", -0.9)], changes)  # fmt: skip


def _level_row(level: LevelResult) -> tuple[Cell, ...]:
    interval = span(level.interval) if level.interval else NOT_KNOWN
    return (
        named(LEVELS, level.level),
        level.heading,
        blocks.badge(level.label),
        _share(level.score),
        interval,
    )


def _source_row(level: LevelResult, source: SourceEstimate, hidden: str) -> tuple[Cell, ...]:
    name = f"{named(LEVELS, level.level)}: {source_name(source.source)}"
    missing = hidden if source.suppressed else NOT_KNOWN
    if source.n is None:
        return name, missing, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, source.wording
    counted = f"{blocks.number(source.favourable, missing)} / {source.n}"
    return (name, counted, _share(source.proportion), span(source.interval) if source.interval else NOT_KNOWN,
            span(source.bounds) if source.bounds else NOT_KNOWN, _share(source.response_rate),
            blocks.number(source.weight), source.wording)  # fmt: skip


def _change_row(change: Change, hidden: str) -> tuple[Cell, ...]:
    missing = hidden if change.suppressed else NOT_KNOWN
    before = "looking back" if change.retrospective else "an earlier wave"
    if change.pairs is None:
        return (
            change.item,
            source_name(change.source),
            before,
            missing,
            NOT_KNOWN,
            NOT_KNOWN,
            NOT_KNOWN,
            NOT_KNOWN,
        )
    p = (
        NOT_KNOWN
        if change.p_value is None
        else "<\u00a00.001"
        if change.p_value < 0.001
        else f"{change.p_value:.3f}"
    )
    counts = (
        blocks.number(count, missing)
        for count in (change.pairs, change.improved, change.same, change.worse)
    )
    return change.item, source_name(change.source), before, *counts, p


def triangulation(summary: Summary) -> Iterator[Block]:
    """Yield, for each outcome, a matrix of how its sources stand to each other, and why."""
    for outcome in summary.outcomes:
        yield blocks.heading(f"{outcome.ref}: {outcome.statement}")
        if not outcome.triangulation:
            yield blocks.text("There are not two planned sources to compare.")
            continue
        yield _matrix(outcome)
        yield blocks.table(f"{outcome.ref}: why", [("Sources", 2), ("Code", 1), ("Why", 2.6)],
                           [(f"{source_name(t.between[0])} and {source_name(t.between[1])}", _code(t.code), t.why)
                            for t in outcome.triangulation])  # fmt: skip


def _code(code: str) -> str:
    return f"{_CODE_SHAPES[code]} {CODES[code]}"


def _matrix(outcome: OutcomeResult) -> Block:
    """Two sources may meet at several levels: the matrix shows the gravest code, the table below each of them."""
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for triangle in outcome.triangulation:
        found[frozenset(triangle.between)].append(triangle.code)
    codes = {pair: _code(min(given, key=_GRAVEST_FIRST.index)) for pair, given in found.items()}
    names = list(dict.fromkeys(name for t in outcome.triangulation for name in t.between))
    rows = [(source_name(row), *(codes.get(frozenset((row, column)), NOT_KNOWN if row == column else "not compared")
                                 for column in names)) for row in names]  # fmt: skip
    columns = [("Source", 1.3), *((source_name(name), 1.0) for name in names)]
    return blocks.table(f"{outcome.ref}: triangulation matrix", columns, rows)


def judgements(summary: Summary) -> Block:
    """Return what inspections and reviews concluded, as a person recorded it."""
    rows = [(o.ref, source_name(j.source), day(j.on), j.direction.replace("_", " "), j.reason)
            for o in summary.outcomes for j in o.judgements]  # fmt: skip
    return blocks.table(
        "Judgements recorded by a person",
        [("Outcome", 0.8), ("Source", 1.1), ("On", 1.3), ("Direction", 1.2), ("Reason", 3)],
        rows,
    )


def indicators(summary: Summary) -> Iterator[Block]:
    """Yield the XmR chart of each indicator, its signals and its values."""
    shown = [
        (outcome, indicator) for outcome in summary.outcomes for indicator in outcome.indicators
    ]
    if not shown:
        yield blocks.text("No indicator is part of the evidence.")
    for outcome, indicator in shown:
        yield blocks.heading(f"{outcome.ref}: {indicator.title}")
        if not indicator.points:
            yield blocks.text("No period has a value yet.")
            continue
        yield blocks.picture(indicator_chart(indicator), f"XmR chart: {indicator.title}")
        yield blocks.text(_centre_and_limits(indicator))
        yield blocks.bullets(
            indicator.signals, "Signals:", "Signals: none; the values vary as before."
        )


def _centre_and_limits(indicator: Indicator) -> str:
    centre = "No baseline points" if indicator.centre is None else (
        f"Mean of {indicator.baseline_points} baseline points {plain(indicator.centre)}"
    )  # fmt: skip
    limits = " to ".join(plain(limit) for limit in indicator.limits) if indicator.limits else ""
    wanted = "higher" if indicator.better == "up" else "lower"
    return f"{centre}, {f'limits {limits}' if limits else 'no limits'}; {wanted} is better."


def indicator_values(summary: Summary) -> Iterator[Block]:
    """Yield every value behind each chart, so that its mean and limits can be worked out again."""
    for outcome in summary.outcomes:
        for indicator in (drawn for drawn in outcome.indicators if drawn.points):
            rows = [(day(on), plain(value), "baseline" if i < indicator.baseline_points else "after the start")
                    for i, (on, value) in enumerate(indicator.points)]  # fmt: skip
            yield blocks.table(f"{outcome.ref}: {indicator.title}, every value",
                               [("Period from", 2), ("Value", -1), ("Which part", 2)], rows)  # fmt: skip


def little_or_none(summary: Summary) -> Block:
    """Return the outcomes and levels about which little or nothing can be said."""
    weak = ("insufficient", "suppressed")
    items = [f"{o.ref}, {named(LEVELS, level.level).lower()}: {LABELS[level.label].word.lower()}"
             for o in summary.outcomes for level in o.levels if level.label in weak]  # fmt: skip
    lead = "Levels with little or no evidence; silence is not agreement:"
    return blocks.bullets(items, lead, "Every level has enough evidence to be labelled.")
