"""What is known from after an as-at date, of which a summary says the last day and no more.

That day, too, could tell of few people: counts set it once they would change a figure that is out,
and answers are counted from the figures that are (`release.later_answers`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from surveys.impact.evidence import Evidence, Tally
from surveys.impact.provenance import LaterEvidence
from surveys.impact.suppress import NEW_PEOPLE


def counted(tallies: Iterable[Tally]) -> Iterator[LaterEvidence]:
    """Yield counts by day, those that several agencies made of one source on one day together."""
    people: Counter[tuple[date, object]] = Counter()
    for one in tallies:
        people[one.collected_on, (one.outcome_ref, one.level, one.source, one.wave)] += one.n
    return (LaterEvidence(on, n) for (on, _), n in people.items())


def later_evidence_on(evidence: Evidence, as_at: date, minimum: int) -> date | None:
    """Return the last day after a date that has evidence which may be told; None without any."""
    enough = max(minimum, NEW_PEOPLE)
    told = (one.on for one in _dated(evidence) if one.people is None or one.people >= enough)
    return max((day for day in told if day > as_at), default=None)


def _dated(evidence: Evidence) -> Iterator[LaterEvidence]:
    """Yield what is left out already, and what the evidence has with its days."""
    yield from evidence.later
    yield from counted(evidence.tallies)
    for one in evidence.judgements:
        yield LaterEvidence(one.collected_on)
    for change in evidence.reported_changes:
        yield LaterEvidence(change.collected_on, change.n)
    for pairs in evidence.pairs:
        if pairs.collected_on:
            yield LaterEvidence(pairs.collected_on, pairs.improved + pairs.same + pairs.worse)
    for series in evidence.indicators:
        yield from (LaterEvidence(point.period_start) for point in series.points)
