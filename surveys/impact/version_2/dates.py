"""The dates of an evaluation: a label between those that the plan names is provisional."""

from datetime import date

from surveys.impact.evidence import Evidence


def decision_dates(evidence: Evidence) -> tuple[date, ...]:
    """Return the days on which a label is decided, oldest first.

    They are those that the plan names for it, otherwise those on which planned evidence is due, and
    without any the day on which the action is.
    """
    due = {plan.due_on for outcome in evidence.outcomes for plan in outcome.plan if plan.due_on}
    return tuple(sorted(set(evidence.decision_dates) or due or {evidence.due_on}))
