"""The summary as a workbook: a sheet for each question of a reader, with charts of its own cells.

A withheld figure is text that says so, never a number; charts leave it out.
"""

from collections.abc import Iterator

from bot.documents import xlsx_charts, xlsx_people
from bot.documents.wording import CODES, LABELS, LEVELS, SOURCES, WITHHELD, named
from bot.documents.workbook import Value, Workbook, WorkbookSheet
from surveys.impact.summary import (
    Change,
    Interval,
    LevelResult,
    OutcomeResult,
    SourceEstimate,
    Summary,
)

_LEVEL_HEADS = (
    "Outcome",
    "Level",
    "Source",
    "Wave",
    "Collected on",
    "Label",
    "n",
    "Eligible",
    "Favourable",
    "Outside",
    "Share",
    "95 % low",
    "95 % high",
    "If the silent are unfavourable",
    "If the silent are favourable",
    "Weight",
    "Response rate",
    "Baseline",
    "Target",
    "Target met",
    "Direction",
    "Wording",
    "Sufficient",
    "In the chart",
    "Interval below",
    "Interval above",
)
_SHARES = frozenset((10, 11, 12, 13, 14, 16, 17, 18, 24, 25))  # columns of `_LEVEL_HEADS`
_SERIES_HEADS = (
    "Outcome",
    "Level",
    "Source",
    "Other wave",
    "Collected on",
    "n",
    "Share",
    "95 % low",
    "95 % high",
)
_SERIES_SHARES = frozenset((6, 7, 8))
_CHANGE_HEADS = (
    "Outcome",
    "Level",
    "Paired item",
    "Source",
    "Looking back",
    "Pairs",
    "Improved",
    "Same",
    "Worse",
    "p (sign test)",
)


def write(summary: Summary) -> bytes:
    """Return the workbook as XLSX; shares are numbers 0-1 shown in per cent, dates are dates."""
    workbook = Workbook(f"Impact summary: {summary.action.title}", summary.partnership.name)
    xlsx_people.first_page(workbook, summary)
    _levels(workbook, summary)
    _triangulation(workbook, summary)
    xlsx_people.who_answered(workbook, summary)
    xlsx_people.voices(workbook, summary)
    xlsx_charts.indicators(workbook, summary)
    xlsx_people.barriers(workbook, summary)
    xlsx_people.methods(workbook, summary)
    return workbook.done()


def _levels(workbook: Workbook, summary: Summary) -> None:
    sheet = workbook.sheet("Levels", (9, 12, 26, 26, 12, 16, *[13] * 15, 34, 11, 44, 13, 13))
    sheet.heads(_LEVEL_HEADS)
    places = [_outcome_rows(sheet, outcome) for outcome in summary.outcomes]
    for outcome, place in zip(summary.outcomes, places, strict=True):
        sources = (source for level in outcome.levels for source in level.sources)
        if any(source.proportion is not None for source in sources):
            xlsx_charts.level_profile(sheet, outcome, place)
    _series(sheet, summary)
    _changes(sheet, summary)


def _outcome_rows(sheet: WorkbookSheet, outcome: OutcomeResult) -> tuple[int, int]:
    """Write an outcome's levels and sources and return its first and last row."""
    first = sheet.row
    for level in outcome.levels:
        sheet.line([outcome.ref, *_level_cells(level)], _SHARES)
        for source in level.sources:
            sheet.line([outcome.ref, *_source_cells(level, source)], _SHARES)
    return first, max(first, sheet.row - 1)


def _level_cells(level: LevelResult) -> list[Value]:
    name, (low, high) = named(LEVELS, level.level), level.interval or (None, None)
    score: list[Value] = [level.score, low, high]
    bars = _error_bars(level.score, level.interval)
    before: list[Value] = [name, "Level score", None, None, LABELS[level.label].word, *[None] * 4]
    return [*before, *score, *[None] * 10, f"{name}: level score", *bars]


def _error_bars(
    share: float | None, interval: Interval | None
) -> tuple[float | None, float | None]:
    """Return the length of the interval below and above its share, for the chart's error bars."""
    if share is None or interval is None:
        return None, None
    return share - interval[0], interval[1] - share


def _source_cells(level: LevelResult, source: SourceEstimate) -> list[Value]:
    level_name, name = named(LEVELS, level.level), named(SOURCES, source.source)
    direction = source.direction.replace("_", " ") if source.direction else None
    figures: list[Value] = [
        source.n,
        source.eligible,
        source.favourable,
        source.outside,
        source.proportion,
        *(source.interval or (None, None)),
        *(source.bounds or (None, None)),
        source.weight,
        source.response_rate,
    ]
    return [
        level_name,
        name,
        source.wave,
        source.collected_on,
        None,
        *_shown(figures, suppressed=source.suppressed),
        source.baseline,
        source.target,
        source.target_met,
        direction,
        source.wording,
        source.sufficient,
        f"{level_name}: {name.lower()}",
        *_error_bars(source.proportion, source.interval),
    ]


def _shown(figures: list[Value], *, suppressed: bool) -> Iterator[Value]:
    return (WITHHELD if suppressed and figure is None else figure for figure in figures)


def _series(sheet: WorkbookSheet, summary: Summary) -> None:
    """Write each source's other waves below the charts."""
    every = [(outcome.ref, level) for outcome in summary.outcomes for level in outcome.levels]
    sources = [(ref, level.level, source) for ref, level in every for source in level.sources]
    if any(source.series for *_, source in sources):
        sheet.row += 1
        sheet.heads(_SERIES_HEADS, freeze=False)
    for ref, level, source in sources:
        place = (ref, named(LEVELS, level), named(SOURCES, source.source))
        for point in source.series:
            figures: list[Value] = [point.n, point.proportion, *(point.interval or (None, None))]
            shown = _shown(figures, suppressed=point.suppressed)
            sheet.line([*place, point.wave, point.on, *shown], _SERIES_SHARES)


def _changes(sheet: WorkbookSheet, summary: Summary) -> None:
    """Write the paired items below the charts."""
    every = [(outcome.ref, level) for outcome in summary.outcomes for level in outcome.levels]
    changes = [(ref, level.level, change) for ref, level in every for change in level.change]
    if changes:
        sheet.row += 1
        sheet.heads(_CHANGE_HEADS, freeze=False)
    for ref, level, change in changes:
        sheet.line([ref, named(LEVELS, level), *_change_cells(change)])


def _change_cells(change: Change) -> list[Value]:
    counts: list[Value] = [change.pairs, change.improved, change.same, change.worse, change.p_value]
    shown = _shown(counts, suppressed=change.suppressed)
    return [change.item, named(SOURCES, change.source), change.retrospective, *shown]


def _triangulation(workbook: Workbook, summary: Summary) -> None:
    sheet = workbook.sheet("Triangulation", (10, 28, 28, 16, 70))
    sheet.heads(("Outcome", "Source", "Compared with", "Code", "Why"))
    for outcome in summary.outcomes:
        for triangle in outcome.triangulation:
            one, other = (named(SOURCES, source) for source in triangle.between)
            sheet.line([outcome.ref, one, other, CODES[triangle.code], triangle.why])
        for judged in outcome.judgements:
            source, direction = named(SOURCES, judged.source), judged.direction.replace("_", " ")
            sheet.line([outcome.ref, source, "a person's judgement", direction, judged.reason])
