"""What was first released and changed afterwards: a change alone never raises a label.

A start that was moved, and counts that a correction hides, are read as they were as well. An
evaluator who agrees to a change ends that: then the evidence no longer has the value before.
"""

from dataclasses import replace

from surveys.impact.evidence import Evidence, Tally
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.sources.sufficiency import shortfall_of
from surveys.impact.version_2.sources.waves import waves_of


def as_first_released(evidence: Evidence, model: ChangeModel) -> Evidence | None:
    """Return the evidence with its first start and the counts that corrections hide; or None.

    A correction hides counts that could decide something before it and cannot after it.
    """
    first = replace(
        evidence,
        started_on=evidence.first_started_on or evidence.started_on,
        tallies=tuple(_before_hiding(tally, model) for tally in evidence.tallies),
    )
    return None if first == evidence else first


def _before_hiding(tally: Tally, model: ChangeModel) -> Tally:
    counts = tally.corrected_from
    if counts is None:
        return tally
    before = replace(
        tally, n=counts.n, favourable=counts.favourable, eligible=counts.eligible, teams=()
    )
    return before if _can_decide(before, model) and not _can_decide(tally, model) else tally


def _can_decide(tally: Tally, model: ChangeModel) -> bool:
    (wave,) = waves_of([tally])
    return shortfall_of(wave, model) is None
