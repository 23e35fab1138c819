"""The section of a report about levels and sources: the profile, then the figures behind it.

A chart is never on its own: a table beside it has its figures.
"""

from collections.abc import Iterable, Iterator

from bot.documents import blocks
from bot.documents.blocks import Block, Cell
from bot.documents.profile_picture import level_profile
from bot.documents.wording import (
    FAMILIES,
    LEVELS,
    NOT_KNOWN,
    SOURCES,
    STARTS,
    WITHHELD,
    direction_word,
    named,
    percent,
    point_span,
    points,
    source_title,
    span,
)
from surveys.impact.summary.outcome_parts import OutcomeResult
from surveys.impact.summary.source_parts import (
    LevelResult,
    PairedItemResult,
    ReportedResult,
    SourceResult,
    StartResult,
)
from surveys.impact.summary.structure import Summary
from surveys.london import day_in_words

Columns = tuple[tuple[str, float], ...]  # headings and widths, as `blocks.table` takes them
Placed = tuple[LevelResult, SourceResult]

_LEVELS: Columns = (
    ("Level", 1),
    ("Heading", 2),
    ("Score", -0.7),
    ("95 % interval", -1),
    ("Sources", 1.2),
)
_SOURCES: Columns = (
    ("Level and source", 1.7),
    ("x / n", -0.9),
    ("Share", -0.7),
    ("95 % interval", -1),
    ("Starting point", 1.7),
    ("Difference", -1),
    ("95 % interval", -1),
    ("Direction", 1.2),
)
_WEIGHTS: Columns = (
    ("Level and source", 1.7),
    ("Kind", 1.2),
    ("Asked", -0.7),
    ("Rate", -0.7),
    ("If the silent differ", -1.2),
    ("Weight", -0.8),
    ("Decides", 2),
)
_SERIES: Columns = (
    ("Level and source", 1.7),
    ("Wave", 2),
    ("On", 1.3),
    ("Part", 1.1),
    ("n", -1.4),
    ("Share", -0.8),
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
_CASES: Columns = (
    ("Level and source", 1.5),
    ("Cases", 1),
    ("Read by", 1.2),
    ("Note", 2.5),
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
    ref, found = outcome.ref, _placed(outcome)
    yield blocks.table(f"{ref}: scores by level", _LEVELS, map(_level_row, outcome.levels))
    yield blocks.table(f"{ref}: figures by source", _SOURCES, map(_source_row, found))
    yield blocks.table(f"{ref}: what each source can decide", _WEIGHTS, map(_weight_row, found))
    for caption, columns, rows in (
        ("every other wave", _SERIES, [row for one in found for row in _series_rows(one)]),
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


def _placed(outcome: OutcomeResult) -> list[Placed]:
    return [(level, source) for level in outcome.levels for source in level.sources]


def _name(placed: Placed) -> str:
    level, source = placed
    return f"{named(LEVELS, level.level)}: {source_title(source.source, source.title)}"


def _level_row(level: LevelResult) -> tuple[Cell, ...]:
    interval = span(level.interval) if level.interval else NOT_KNOWN
    how_many = "one source only" if level.single_source else str(len(level.sources))
    return named(LEVELS, level.level), level.heading, _share(level.score), interval, how_many


def _source_row(placed: Placed) -> tuple[Cell, ...]:
    source, start = placed[1], _start(placed[1].starting_point)
    direction = direction_word(source.direction)
    missing = WITHHELD if source.suppressed else NOT_KNOWN
    if source.n is None:
        return _name(placed), missing, NOT_KNOWN, NOT_KNOWN, start, NOT_KNOWN, NOT_KNOWN, direction
    difference = source.difference
    return (
        _name(placed),
        f"{blocks.number(source.favourable, missing)} / {source.n}",
        _share(source.proportion),
        span(source.interval) if source.interval else NOT_KNOWN,
        start,
        points(difference.value) if difference else NOT_KNOWN,
        point_span(difference.interval) if difference else NOT_KNOWN,
        direction,
    )


def _start(start: StartResult) -> str:
    """Return where a source was before the start: `33 % of 40, counted`."""
    share = "" if start.proportion is None else f"{percent(start.proportion)} "
    people = "" if start.n is None else f"of {start.n}"
    figures = f"{share}{people}".strip()
    kind = STARTS[start.kind]
    trigger = "; what started the action" if start.trigger else ""
    return f"{figures}, {kind}{trigger}" if figures else f"{kind}{trigger}"


def _weight_row(placed: Placed) -> tuple[Cell, ...]:
    source = placed[1]
    return (
        _name(placed),
        FAMILIES[source.family],
        blocks.number(source.eligible, WITHHELD if source.suppressed else NOT_KNOWN),
        _share(source.response_rate),
        span(source.bounds) if source.bounds else NOT_KNOWN,
        blocks.number(source.weight),
        source.why_not or "sufficient",
    )


def _series_rows(placed: Placed) -> Iterator[tuple[Cell, ...]]:
    for point in placed[1].series:
        n = blocks.number(point.n, WITHHELD if point.suppressed else NOT_KNOWN)
        part = "before the start" if point.is_baseline else "after it"
        wave, on = point.wave or NOT_KNOWN, day_in_words(point.on)
        yield _name(placed), wave, on, part, n, _share(point.proportion)


def _reported_row(one: ReportedResult) -> tuple[Cell, ...]:
    figures = WITHHELD if one.suppressed else f"{one.reporting} of {one.n}"
    return one.item, named(SOURCES, one.source), day_in_words(one.on), figures


def _pair_row(item: PairedItemResult) -> tuple[Cell, ...]:
    missing = WITHHELD if item.suppressed else NOT_KNOWN
    before = "looking back" if item.retrospective else "an earlier wave"
    place = (item.item, named(SOURCES, item.source), before)
    if item.pairs is None:
        return *place, missing, *[NOT_KNOWN] * 4
    figures = (item.pairs, item.improved, item.same, item.worse)
    counts = (blocks.number(count, missing) for count in figures)
    return *place, *counts, _p_value(item.p_value)


def _p_value(p: float | None) -> str:
    if p is None:
        return NOT_KNOWN
    return "<\u00a00.001" if p < 0.001 else f"{p:.3f}"


def _share(share: float | None) -> str:
    return NOT_KNOWN if share is None else percent(share)


def _history(summary: Summary) -> Block:
    refs = [(outcome.ref, 1.0) for outcome in summary.outcomes]
    rows = [
        (day_in_words(one.on), blocks.badge(one.label), *map(blocks.badge, one.outcomes))
        for one in summary.history
    ]
    caption = "The label at the end of each wave, as it was known then"
    return blocks.table(caption, [("On", 1.0), ("Action", 1.0), *refs], rows)


def cases(summary: Summary) -> Block:
    """Return who chose and read the cases of each audit, with the note typed at import."""
    rows = [
        row
        for outcome in summary.outcomes
        for placed in _placed(outcome)
        if (row := _case_row(outcome.ref, placed))
    ]
    return blocks.table("Who chose and read the cases of audits", _CASES, rows)


def _case_row(ref: str, placed: Placed) -> tuple[Cell, ...] | None:
    source = placed[1]
    if "audit" not in source.source and not source.notes:
        return None
    return (
        f"{ref}, {_name(placed)}",
        _or_not_recorded(source.selection),
        _or_not_recorded(source.read_by),
        " ".join(source.notes) or NOT_KNOWN,
    )


def _or_not_recorded(texts: Iterable[str]) -> str:
    return ", ".join(texts) or "not recorded"
