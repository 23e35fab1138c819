"""One intended outcome: its levels, label and triangulation, with the evidence behind them.

The label depends on practice, experience and outcome only; what was done and how well never raises
it.
"""

from dataclasses import dataclass
from datetime import date

from surveys.impact.evidence import Evidence, Level, Outcome, PairCounts
from surveys.impact.kinds import CLAIMS, LEVELS
from surveys.impact.relevance import pairs_for
from surveys.impact.score import Weighed, score_of
from surveys.impact.version_1.finding import SourceFinding
from surveys.impact.version_1.gaps import missing_of
from surveys.impact.version_1.judgements import (
    charts_of,
    indicator_findings,
    judgement_findings,
    judgements_of,
)
from surveys.impact.version_1.label import Case, case_of, label_of
from surveys.impact.version_1.model import ImpactModel
from surveys.impact.version_1.pairs import change_of
from surveys.impact.version_1.source_estimates import (
    SourceReading,
    estimate_of,
    finding_of,
    readings_of,
)
from surveys.impact.version_1.summary import (
    Indicator,
    PastLevelResult,
    PastOutcomeResult,
    SourceEstimate,
)
from surveys.impact.version_1.triangulate import triangulated
from surveys.impact.words import HEADINGS


@dataclass(frozen=True, slots=True)
class Weighing:
    """The result of an outcome, with the case behind its label and the findings at every level."""

    result: PastOutcomeResult
    case: Case
    findings: tuple[SourceFinding, ...]


@dataclass(frozen=True, slots=True)
class _Gathered:
    """All evidence about one outcome, before any judgement."""

    read: tuple[tuple[SourceReading, SourceEstimate], ...]
    pairs: tuple[PairCounts, ...]
    charts: list[Indicator]
    findings: tuple[SourceFinding, ...]


def weigh(outcome: Outcome, evidence: Evidence, model: ImpactModel, as_at: date) -> Weighing:
    """Read, label and triangulate one outcome from evidence limited to the as-at date."""
    gathered = _gather(outcome, evidence, model, as_at)
    everything = case_of(gathered.findings, model, has_rivals=bool(evidence.rival_explanations))
    case = _limited(everything, *CLAIMS)
    label, reason = label_of(case)
    shown = (level for level in LEVELS if _is_shown(level, gathered))
    result = PastOutcomeResult(
        ref=outcome.ref,
        statement=outcome.statement,
        label=label,
        reason=reason,
        missing=missing_of(case, label),
        levels=[_level(level, gathered, everything) for level in shown],
        triangulation=triangulated(gathered.findings, model),
        indicators=gathered.charts,
        judgements=judgements_of(outcome, evidence),
    )
    return Weighing(result, case, everything.findings)


def _gather(outcome: Outcome, evidence: Evidence, model: ImpactModel, as_at: date) -> _Gathered:
    read = tuple((r, estimate_of(r, model, as_at)) for r in readings_of(outcome, evidence))
    charts = charts_of(outcome, evidence, model)
    findings = (
        *(finding_of(reading, estimate, model) for reading, estimate in read),
        *judgement_findings(outcome, evidence, {reading.source for reading, _ in read}),
        *indicator_findings(outcome, charts, model),
    )
    return _Gathered(read, pairs_for(outcome, evidence), charts, findings)


def _level(level: Level, gathered: _Gathered, case: Case) -> PastLevelResult:
    sources = [estimate for reading, estimate in gathered.read if reading.level is level]
    scored = score_of([w for w in map(_weighed, sources) if w])
    return PastLevelResult(
        level=level,
        heading=HEADINGS[level],
        label=label_of(_limited(case, level))[0],
        score=scored[0] if scored else None,
        interval=scored[1] if scored else None,
        sources=sources,
        change=[change_of(p, case.model) for p in gathered.pairs if p.level is level],
    )


def _weighed(estimate: SourceEstimate) -> Weighed | None:
    """Return the input of a score; None for a withheld source, which has no figures."""
    if estimate.n is None or estimate.favourable is None or estimate.weight is None:
        return None
    return Weighed(estimate.favourable, estimate.n, estimate.weight)


def _limited(case: Case, *levels: Level) -> Case:
    findings = [finding for finding in case.findings if finding.level in levels]
    return case_of(findings, case.model, has_rivals=case.has_rivals)


def _is_shown(level: Level, gathered: _Gathered) -> bool:
    """Return whether to show a level: the claims always, the others only with evidence."""
    items = (*gathered.findings, *gathered.pairs)
    return level in CLAIMS or any(item.level is level for item in items)
