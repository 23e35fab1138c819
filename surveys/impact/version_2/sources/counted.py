"""From the counts of a source to its evaluation: estimate, starting point, difference, direction.

Nothing below the minimum group leaves this module but the day of its wave.
"""

from collections.abc import Iterable
from datetime import timedelta

from surveys.impact.counting import NEARLY
from surveys.impact.evidence import Tally
from surveys.impact.kinds import Direction
from surveys.impact.version_2.basis import Basis
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.intervals import Difference, newcombe, paired
from surveys.impact.version_2.sources.by_source import SourceEvidence
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.families import family_of
from surveys.impact.version_2.sources.starting_point import (
    StartingPoint,
    StartKind,
    counted_baseline,
    starting_point,
    was_planned_before,
)
from surveys.impact.version_2.sources.sufficiency import Insufficiency, shortfall_at, shortfall_of
from surveys.impact.version_2.sources.wave_figures import figures_of, series_of
from surveys.impact.version_2.sources.waves import WaveCounts, counted_wave


def evaluated_source(evidence: SourceEvidence, basis: Basis) -> SourceEvaluation:
    """Return what a source shows as at the date; without figures if too few people answered."""
    model = basis.model
    wave = counted_wave(evidence.follow_ups, model)
    start = starting_point(evidence, wave, basis)
    planned_change = _planned_change(evidence, basis)
    difference = _difference(start, wave, model) if wave else None
    last = wave or next(reversed((*evidence.baselines, *evidence.follow_ups)), None)
    rows = _rows_behind(evidence, wave, model)
    return SourceEvaluation(
        evidence.level,
        evidence.source,
        family_of(evidence.source, rows),
        is_planned=bool(evidence.planned),
        title=evidence.agency,
        insufficiency=_insufficiency(evidence, wave, basis),
        wave=last.name if last else None,
        collected_on=last.collected_on if last else None,
        figures=figures_of(evidence, wave, basis) if wave else None,
        start=start,
        planned_change=planned_change,
        difference=difference,
        direction=direction_of(difference, planned_change) if difference else None,
        earlier=_earlier_difference(evidence, wave, basis) if wave else None,
        quality=model.quality.get(evidence.source),
        series=series_of(evidence, wave, model),
        selections=tuple(sorted({row.selection for row in rows if row.selection})),
        read_by=tuple(sorted({row.read_by for row in rows if row.read_by})),
        same_counts_as=evidence.same_counts_as,
        notes=tuple(sorted({row.note for row in rows if row.note})),
    )


def direction_of(difference: Difference, planned_change: float) -> Direction:
    """Return on which side of 0 a difference lies; better must be as large as was planned."""
    low, high = difference.interval
    if low > NEARLY and difference.value >= planned_change - NEARLY:
        return Direction.BETTER
    return Direction.WORSE if high < -NEARLY else Direction.NO_CLEAR_CHANGE


def _difference(start: StartingPoint, wave: WaveCounts, model: ChangeModel) -> Difference | None:
    if start.pairs:
        return paired(start.pairs.improved, start.pairs.same, start.pairs.worse)
    if start.reference is None:
        return None
    now = wave.proportion(model)
    value = now.share - start.reference.share
    return Difference(value, newcombe(now, start.reference), wave.design_effect(model))


def _planned_change(evidence: SourceEvidence, basis: Basis) -> float:
    """Return the largest change that was planned before the start, or what the model asks for."""
    planned = (
        plan.planned_change
        for plan in evidence.planned
        if plan.planned_change is not None and was_planned_before(plan.written_on, basis)
    )
    return max(planned, default=basis.model.change.planned)


def _earlier_difference(
    evidence: SourceEvidence, wave: WaveCounts, basis: Basis
) -> Difference | None:
    """Return the difference of the last wave that is fit and long enough before another."""
    model = basis.model
    latest = wave.collected_on - timedelta(days=model.labels.days_between_waves)
    fit = [
        earlier
        for earlier in evidence.follow_ups
        if earlier.collected_on <= latest and shortfall_of(earlier, model) is None
    ]
    if not fit:
        return None
    start = starting_point(evidence, fit[-1], basis)
    return None if start.kind is StartKind.PAIRED else _difference(start, fit[-1], model)


def _insufficiency(
    evidence: SourceEvidence, wave: WaveCounts | None, basis: Basis
) -> Insufficiency | None:
    if wave is not None:
        shortfall = shortfall_at(wave, basis.model, basis.as_at)
        return Insufficiency.UNCHECKED if evidence.is_unchecked else shortfall
    if evidence.same_counts_as:
        return Insufficiency.SAME_COUNTS
    if evidence.follow_ups:
        return Insufficiency.SMALL
    return Insufficiency.NO_FOLLOW_UP if evidence.baselines else Insufficiency.NOTHING


def _rows_behind(
    evidence: SourceEvidence, wave: WaveCounts | None, model: ChangeModel
) -> Iterable[Tally]:
    """Return the rows that the difference rests on."""
    waves = (wave, counted_baseline(evidence, model))
    return tuple(row for one in waves if one for row in one.rows)
