"""The summary as a workbook: a sheet for each question a reader asks, with charts that the spreadsheet itself draws.

A withheld figure is the words that say so, never a number; charts leave it out.
"""

from bot.documents import xlsx_charts, xlsx_people
from bot.documents.wording import CODES, LABELS, LEVELS, SOURCES, WITHHELD, named
from bot.documents.workbook import Value, Workbook, WorkbookSheet
from surveys.impact.summary import Change, Interval, OutcomeResult, SourceEstimate, Summary

_LEVEL_HEADS = ("Outcome", "Level", "Source", "Wave", "Collected on", "Label", "n", "Eligible", "Favourable", "Outside",
                "Share", "95 % low", "95 % high", "If silent all unfavourable", "If silent all favourable", "Weight",
                "Response rate", "Baseline", "Target", "Target met", "Direction", "Wording", "Sufficient",
                "In the chart",
                "Interval below", "Interval above")  # fmt: skip
_SHARES = frozenset((10, 11, 12, 13, 14, 16, 17, 18, 24, 25))
_SERIES_SHARES = frozenset((6, 7, 8))


def write(summary: Summary) -> bytes:
    """Return the workbook as XLSX; proportions are numbers 0-1 shown as percentages, dates are dates."""
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
    hidden = WITHHELD
    sheet.heads(_LEVEL_HEADS)
    places = [_outcome_rows(sheet, outcome, hidden) for outcome in summary.outcomes]
    for outcome, (first, last) in zip(summary.outcomes, places, strict=True):
        if any(
            source.proportion is not None for level in outcome.levels for source in level.sources
        ):
            xlsx_charts.level_profile(sheet, outcome, (first, last))
    _series(sheet, summary, hidden)
    _changes(sheet, summary, hidden)


def _outcome_rows(sheet: WorkbookSheet, outcome: OutcomeResult, hidden: str) -> tuple[int, int]:
    """Write an outcome's levels and sources and return its first and last row."""
    first = sheet.row
    for level in outcome.levels:
        low, high = level.interval or (None, None)
        label = LABELS[level.label].word
        name = named(LEVELS, level.level)
        sheet.line([outcome.ref, name, "Level score", None, None, label, None, None, None, None, level.score, low, high,
                    *[None] * 10, f"{name}: level score",
                    *_reach(level.score, level.interval)], _SHARES)  # fmt: skip
        for source in level.sources:
            shown = f"{name}: {named(SOURCES, source.source).lower()}"
            sheet.line(
                [
                    outcome.ref,
                    name,
                    *_source_cells(source, hidden),
                    shown,
                    *_reach(source.proportion, source.interval),
                ],
                _SHARES,
            )
    return first, max(first, sheet.row - 1)


def _reach(share: float | None, interval: Interval | None) -> tuple[float | None, float | None]:
    """Return how far an interval reaches below and above its share, for the chart's error bars."""
    return (
        (None, None)
        if share is None or interval is None
        else (share - interval[0], interval[1] - share)
    )


def _source_cells(source: SourceEstimate, hidden: str) -> list[Value]:
    low, high = source.interval or (None, None)
    worst, best = source.bounds or (None, None)
    figures: list[Value] = [source.n, source.eligible, source.favourable, source.outside, source.proportion, low, high,
                            worst, best, source.weight, source.response_rate]  # fmt: skip
    shown = [hidden if figure is None and source.suppressed else figure for figure in figures]
    direction = source.direction.replace("_", " ") if source.direction else None
    return [named(SOURCES, source.source), source.wave, source.collected_on, None, *shown, source.baseline,
            source.target, source.target_met, direction, source.wording, source.sufficient]  # fmt: skip


def _series(sheet: WorkbookSheet, summary: Summary, hidden: str) -> None:
    """Write below the charts what each source said in its other waves."""
    points = [(o.ref, level.level, source.source, point)
              for o in summary.outcomes for level in o.levels for source in level.sources
              for point in source.series]  # fmt: skip
    if points:
        sheet.row += 1
        sheet.heads(("Outcome", "Level", "Source", "Other wave", "Collected on", "n", "Share", "95 % low", "95 % high"),
                    freeze=False)  # fmt: skip
    for ref, level, source, point in points:
        figures: list[Value] = [point.n, point.proportion, *(point.interval or (None, None))]
        shown = [hidden if figure is None and point.suppressed else figure for figure in figures]
        sheet.line(
            [ref, named(LEVELS, level), named(SOURCES, source), point.wave, point.on, *shown],
            _SERIES_SHARES,
        )


def _changes(sheet: WorkbookSheet, summary: Summary, hidden: str) -> None:
    """Write the paired items below the charts."""
    changes = [
        (o.ref, level.level, c)
        for o in summary.outcomes
        for level in o.levels
        for c in level.change
    ]
    if changes:
        sheet.row += 1
        sheet.heads(("Outcome", "Level", "Paired item", "Source", "Looking back", "Pairs", "Improved", "Same", "Worse",
                     "p (sign test)"), freeze=False)  # fmt: skip
    for ref, level, change in changes:
        sheet.line([ref, named(LEVELS, level), *_change_cells(change, hidden)])


def _change_cells(change: Change, hidden: str) -> list[Value]:
    counts: list[Value] = [change.pairs, change.improved, change.same, change.worse, change.p_value]
    shown = [hidden if count is None and change.suppressed else count for count in counts]
    return [change.item, named(SOURCES, change.source), change.retrospective, *shown]


def _triangulation(workbook: Workbook, summary: Summary) -> None:
    sheet = workbook.sheet("Triangulation", (10, 28, 28, 16, 70))
    sheet.heads(("Outcome", "Source", "Compared with", "Code", "Why"))
    for outcome in summary.outcomes:
        for triangle in outcome.triangulation:
            one, other = (named(SOURCES, source) for source in triangle.between)
            sheet.line([outcome.ref, one, other, CODES[triangle.code], triangle.why])
        for judged in outcome.judgements:
            direction = judged.direction.replace("_", " ")
            sheet.line(
                [
                    outcome.ref,
                    named(SOURCES, judged.source),
                    "a person's judgement",
                    direction,
                    judged.reason,
                ]
            )
