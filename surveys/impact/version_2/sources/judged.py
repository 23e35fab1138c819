"""Inspections and reviews: several judgements of one body and year are one, the least favourable.

They take part in triangulation and labels, and have no figure that could be averaged.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from surveys.impact.evidence import Judgement, Outcome
from surveys.impact.kinds import JUDGES, LEAST_FAVOURABLE_FIRST, Direction, Level, Source
from surveys.impact.version_2.basis import Basis
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.families import FAMILIES
from surveys.impact.version_2.sources.sufficiency import Insufficiency


@dataclass(frozen=True, slots=True)
class BodyJudgement:
    """What one body said in one year, in `recorded` judgements; `body` is None if not recorded."""

    source: Source
    body: str | None
    year: int
    on: date
    direction: Direction
    reason: str
    reference: str
    recorded: int


def body_judgements(outcome: Outcome, basis: Basis) -> tuple[BodyJudgement, ...]:
    """Return what was judged about an outcome, oldest first.

    A judgement that names no outcome counts for those whose plan names its source.
    """
    planned = {plan.source for plan in outcome.plan}
    groups: dict[tuple[str, int], list[Judgement]] = defaultdict(list)
    for one in basis.evidence.judgements:
        if one.outcome_ref == outcome.ref or (one.outcome_ref is None and one.source in planned):
            groups[_who(one), one.collected_on.year].append(one)
    found = map(_as_one, groups.values())
    return tuple(sorted(found, key=lambda one: (one.on, one.source, one.body or "")))


def evaluated_judgements(
    outcome: Outcome, counted: set[Source], basis: Basis
) -> list[SourceEvaluation]:
    """Return the latest judgement of each body at each level that the plan has for its source.

    A planned source that did not judge is silent, unless it is in `counted`.
    """
    latest = {
        (one.source, (one.body or "").casefold()): one for one in body_judgements(outcome, basis)
    }
    found = [
        _evaluated(one, level, outcome, basis)
        for one in latest.values()
        for level in _levels(one.source, outcome)
    ]
    silent = {p.source for p in outcome.plan} & JUDGES - counted - {s for s, _ in latest}
    return [
        *found,
        *(
            SourceEvaluation(
                level, source, FAMILIES[source], True, insufficiency=Insufficiency.NOTHING
            )
            for source in silent
            for level in _levels(source, outcome)
        ),
    ]


def _who(judgement: Judgement) -> str:
    return judgement.body.strip().casefold() or judgement.source


def _as_one(group: list[Judgement]) -> BodyJudgement:
    def place(one: Judgement) -> tuple[int, int, str, str]:
        direction = LEAST_FAVOURABLE_FIRST.index(one.direction)
        return direction, -one.collected_on.toordinal(), one.reason, one.source

    one = min(group, key=place)
    return BodyJudgement(
        one.source,
        one.body.strip() or None,
        one.collected_on.year,
        one.collected_on,
        one.direction,
        one.reason,
        one.reference,
        len(group),
    )


def _evaluated(
    judged: BodyJudgement, level: Level, outcome: Outcome, basis: Basis
) -> SourceEvaluation:
    shortfall = None
    if basis.evidence.started_on is None or not basis.is_after_start(judged.on):
        shortfall = Insufficiency.NO_FOLLOW_UP
    elif not basis.model.is_recent(judged.on, basis.as_at):
        shortfall = Insufficiency.OLD
    return SourceEvaluation(
        level,
        judged.source,
        FAMILIES[judged.source],
        is_planned=any(plan.source is judged.source for plan in outcome.plan),
        title=judged.body,
        insufficiency=shortfall,
        collected_on=judged.on,
        direction=None if shortfall is Insufficiency.NO_FOLLOW_UP else judged.direction,
    )


def _levels(source: Source, outcome: Outcome) -> list[Level]:
    """Return the levels it was planned for; if unplanned, the outcome itself."""
    return sorted({p.level for p in outcome.plan if p.source is source}) or [Level.OUTCOME]
