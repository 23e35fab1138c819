"""From the evaluation of an outcome to its part of the summary."""

from collections.abc import Iterable

from surveys.impact.counting import NEARLY
from surveys.impact.evidence import Outcome, Planned
from surveys.impact.kinds import LEVELS, SOURCES, Source
from surveys.impact.summary.outcome_parts import (
    FamilyResult,
    JointResult,
    JudgementResult,
    OutcomeResult,
    PlannedResult,
    ReviewResult,
    Triangle,
)
from surveys.impact.summary.source_results import difference_result, level_result
from surveys.impact.summary.what_changed import what_changed
from surveys.impact.version_2.chart_parts import Chart
from surveys.impact.version_2.labels.joint import JointDifference
from surveys.impact.version_2.labels.sentences import why_silent
from surveys.impact.version_2.labels.triangulation import PairRelation
from surveys.impact.version_2.outcome_evaluation import OutcomeEvaluation
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.judged import BodyJudgement

ENOUGH = "sufficient"


def outcome_result(
    outcome: Outcome, evaluated: OutcomeEvaluation, charts: list[Chart], *, has_start: bool
) -> OutcomeResult:
    """Return one outcome; `charts` are those of its indicators."""
    sources = [source for level in evaluated.levels for source in level.sources]
    return OutcomeResult(
        ref=evaluated.ref,
        statement=evaluated.statement,
        label=evaluated.label,
        reason=evaluated.reason,
        changed=what_changed(evaluated.case, has_start=has_start),
        missing=list(evaluated.missing),
        plan=[_planned(row, sources) for row in sorted(outcome.plan, key=_place)],
        levels=[level_result(level, evaluated) for level in evaluated.levels],
        joint=_joint(evaluated.case.joint),
        earlier=_joint(evaluated.case.lasting),
        triangulation=[_triangle(relation) for relation in evaluated.case.relations],
        indicators=charts,
        judgements=[_judgement(one) for one in evaluated.judgements],
    )


def _place(row: Planned) -> tuple[int, int, str]:
    return LEVELS.index(row.level), SOURCES.index(row.source), row.indicator


def _planned(row: Planned, sources: Iterable[SourceEvaluation]) -> PlannedResult:
    mine = [one for one in sources if _is_planned_by(one, row)]
    shown = next((one.figures for one in mine if one.figures), None)
    met = row.target is not None and shown and shown.proportion >= row.target - NEARLY
    return PlannedResult(
        level=row.level,
        source=row.source,
        indicator=row.indicator,
        baseline=row.baseline,
        target=row.target,
        target_met=None if row.target is None or shown is None else bool(met),
        planned_change=row.planned_change,
        trigger=row.trigger,
        due_on=row.due_on,
        written_on=row.written_on,
        so_far=_so_far(mine),
    )


def _is_planned_by(source: SourceEvaluation, row: Planned) -> bool:
    is_same = (source.level, source.source) == (row.level, row.source)
    return is_same and (row.source is not Source.INDICATOR or source.title == row.indicator)


def _so_far(sources: list[SourceEvaluation]) -> str:
    if not sources or any(source.is_sufficient for source in sources):
        return ENOUGH if sources else ""
    return "; ".join(dict.fromkeys(map(why_silent, sources)))


def _joint(joint: JointDifference) -> JointResult:
    families = [(one.family, difference_result(one.difference)) for one in joint.families]
    return JointResult(
        overall=difference_result(joint.overall),
        families=[FamilyResult(family=family, difference=d) for family, d in families if d],
    )


def _triangle(relation: PairRelation) -> Triangle:
    bright, dim = relation.pair.bright, relation.pair.dim
    return Triangle(
        between=(bright.source, dim.source),
        levels=(bright.level, dim.level),
        names=(bright.name, dim.name),
        code=relation.code,
        why=relation.why,
        reviews=[
            ReviewResult(confirmed=one.confirmed, reason=one.reason, on=one.on)
            for one in relation.reviews
        ],
    )


def _judgement(judged: BodyJudgement) -> JudgementResult:
    return JudgementResult(
        source=judged.source,
        body=judged.body,
        on=judged.on,
        direction=judged.direction,
        reason=judged.reason,
        reference=judged.reference,
        recorded=judged.recorded,
    )
