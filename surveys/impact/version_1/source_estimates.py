"""The evidence of one outcome by source: which counts and pairs are about it, and what they show.

Evidence that names no outcome counts for those that planned it. A source below the minimum group
has no figures.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from surveys.impact.distributions import wilson
from surveys.impact.evidence import (
    Evidence,
    Outcome,
    PairCounts,
    Planned,
)
from surveys.impact.kinds import LEVELS, NOT_COUNTED, SOURCES, Level, Source
from surveys.impact.relevance import pairs_for, speaks_to
from surveys.impact.version_1.direction import direction_of, is_target_met, plan_for, wording_of
from surveys.impact.version_1.estimate import CountedWave, current_wave, silence_bounds, waves_of
from surveys.impact.version_1.finding import Gap, SourceFinding
from surveys.impact.version_1.model import ImpactModel
from surveys.impact.version_1.pairs import shows_improvement
from surveys.impact.version_1.summary import Point, SourceEstimate
from surveys.impact.words import voice_of

WITHHELD = "withheld: too few people to show"
NOTHING_YET = "planned, nothing collected yet"


@dataclass(frozen=True, slots=True)
class SourceReading:
    """One source at one level of one outcome, with all its evidence."""

    level: Level
    source: Source
    planned: tuple[Planned, ...]
    waves: tuple[CountedWave, ...]
    pairs: tuple[PairCounts, ...]
    unchecked: bool = False  # a lead must look at its answers first


def readings_of(outcome: Outcome, evidence: Evidence) -> tuple[SourceReading, ...]:
    """Return a reading for each source and level with a plan or counts, in a fixed order."""
    tallies = [t for t in evidence.tallies if speaks_to(t, outcome, evidence)]
    keys = {(t.level, t.source) for t in tallies}
    keys |= {(p.level, p.source) for p in outcome.plan if p.source not in NOT_COUNTED}
    pairs = pairs_for(outcome, evidence)
    return tuple(
        SourceReading(
            level,
            source,
            tuple(p for p in outcome.plan if (p.level, p.source) == (level, source)),
            waves_of(t for t in tallies if (t.level, t.source) == (level, source)),
            tuple(p for p in pairs if (p.level, p.source) == (level, source)),
            any(one.source is source for one in evidence.unchecked),
        )
        for level, source in sorted(keys, key=lambda k: (LEVELS.index(k[0]), SOURCES.index(k[1])))
    )


def estimate_of(reading: SourceReading, model: ImpactModel, as_at: date) -> SourceEstimate:
    """Return the source's current estimate, without any figure if too few people answered."""
    wave = current_wave(reading.waves, model)
    if wave is None:
        return _withheld(reading, model)
    plan = plan_for(reading.planned, wave.instrument)
    baseline, target = (plan.baseline, plan.target) if plan else (None, None)
    interval = wilson(wave.favourable, wave.n)
    direction = direction_of(interval, _reference(baseline, model))
    return SourceEstimate(
        source=reading.source,
        voice=voice_of(reading.source),
        wave=wave.name,
        collected_on=wave.collected_on,
        n=wave.n,
        eligible=wave.eligible,
        favourable=wave.favourable,
        outside=wave.outside,
        proportion=wave.proportion,
        interval=interval,
        bounds=silence_bounds(wave),
        weight=model.weight(reading.source, wave.n, wave.collected_on, as_at),
        response_rate=wave.response_rate,
        baseline=baseline,
        target=target,
        target_met=is_target_met(wave.proportion, target),
        direction=direction,
        wording=wording_of(direction, against_baseline=baseline is not None),
        sufficient=wave.is_sufficient(model) and not reading.unchecked,
        suppressed=False,
        series=_series((w for w in reading.waves if w is not wave), model),
    )


def finding_of(
    reading: SourceReading, estimate: SourceEstimate, model: ImpactModel
) -> SourceFinding:
    """Return the source as a finding, for labels and triangulation."""
    wave = current_wave(reading.waves, model)
    planned = bool(reading.planned)
    if wave is None:
        gap = Gap.SMALL if reading.waves else Gap.NOTHING
        return SourceFinding(reading.level, reading.source, planned, gap=gap)
    reference = _reference(estimate.baseline, model)
    direction = direction_of(wilson(wave.favourable, wave.n), reference)
    latest = wave.collected_on - timedelta(days=model.gates.days_between_waves)
    earlier = [w for w in reading.waves if w.collected_on <= latest and w.is_sufficient(model)]
    earlier_directions = {direction_of(wilson(w.favourable, w.n), reference) for w in earlier}
    return SourceFinding(
        reading.level,
        reading.source,
        planned,
        gap=_gap(reading, estimate),
        direction=direction,
        proportion=wave.proportion,
        interval=estimate.interval,
        quality=model.quality.get(reading.source),
        wording=estimate.wording,
        anchored=estimate.baseline is not None or shows_improvement(reading.pairs, model),
        repeated=direction in earlier_directions,
        response_rate=None if estimate.sufficient else wave.response_rate,
    )


def _gap(reading: SourceReading, estimate: SourceEstimate) -> Gap | None:
    if estimate.sufficient:
        return None
    return Gap.UNCHECKED if reading.unchecked else Gap.LOW_RESPONSE


def _reference(baseline: float | None, model: ImpactModel) -> float:
    return model.gates.favourable_reference if baseline is None else baseline


def _series(waves: Iterable[CountedWave], model: ImpactModel) -> list[Point]:
    return [_point(wave, is_shown=wave.reaches(model)) for wave in waves]


def _point(wave: CountedWave, *, is_shown: bool) -> Point:
    return Point(
        wave=wave.name,
        on=wave.collected_on,
        n=wave.n if is_shown else None,
        proportion=wave.proportion if is_shown else None,
        interval=wilson(wave.favourable, wave.n) if is_shown else None,
        suppressed=not is_shown,
    )


def _withheld(reading: SourceReading, model: ImpactModel) -> SourceEstimate:
    last = reading.waves[-1] if reading.waves else None
    plan = plan_for(reading.planned, last.instrument if last else None)
    return SourceEstimate(
        source=reading.source,
        voice=voice_of(reading.source),
        wave=last.name if last else None,
        collected_on=last.collected_on if last else None,
        n=None,
        eligible=None,
        favourable=None,
        outside=None,
        proportion=None,
        interval=None,
        bounds=None,
        weight=None,
        response_rate=None,
        baseline=plan.baseline if plan else None,
        target=plan.target if plan else None,
        target_met=None,
        direction=None,
        wording=WITHHELD if last else NOTHING_YET,
        sufficient=False,
        suppressed=last is not None,
        series=_series(reading.waves[:-1], model),
    )
