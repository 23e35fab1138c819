"""Which counts are about which outcome: those that name it, and those that its plan names."""

from datetime import date

from surveys.impact.evidence import Evidence, Outcome, PairCounts, ReportedChange, Tally
from surveys.impact.kinds import CLAIMS, SOURCES


def pairs_for(outcome: Outcome, evidence: Evidence) -> tuple[PairCounts, ...]:
    """Return the paired items that count for the outcome, sorted by item."""
    found = (p for p in evidence.pairs if speaks_to(p, outcome, evidence))

    def place(pair: PairCounts) -> tuple[int, str, date, int]:
        collected = pair.collected_on or date.min
        return SOURCES.index(pair.source), pair.item, collected, pair.improved

    return tuple(sorted(found, key=place))


def speaks_to(
    item: Tally | PairCounts | ReportedChange, outcome: Outcome, evidence: Evidence
) -> bool:
    """Return whether counts are about the outcome: they name it, or its plan names them.

    What was done and how well is about the whole action: if no plan claims it, every outcome shows
    it.
    """
    if item.outcome_ref is not None:
        return item.outcome_ref == outcome.ref
    return _plans(item, outcome) or (item.level not in CLAIMS and is_unclaimed(item, evidence))


def is_unclaimed(item: Tally | PairCounts | ReportedChange, evidence: Evidence) -> bool:
    """Return whether the counts name no outcome and are in no plan of the action."""
    planned = any(_plans(item, outcome) for outcome in evidence.outcomes)
    return item.outcome_ref is None and not planned


def _plans(item: Tally | PairCounts | ReportedChange, outcome: Outcome) -> bool:
    return any((p.level, p.source) == (item.level, item.source) for p in outcome.plan)
