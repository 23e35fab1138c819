"""How the label of an outcome is decided: it is the weakest that any reading of the evidence gives.

There is more than one reading where one count has two names, or where the start or a count was
changed after the first release.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from surveys.impact.evidence import Outcome
from surveys.impact.kinds import LEVELS, SOURCES
from surveys.impact.labels import WEAKEST_FIRST, Label
from surveys.impact.version_2.basis import Basis
from surveys.impact.version_2.labels.case import OutcomeCase, case_of
from surveys.impact.version_2.labels.rules import LabelRule, label_rule
from surveys.impact.version_2.sources.by_source import evidence_by_source, rows_about
from surveys.impact.version_2.sources.charted import evaluated_indicators
from surveys.impact.version_2.sources.counted import evaluated_source
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.first_released import as_first_released
from surveys.impact.version_2.sources.judged import evaluated_judgements
from surveys.impact.version_2.sources.same_counts import readings
from surveys.impact.words import sentence

BEFORE_CHANGES = "as first released, before the start or counts were changed: "


@dataclass(frozen=True, slots=True)
class Decision:
    """A label, the rule and the case that it is decided by, and the sources at every level.

    `limited_by` is the decision on the evidence as it was first released, if that is weaker.
    """

    rule: LabelRule
    case: OutcomeCase
    sources: tuple[SourceEvaluation, ...]
    limited_by: "Decision | None" = None

    @property
    def label(self) -> Label:
        """The label of the outcome."""
        return self.limited_by.label if self.limited_by else self.rule.label

    @property
    def reason(self) -> str:
        """Why it has the label, as a sentence."""
        if self.limited_by:
            return sentence(BEFORE_CHANGES + self.limited_by.rule.why(self.limited_by.case))
        return sentence(self.rule.why(self.case))


def decided(outcome: Outcome, basis: Basis) -> Decision:
    """Return the decision on one outcome as at the basis' date."""
    now = _weakest_reading(outcome, basis)
    first = as_first_released(basis.evidence, basis.model)
    before = _weakest_reading(outcome, basis.reading(first)) if first else now
    return replace(now, limited_by=before) if _rank(before) < _rank(now) else now


def _weakest_reading(outcome: Outcome, basis: Basis) -> Decision:
    return min(_decisions(outcome, basis), key=_rank)


def _rank(decision: Decision) -> int:
    return WEAKEST_FIRST.index(decision.label)


def _decisions(outcome: Outcome, basis: Basis) -> Iterator[Decision]:
    rows = rows_about(outcome, basis)
    for set_aside in readings(rows, basis.model):
        counted = evidence_by_source(rows, set_aside, outcome, basis)
        sources = (
            *(evaluated_source(one, basis) for one in counted),
            *evaluated_judgements(outcome, {one.source for one in counted}, basis),
            *evaluated_indicators(outcome, basis),
        )
        in_order = tuple(sorted(sources, key=_place))
        case = case_of(in_order, outcome, basis)
        yield Decision(label_rule(case), case, in_order)


def _place(source: SourceEvaluation) -> tuple[int, int, str]:
    return LEVELS.index(source.level), SOURCES.index(source.source), source.title or ""
