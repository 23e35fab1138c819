"""The open gaps of a partnership's register, and the priorities that it proposes for next year."""

from datetime import date

from dialogs.turn import Installation
from storage.unit import Unit
from surveys.impact.evidence import Evidence
from surveys.impact.version_2.change_model import ChangeModel, shipped_change_model
from surveys.impact.version_2.evaluate import evaluate
from surveys.problems import Refusal
from surveys.register.gaps import RegisterGap, gaps_of
from surveys.register.learning import learning_of
from surveys.register.priorities import LabelledAction, ProposedPriority, proposed, span_of


def open_gaps(
    unit: Unit, installation: Installation, partnership_id: int
) -> tuple[RegisterGap, ...]:
    """Return the gaps that are open today, the oldest first."""
    evidence = _evidence(unit, partnership_id, unit.today)
    return _gaps(unit, partnership_id, evidence, _model(installation))


def priorities(
    unit: Unit, installation: Installation, partnership_id: int, year: int
) -> tuple[ProposedPriority, ...]:
    """Return what the register proposes from a year; refuses one that has not begun.

    Labels are those at the end of the year, or of today.
    """
    first, last = span_of(year)
    if first > unit.today:
        raise Refusal("date-future")
    as_at = min(last, unit.today)
    model = _model(installation)
    evidence = _evidence(unit, partnership_id, as_at)
    labelled = [
        LabelledAction(one.ref, one.theme or "", evaluate(one, model, as_at).label)
        for one in evidence
    ]
    learning = learning_of(unit.register.contents(partnership_id))
    return proposed(labelled, learning, _gaps(unit, partnership_id, evidence, model), year)


def _gaps(
    unit: Unit, partnership_id: int, evidence: list[Evidence], model: ChangeModel
) -> tuple[RegisterGap, ...]:
    return gaps_of(evidence, unit.register.contents(partnership_id), unit.today, model)


def _model(installation: Installation) -> ChangeModel:
    return shipped_change_model().with_minimum_group(installation.minimum_group)


def _evidence(unit: Unit, partnership_id: int, as_at: date) -> list[Evidence]:
    actions = unit.evidence.actions(partnership_id)
    return [unit.evidence.gather(partnership_id, one.id, as_at) for one in actions]
