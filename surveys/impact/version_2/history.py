"""The label at the end of each wave, so that a reader sees whether it has lasted.

Only waves that may be shown have an end here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from surveys.impact.evidence import Outcome
from surveys.impact.kinds import CLAIMS
from surveys.impact.labels import Label, weakest
from surveys.impact.version_2.basis import Basis
from surveys.impact.version_2.labels.decision import decided
from surveys.impact.version_2.outcome_evaluation import OutcomeEvaluation


@dataclass(frozen=True, slots=True)
class LabelAt:
    """The label of the action as it was known on a day, and those of its outcomes in order."""

    on: date
    label: Label
    outcomes: tuple[Label, ...]


def label_history(
    outcomes: Iterable[Outcome], evaluated: Iterable[OutcomeEvaluation], basis: Basis
) -> tuple[LabelAt, ...]:
    """Return the labels at the end of each follow-up wave at the levels of claims, oldest first."""
    in_order = tuple(outcomes)
    ends = sorted({day for outcome in evaluated for day in _ends(outcome)})
    return tuple(_labels_at(day, in_order, basis.at(day)) for day in ends)


def _ends(outcome: OutcomeEvaluation) -> Iterator[date]:
    for level in outcome.levels:
        for source in level.sources if level.level in CLAIMS else ():
            if source.figures and source.collected_on:
                yield source.collected_on
            yield from (p.on for p in source.series if p.n is not None and not p.is_baseline)


def _labels_at(day: date, outcomes: tuple[Outcome, ...], basis: Basis) -> LabelAt:
    labels: tuple[Label, ...] = tuple(decided(outcome, basis).label for outcome in outcomes)
    return LabelAt(day, weakest(labels), labels)
