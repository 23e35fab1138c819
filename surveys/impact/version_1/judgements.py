"""Judgements and indicators as findings: evidence without respondents.

They take part in labels and triangulation but carry no quality, so they cannot be averaged.
"""

from surveys.impact.evidence import Evidence, Judgement, Outcome, Planned
from surveys.impact.kinds import JUDGES, LEAST_FAVOURABLE_FIRST, Direction, Level, Source
from surveys.impact.version_1.finding import Gap, SourceFinding
from surveys.impact.version_1.indicator import chart_of
from surveys.impact.version_1.model import ImpactModel
from surveys.impact.version_1.summary import Indicator, PastJudgementResult
from surveys.impact.words import DIRECTIONS


def judgements_of(outcome: Outcome, evidence: Evidence) -> list[PastJudgementResult]:
    """Return every judgement about the outcome, oldest first."""
    found = sorted(
        _about(outcome, evidence), key=lambda j: (j.collected_on, j.source, j.direction, j.reason)
    )
    return [
        PastJudgementResult(
            source=j.source, direction=j.direction, on=j.collected_on, reason=j.reason
        )
        for j in found
    ]


def judgement_findings(
    outcome: Outcome, evidence: Evidence, counted: set[Source]
) -> list[SourceFinding]:
    """Return a finding for each source that judged or was planned to judge.

    Sources in `counted` have counts, which are used instead of a missing judgement.
    """
    judged = _about(outcome, evidence)
    planned = {p.source for p in outcome.plan} & (JUDGES - counted)
    sources = {j.source for j in judged} | planned
    return [
        _judged(source, level, [j for j in judged if j.source is source], outcome)
        for source in sources
        for level in _levels(source, None, outcome)
    ]


def charts_of(outcome: Outcome, evidence: Evidence, model: ImpactModel) -> list[Indicator]:
    """Return the chart of each indicator of the outcome, sorted by name."""
    mine = (series for series in evidence.indicators if series.outcome_ref == outcome.ref)
    by_name = sorted(mine, key=lambda series: series.indicator)
    return [chart_of(series, evidence.started_on, model) for series in by_name]


def indicator_findings(
    outcome: Outcome, charts: list[Indicator], model: ImpactModel
) -> list[SourceFinding]:
    """Return a finding for each indicator that was charted or planned."""
    drawn = {chart.indicator for chart in charts if chart.points}
    planned = [p for p in outcome.plan if p.source is Source.INDICATOR and p.indicator not in drawn]
    charted = [
        _charted(chart, level, outcome, model)
        for chart in charts
        for level in _chart_levels(chart, outcome)
    ]
    missing = [
        SourceFinding(p.level, p.source, True, title=p.indicator, gap=Gap.NOTHING) for p in planned
    ]
    return [*charted, *missing]


def _about(outcome: Outcome, evidence: Evidence) -> list[Judgement]:
    """Return the judgements about the outcome.

    One that names no outcome counts for those whose plan names its source, as with a tally.
    """
    planned = {p.source for p in outcome.plan}
    return [
        j
        for j in evidence.judgements
        if j.outcome_ref == outcome.ref or (j.outcome_ref is None and j.source in planned)
    ]


def _judged(
    source: Source, level: Level, judged: list[Judgement], outcome: Outcome
) -> SourceFinding:
    planned = any(p.source is source for p in outcome.plan)
    if not judged:
        return SourceFinding(level, source, planned, gap=Gap.NOTHING)
    latest = max(judged, key=lambda j: (j.collected_on, -LEAST_FAVOURABLE_FIRST.index(j.direction)))
    wording = f"judged {DIRECTIONS[latest.direction]}"
    return SourceFinding(level, source, planned, direction=latest.direction, wording=wording)


def _charted(chart: Indicator, level: Level, outcome: Outcome, model: ImpactModel) -> SourceFinding:
    direction = None if chart.direction is None else Direction(chart.direction)
    short = chart.baseline_points < model.gates.baseline_points
    gap = Gap.SHORT_BASELINE if short else Gap.NOTHING_AFTER if direction is None else None
    return SourceFinding(
        level,
        Source.INDICATOR,
        bool(_plans(Source.INDICATOR, chart.indicator, outcome)),
        title=chart.indicator,
        gap=gap,
        direction=direction,
        wording=f"chart shows {DIRECTIONS[direction]}" if direction else "",
        anchored=gap is None,
    )


def _chart_levels(chart: Indicator, outcome: Outcome) -> list[Level]:
    return _levels(Source.INDICATOR, chart.indicator, outcome) if chart.points else []


def _levels(source: Source, indicator: str | None, outcome: Outcome) -> list[Level]:
    """Return the levels it was planned for; if unplanned, the outcome itself."""
    return sorted({p.level for p in _plans(source, indicator, outcome)}) or [Level.OUTCOME]


def _plans(source: Source, indicator: str | None, outcome: Outcome) -> list[Planned]:
    return [p for p in outcome.plan if p.source is source and indicator in (None, p.indicator)]
