"""Builders for version 2: counts before and after a start; a test says only what matters."""

from datetime import date
from typing import Any

from surveys.impact.evidence import Evidence, Judgement, PairCounts, Planned, Tally
from surveys.impact.indicator_evidence import IndicatorSeries
from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.labels import Label
from surveys.impact.provenance import Selection
from surveys.impact.version_2.basis import Basis
from surveys.impact.version_2.change_model import ChangeModel, shipped_change_model
from surveys.impact.version_2.evaluate import Evaluation, evaluate
from surveys.impact.version_2.outcome_evaluation import OutcomeEvaluation
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from tests.surveys.impact.version_1.builders import AS_AT, evidence, planned, tally

CHANGE_MODEL: ChangeModel = shipped_change_model()
BEFORE, EARLIER, LATER = date(2025, 5, 1), date(2025, 10, 1), date(2026, 4, 1)
WORKERS, SUPERVISOR, FRONTLINE = Source.PRACTITIONER, Source.SUPERVISOR, Source.FRONTLINE
CHILD, FAMILY, AUDIT = Source.CHILD, Source.FAMILY, Source.MULTI_AGENCY_AUDIT
AGENCY_AUDIT, SECTION_11 = Source.SINGLE_AGENCY_AUDIT, Source.SECTION_11
AUDITS = {AUDIT, AGENCY_AUDIT}
UP = frozenset[Label]({"emerging", "supported", "strong"})
Counts = tuple[int, int]


def no_chart(_: IndicatorSeries, _started_on: date, _as_at: date) -> None:
    """Say that a chart cannot say."""


def counts(source: Source, favourable: int, n: int, on: date = LATER, **facts: Any) -> Tally:
    """Imported counts; half of those who could answer did, and audits read random cases."""
    given = {
        "wave": on.isoformat(),
        "level": Level.EXPERIENCE if source is FAMILY else Level.PRACTICE,
        "eligible": None if source in AUDITS else 2 * n,
        "selection": Selection.RANDOM if source in AUDITS else None,
        **facts,
    }
    return tally(source, favourable, n, given.pop("level"), collected_on=on, **given)


def measured(
    source: Source,
    before: Counts | None,
    after: Counts,
    earlier: Counts | None = None,
    **facts: Any,
) -> tuple[Tally, ...]:
    """A source before the start, and in one or two waves after it."""
    found = ((before, BEFORE), (earlier, EARLIER), (after, LATER))
    return tuple(counts(source, *pair, on, **facts) for pair, on in found if pair)


def paired(improved: int, same: int, worse: int, **facts: Any) -> PairCounts:
    """Children who were asked before the start and again after it."""
    given = {"retrospective": False, "first_on": BEFORE, "collected_on": LATER, **facts}
    item = given.pop("item", "I am listened to")
    return PairCounts(Level.PRACTICE, CHILD, item, improved, same, worse, **given)


def judged(direction: Direction, on: date = LATER, **facts: Any) -> Judgement:
    given = {
        "outcome_ref": "O1",
        "source": Source.INSPECTION,
        "reason": "Children are seen alone.",
        "body": "Ofsted",
        **facts,
    }
    return Judgement(direction=direction, collected_on=on, **given)


def typed(source: Source, baseline: float, **facts: Any) -> Planned:
    level = Level.EXPERIENCE if source is FAMILY else Level.PRACTICE
    return planned(source, level, baseline=baseline, **facts)


def known(*tallies: Tally | tuple[Tally, ...], **facts: Any) -> Evidence:
    """Evidence of one outcome from counts, or from sources that were measured."""
    rows = [row for one in tallies for row in (one if isinstance(one, tuple) else (one,))]
    return evidence(*rows, **facts)


def evaluation_of(*tallies: Tally | tuple[Tally, ...], **facts: Any) -> Evaluation:
    verdict_of = facts.pop("verdict_of", no_chart)
    return evaluate(known(*tallies, **facts), CHANGE_MODEL, AS_AT, verdict_of)


def outcome_of(*tallies: Tally | tuple[Tally, ...], **facts: Any) -> OutcomeEvaluation:
    return evaluation_of(*tallies, **facts).outcomes[0]


def label_of(*tallies: Tally | tuple[Tally, ...], **facts: Any) -> str:
    return outcome_of(*tallies, **facts).label


def source_of(outcome: OutcomeEvaluation, source: Source) -> SourceEvaluation:
    """The evaluation of a source that speaks at one level only."""
    (found,) = [one for level in outcome.levels for one in level.sources if one.source is source]
    return found


def basis_of(known_evidence: Evidence) -> Basis:
    return Basis(known_evidence, CHANGE_MODEL, AS_AT, no_chart)


# Two kinds of sources that are better by 30 points, without an earlier wave and with one.
EMERGING = (measured(AUDIT, (12, 40), (25, 41)), measured(CHILD, (13, 40), (26, 41)))
LASTING = (
    measured(AUDIT, (12, 40), (25, 41), earlier=(24, 40)),
    measured(CHILD, (13, 40), (26, 41), earlier=(25, 42)),
)
