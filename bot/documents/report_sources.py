"""The tables of a report about sources: what each shows, what it can decide, its other waves."""

from collections.abc import Iterator

from bot.documents import blocks
from bot.documents.blocks import Block, Cell
from bot.documents.wording import (
    FAMILIES,
    LEVELS,
    NONE,
    NOT_KNOWN,
    STARTS,
    WITHHELD,
    WITHHELD_TOO,
    direction_word,
    named,
    percent,
    point_span,
    points,
    source_title,
    span,
)
from surveys.impact.summary.outcome_parts import OutcomeResult
from surveys.impact.summary.source_parts import LevelResult, SourceResult, StartResult
from surveys.london import day_in_words

Columns = tuple[tuple[str, float], ...]  # headings and widths, as `blocks.table` takes them
Placed = tuple[LevelResult, SourceResult]

_SOURCES: Columns = (
    ("Level and source", 1.7),
    ("x / n", -0.9),
    ("Share", -0.7),
    ("95 % interval", -1),
    ("Starting point", 1.5),
    ("Difference", -1),
    ("95 % interval", -1),
    ("Direction", 1.5),
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


def tables(outcome: OutcomeResult) -> Iterator[Block]:
    """Yield the figures of each source of an outcome, then its waves beside the one that counts."""
    ref, found = outcome.ref, placed_in(outcome)
    yield blocks.table(f"{ref}: figures by source", _SOURCES, map(_source_row, found))
    yield blocks.table(f"{ref}: what each source can decide", _WEIGHTS, map(_weight_row, found))
    if series := [row for one in found for row in _series_rows(one)]:
        yield blocks.table(f"{ref}: every other wave", _SERIES, series)


def placed_in(outcome: OutcomeResult) -> list[Placed]:
    """Return every source of an outcome with its level."""
    return [(level, source) for level in outcome.levels for source in level.sources]


def name_of(placed: Placed) -> str:
    """Return a source at its level: `Practice: Supervisors`."""
    level, source = placed
    return f"{named(LEVELS, level.level)}: {source_title(source.source, source.title)}"


def share_of(share: float | None, otherwise: str = NONE) -> str:
    """Return a share in per cent, or what there is in its place."""
    return otherwise if share is None else percent(share)


def _source_row(placed: Placed) -> tuple[Cell, ...]:
    source, start = placed[1], _start(placed[1].starting_point)
    direction = direction_word(source.direction)
    if source.n is None:
        hidden = source.suppressed
        beside = WITHHELD_TOO if hidden else NONE
        first = WITHHELD if hidden else NONE
        return (name_of(placed), first, beside, beside, start, beside, beside, direction)
    difference = source.difference
    return (
        name_of(placed),
        f"{blocks.number(source.favourable, WITHHELD)} / {source.n}",
        share_of(source.proportion),
        span(source.interval) if source.interval else NONE,
        start,
        points(difference.value) if difference else NONE,
        point_span(difference.interval) if difference else NONE,
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
    first, beside = (WITHHELD, WITHHELD_TOO) if source.suppressed else (NOT_KNOWN, NOT_KNOWN)
    return (
        name_of(placed),
        FAMILIES[source.family],
        blocks.number(source.eligible, first),
        share_of(source.response_rate, beside),
        span(source.bounds) if source.bounds else beside,
        blocks.number(source.weight, beside),
        source.why_not or "sufficient",
    )


def _series_rows(placed: Placed) -> Iterator[tuple[Cell, ...]]:
    for point in placed[1].series:
        n = blocks.number(point.n, WITHHELD if point.suppressed else NOT_KNOWN)
        share = share_of(point.proportion, WITHHELD_TOO if point.suppressed else NONE)
        part = "before the start" if point.is_baseline else "after it"
        yield name_of(placed), point.wave or NONE, day_in_words(point.on), part, n, share
