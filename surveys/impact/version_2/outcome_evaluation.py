"""One intended outcome, level by level, with its label and everything that the label rests on.

A level has a score, which is a picture, and no label.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from surveys.impact.distributions import wilson
from surveys.impact.evidence import Outcome, ReportedChange
from surveys.impact.kinds import CLAIMS, LEVELS, Level, Source
from surveys.impact.labels import Label
from surveys.impact.parts import Interval
from surveys.impact.relevance import pairs_for, speaks_to
from surveys.impact.score import Weighed, score_of
from surveys.impact.version_2.basis import Basis
from surveys.impact.version_2.labels.case import OutcomeCase, voices
from surveys.impact.version_2.labels.decision import decided
from surveys.impact.version_2.labels.missing import missing_of
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.judged import BodyJudgement, body_judgements
from surveys.impact.version_2.sources.paired_items import PairedItem, paired_item


@dataclass(frozen=True, slots=True)
class LevelEvaluation:
    """The sources of one level; the score is 0-1, None if no sufficient source has weight."""

    level: Level
    single_source: bool
    score: float | None
    interval: Interval | None
    sources: tuple[SourceEvaluation, ...]
    paired_items: tuple[PairedItem, ...]


@dataclass(frozen=True, slots=True)
class ReportedShare:
    """How many say that there is a change; None where too few people answered."""

    level: Level
    source: Source
    item: str
    on: date
    n: int | None
    reporting: int | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class OutcomeEvaluation:
    """The label of an outcome with its reason; `case` is what it was decided on."""

    ref: str
    statement: str
    label: Label
    reason: str
    is_limited: bool
    missing: tuple[str, ...]
    levels: tuple[LevelEvaluation, ...]
    case: OutcomeCase
    judgements: tuple[BodyJudgement, ...]
    reported: tuple[ReportedShare, ...]


def evaluated_outcome(outcome: Outcome, basis: Basis) -> OutcomeEvaluation:
    """Evaluate one outcome as at the basis' date."""
    decision = decided(outcome, basis)
    levels = (_level(level, decision.sources, outcome, basis) for level in LEVELS)
    return OutcomeEvaluation(
        outcome.ref,
        outcome.statement,
        decision.label,
        decision.reason,
        decision.limited_by is not None,
        missing_of(decision.case, decision.label),
        tuple(one for one in levels if one.level in CLAIMS or one.sources or one.paired_items),
        decision.case,
        body_judgements(outcome, basis),
        _reported(outcome, basis),
    )


def _level(
    level: Level, sources: Iterable[SourceEvaluation], outcome: Outcome, basis: Basis
) -> LevelEvaluation:
    mine = tuple(source for source in sources if source.level is level)
    sufficient = [source for source in mine if source.is_sufficient]
    figures = [source.figures for source in sufficient if source.figures]
    scored = score_of([Weighed(one.favourable, one.n, one.weight) for one in figures])
    score, interval = scored or (None, None)
    pairs = (p for p in pairs_for(outcome, basis.evidence) if p.level is level)
    items = tuple(paired_item(one, basis) for one in pairs)
    return LevelEvaluation(level, voices(sufficient) == 1, score, interval, mine, items)


def _reported(outcome: Outcome, basis: Basis) -> tuple[ReportedShare, ...]:
    mine = (
        one for one in basis.evidence.reported_changes if speaks_to(one, outcome, basis.evidence)
    )
    found = (_share(one, basis.model.minimum_group) for one in mine)
    return tuple(sorted(found, key=lambda one: (one.level, one.source, one.item, one.on)))


def _share(change: ReportedChange, minimum: int) -> ReportedShare:
    about = (change.level, change.source, change.item, change.collected_on)
    if change.n < minimum:
        return ReportedShare(*about, None, None, None)
    return ReportedShare(*about, change.n, change.reporting, wilson(change.reporting, change.n))
