"""Indicators as sources: what their charts say, all of them being one voice.

How a chart is drawn and read is not decided here: its verdict is given.
"""

from collections import defaultdict
from datetime import date

from surveys.impact.evidence import Outcome
from surveys.impact.indicator_evidence import IndicatorSeries
from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.version_2.basis import Basis
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.families import Family
from surveys.impact.version_2.sources.sufficiency import Insufficiency


def evaluated_indicators(outcome: Outcome, basis: Basis) -> list[SourceEvaluation]:
    """Return each indicator that was charted or planned, at each level of its plan.

    An indicator that was not planned speaks of the outcome itself.
    """
    series = {
        one.indicator: one
        for one in basis.evidence.indicators
        if one.outcome_ref == outcome.ref and one.points
    }
    planned = _planned_levels(outcome)
    return [
        _evaluated(name, level, series.get(name), basis, is_planned=name in planned)
        for name in sorted(series.keys() | planned.keys())
        for level in sorted(planned.get(name, {Level.OUTCOME}))
    ]


def _planned_levels(outcome: Outcome) -> dict[str, set[Level]]:
    levels: dict[str, set[Level]] = defaultdict(set)
    for plan in outcome.plan:
        if plan.source is Source.INDICATOR:
            levels[plan.indicator].add(plan.level)
    return levels


def _evaluated(
    name: str, level: Level, series: IndicatorSeries | None, basis: Basis, *, is_planned: bool
) -> SourceEvaluation:
    last = max(point.period_start for point in series.points) if series else None
    verdict = None
    if series and basis.evidence.started_on:
        verdict = basis.verdict_of(series, basis.evidence.started_on, basis.as_at)
    return SourceEvaluation(
        level,
        Source.INDICATOR,
        Family.INDICATORS,
        is_planned,
        title=name,
        insufficiency=_insufficiency(last, verdict, basis),
        collected_on=last,
        direction=verdict,
    )


def _insufficiency(
    last: date | None, verdict: Direction | None, basis: Basis
) -> Insufficiency | None:
    if last is None:
        return Insufficiency.NOTHING
    if verdict is None:
        return Insufficiency.NO_VERDICT
    return None if basis.model.is_recent(last, basis.as_at) else Insufficiency.OLD
