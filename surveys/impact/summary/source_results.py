"""From the evaluation of a source to its part of the summary.

What the rules withhold has no figure in an evaluation, so there is nothing to leave out here.
"""

from surveys.impact.summary.source_parts import (
    DifferenceResult,
    LevelResult,
    PairedItemResult,
    ReportedResult,
    SeriesPointResult,
    SourceResult,
    StartResult,
)
from surveys.impact.version_2.intervals import Difference
from surveys.impact.version_2.labels.sentences import said, said_level, silence_of, why_silent
from surveys.impact.version_2.outcome_evaluation import (
    LevelEvaluation,
    OutcomeEvaluation,
    ReportedShare,
)
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.paired_items import PairedItem
from surveys.impact.version_2.sources.starting_point import StartingPoint, StartKind
from surveys.impact.version_2.sources.wave_figures import SeriesPoint, WaveFigures
from surveys.impact.words import HEADINGS, sentence, voice_of

FIGURES = tuple(name for name in WaveFigures.__slots__ if name in SourceResult.model_fields)
NO_START = StartingPoint(StartKind.NONE)


def level_result(level: LevelEvaluation, outcome: OutcomeEvaluation) -> LevelResult:
    """Return one level with its sources."""
    return LevelResult(
        level=level.level,
        heading=HEADINGS[level.level],
        single_source=level.single_source,
        score=level.score,
        interval=level.interval,
        sources=[source_result(source) for source in level.sources],
        change=[_paired(item) for item in level.paired_items],
        reported=[_reported(one) for one in outcome.reported if one.level is level.level],
    )


def source_result(source: SourceEvaluation) -> SourceResult:
    """Return one source with its figures, or with the reason why it has none."""
    figures = source.figures
    return SourceResult(
        source=source.source,
        title=source.title,
        voice=voice_of(source.source),
        family=source.family,
        is_planned=source.is_planned,
        wave=source.wave,
        collected_on=source.collected_on,
        **{name: getattr(figures, name) if figures else None for name in FIGURES},
        sufficient=source.is_sufficient,
        why_not=None if source.is_sufficient else why_silent(source),
        starting_point=_start(source.start or NO_START),
        planned_change=source.planned_change,
        difference=difference_result(source.difference),
        direction=source.direction,
        suppressed=figures is None and source.is_suppressed,
        wording=_wording(source),
        selection=list(source.selections),
        read_by=list(source.read_by),
        notes=list(source.notes),
        series=[_point(point) for point in source.series],
    )


def difference_result(difference: Difference | None) -> DifferenceResult | None:
    """Return a difference as it is printed."""
    if difference is None:
        return None
    return DifferenceResult(
        value=difference.value,
        interval=difference.interval,
        design_effect=difference.design_effect,
    )


def _start(start: StartingPoint) -> StartResult:
    return StartResult(
        kind=start.kind,
        proportion=start.proportion,
        n=start.n,
        on=start.on,
        trigger=start.trigger,
        reference=start.reference.share if start.reference else None,
    )


def _wording(source: SourceEvaluation) -> str:
    """Return what the source shows, then why that decides nothing, if it does not."""
    if source.is_sufficient:
        return sentence(said(source))
    if source.figures is None:
        return sentence(silence_of(source))
    return sentence(f"{said_level(source)}; not sufficient: {why_silent(source)}")


def _point(point: SeriesPoint) -> SeriesPointResult:
    return SeriesPointResult(
        wave=point.wave,
        on=point.on,
        is_baseline=point.is_baseline,
        n=point.n,
        proportion=point.proportion,
        interval=point.interval,
        suppressed=point.n is None,
    )


def _paired(item: PairedItem) -> PairedItemResult:
    pairs = item.pairs
    return PairedItemResult(
        item=item.item,
        source=item.source,
        retrospective=item.retrospective,
        pairs=item.linked,
        improved=pairs.improved if pairs else None,
        same=pairs.same if pairs else None,
        worse=pairs.worse if pairs else None,
        p_value=item.p_value,
        suppressed=pairs is None,
    )


def _reported(share: ReportedShare) -> ReportedResult:
    return ReportedResult(
        item=share.item,
        source=share.source,
        on=share.on,
        n=share.n,
        reporting=share.reporting,
        interval=share.interval,
        suppressed=share.n is None,
    )
