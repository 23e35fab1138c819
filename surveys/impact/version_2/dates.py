"""The dates of an evaluation: when the plan has it decided, and what is known from later.

A label between the dates that the plan names is provisional.
"""

from datetime import date

from surveys.impact.evidence import Evidence


def decision_dates(evidence: Evidence) -> tuple[date, ...]:
    """Return the days on which a label is decided, oldest first.

    They are those that the plan names for it, otherwise those on which planned evidence is due, and
    without any the day on which the action is.
    """
    due = {plan.due_on for outcome in evidence.outcomes for plan in outcome.plan if plan.due_on}
    return tuple(sorted(set(evidence.decision_dates) or due or {evidence.due_on}))


def later_evidence_on(evidence: Evidence, as_at: date) -> date | None:
    """Return the last day of evidence collected after a date; None if there is none."""
    days = [
        *(tally.collected_on for tally in evidence.tallies),
        *(judgement.collected_on for judgement in evidence.judgements),
        *(change.collected_on for change in evidence.reported_changes),
        *(pairs.collected_on for pairs in evidence.pairs if pairs.collected_on),
        *(point.period_start for series in evidence.indicators for point in series.points),
    ]
    return max((day for day in days if day > as_at), default=None)
