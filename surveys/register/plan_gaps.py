"""What is missing in the evidence plan of an outcome: a source that is not staff, a start."""

from collections.abc import Iterator
from datetime import date

from surveys.impact.evidence import Evidence, Outcome
from surveys.impact.kinds import Source
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.plan_gaps import sources_without_start
from surveys.impact.version_2.sources.families import FAMILIES, Family
from surveys.impact.words import named


def has_other_than_staff(outcome: Outcome) -> bool:
    """Return whether a source is planned that is not staff."""
    return any(FAMILIES[plan.source] is not Family.STAFF for plan in outcome.plan)


def without_a_start(
    evidence: Evidence, model: ChangeModel, today: date
) -> dict[str, tuple[str, ...]]:
    """Return, by outcome, what is planned for a claim of change and has no starting point.

    An indicator needs as many periods before the start as its chart does.
    """
    found: dict[str, list[str]] = {outcome.ref: [] for outcome in evidence.outcomes}
    for one in sources_without_start(evidence, model, today):
        found[one.outcome].append(named(one.source, one.level))
    for outcome in evidence.outcomes:
        found[outcome.ref] += _short_indicators(outcome, evidence, model.charts.points_before)
    return {ref: tuple(dict.fromkeys(names)) for ref, names in found.items()}


def _short_indicators(outcome: Outcome, evidence: Evidence, least: int) -> Iterator[str]:
    for plan in outcome.plan:
        if plan.source is Source.INDICATOR:
            start = evidence.started_on
            before = (
                point
                for series in evidence.indicators
                if (series.outcome_ref, series.indicator) == (outcome.ref, plan.indicator)
                for point in series.points
                if start is None or point.period_start < start
            )
            if sum(1 for _ in before) < least:
                yield plan.indicator
