"""The entry point: evidence for one action and a model become an evaluation as at a date.

The same evidence, model and date give the same evaluation, whatever the order of the evidence.
"""

from dataclasses import dataclass, replace
from datetime import date

from surveys.impact.as_at import known_at
from surveys.impact.evidence import Evidence
from surveys.impact.indicator_evidence import IndicatorSeries
from surveys.impact.kinds import Direction
from surveys.impact.labels import WEAKEST_FIRST, Label, weakest
from surveys.impact.later_evidence import later_evidence_on
from surveys.impact.natural_order import natural
from surveys.impact.provenance import RecordedChange
from surveys.impact.version_2.basis import Basis, IndicatorVerdict
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.chart import chart_of
from surveys.impact.version_2.dates import decision_dates
from surveys.impact.version_2.history import LabelAt, label_history
from surveys.impact.version_2.labels.least_favourable import CredibleFinding, least_favourable
from surveys.impact.version_2.outcome_evaluation import OutcomeEvaluation, evaluated_outcome

WITHHELD = "withheld, because few people are behind it"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the evidence of one action says as at a date, read by a version of the model.

    The action has the weakest label of its outcomes; `above` of them have a stronger one.
    `provisional`: the plan does not name this date for a decision. `later_evidence_on` is the last
    day of evidence that is known and was left out, where it tells of enough people or of none.
    """

    as_at: date
    model: ChangeModel
    started_on: date | None
    label: Label
    above: int
    outcomes: tuple[OutcomeEvaluation, ...]
    history: tuple[LabelAt, ...]
    least_favourable: CredibleFinding | None
    provisional: bool
    decision_dates: tuple[date, ...]
    later_evidence_on: date | None
    changes: tuple[RecordedChange, ...]


def charted(model: ChangeModel) -> IndicatorVerdict:
    """Return the reading of an indicator by its chart, with the thresholds of a model."""

    def verdict_of(series: IndicatorSeries, started_on: date, as_at: date) -> Direction | None:
        return chart_of(series, started_on, as_at, model.minimum_group, model.charts).direction

    return verdict_of


def evaluate(
    evidence: Evidence,
    model: ChangeModel,
    as_at: date,
    verdict_of: IndicatorVerdict | None = None,
) -> Evaluation:
    """Evaluate what was known of an action at a date (Europe/London); shares, scores are 0-1.

    `verdict_of` reads an indicator from its points up to the date, where not its chart does.
    """
    basis = Basis(known_at(evidence, as_at), model, as_at, verdict_of or charted(model))
    planned = sorted(evidence.outcomes, key=lambda outcome: natural(outcome.ref))
    outcomes = tuple(evaluated_outcome(outcome, basis) for outcome in planned)
    labels: list[Label] = [outcome.label for outcome in outcomes]
    label, dates = weakest(labels), decision_dates(evidence)
    return Evaluation(
        as_at,
        model,
        evidence.started_on,
        label,
        above=sum(WEAKEST_FIRST.index(one) > WEAKEST_FIRST.index(label) for one in labels),
        outcomes=outcomes,
        history=label_history(planned, outcomes, basis),
        least_favourable=least_favourable(outcome.case for outcome in outcomes),
        provisional=as_at not in dates,
        decision_dates=dates,
        later_evidence_on=later_evidence_on(evidence, as_at, model.minimum_group),
        changes=tuple(sorted((_shown(c, model) for c in basis.evidence.changes), key=_in_time)),
    )


def _shown(change: RecordedChange, model: ChangeModel) -> RecordedChange:
    """Return a change without its values where too few people stand behind one of them."""
    if change.people is None or change.people >= model.minimum_group:
        return change
    return replace(change, before=WITHHELD, after=WITHHELD, people=None)


def _in_time(change: RecordedChange) -> tuple[date, str, str, str]:
    return change.on, change.what, change.before, change.after
