"""How people are counted once, and when two figures are the same."""

from surveys.impact.evidence import Tally

NEARLY = 1e-9  # smaller differences are rounding of binary fractions


def each_person_once(tallies: list[Tally]) -> list[Tally]:
    """Leave out a tally for all outcomes if its instrument has one for this outcome.

    Both count the same people.
    """
    particular = {t.instrument for t in tallies if t.outcome_ref is not None}
    return [t for t in tallies if t.outcome_ref is not None or t.instrument not in particular]
