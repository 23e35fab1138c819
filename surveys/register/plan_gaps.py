"""What is missing in the evidence plan of an outcome: a source that is not staff, a start."""

from collections.abc import Iterator

from surveys.impact.evidence import Evidence, Outcome, PairCounts, Planned, Tally
from surveys.impact.kinds import CLAIMS, JUDGES, Level, Source
from surveys.impact.relevance import speaks_to
from surveys.impact.version_2.sources.families import FAMILIES, Family
from surveys.impact.words import NAMES


def has_other_than_staff(outcome: Outcome) -> bool:
    """Return whether a source is planned that is not staff."""
    return any(FAMILIES[plan.source] is not Family.STAFF for plan in outcome.plan)


def without_a_start(outcome: Outcome, evidence: Evidence, points_before: int) -> Iterator[str]:
    """Yield what is planned for a claim of change and has no starting point, by level and source.

    A starting point is counts or the first of two waves up to the start, or a typed share; of an
    indicator, so many periods up to the start. Before a start is known, all counts are before it.
    """
    for plan in outcome.plan:
        if plan.level not in CLAIMS or plan.source in JUDGES:
            continue
        has_start = (
            _has_periods(plan, outcome, evidence, points_before)
            if plan.source is Source.INDICATOR
            else plan.baseline is not None or _was_counted(plan, outcome, evidence)
        )
        if not has_start:
            name = plan.indicator if plan.source is Source.INDICATOR else NAMES[plan.source]
            yield f"{plan.level}, {name}"


def _has_periods(plan: Planned, outcome: Outcome, evidence: Evidence, least: int) -> bool:
    start = evidence.started_on
    for series in evidence.indicators:
        if (series.outcome_ref, series.indicator) == (outcome.ref, plan.indicator):
            before = (p for p in series.points if start is None or p.period_start < start)
            return sum(1 for _ in before) >= least
    return False


def _was_counted(plan: Planned, outcome: Outcome, evidence: Evidence) -> bool:
    start, of_plan = evidence.started_on, (plan.level, plan.source)
    days = [one.collected_on for one in evidence.tallies if _is(one, of_plan, outcome, evidence)]
    days += [
        one.first_on
        for one in evidence.pairs
        if one.first_on and _is(one, of_plan, outcome, evidence)
    ]
    return any(start is None or day <= start for day in days)


def _is(
    one: Tally | PairCounts, of_plan: tuple[Level, Source], outcome: Outcome, evidence: Evidence
) -> bool:
    return (one.level, one.source) == of_plan and speaks_to(one, outcome, evidence)
