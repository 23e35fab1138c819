"""Answers from after an as-at date, counted from what a summary of that date gives out.

They are told by the rule by which a figure that is out changes, so that nobody learns more of the
answers at that date than from the figures themselves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from surveys.impact.evidence import Asked
from surveys.impact.provenance import LaterEvidence


@dataclass(frozen=True, slots=True)
class AnsweredNow:
    """How many have answered a wave by now, and its day: when it closed, or today while open."""

    wave_id: int
    on: date
    answered: int


def later_answers(
    now: Iterable[AnsweredNow], known: Iterable[Asked], given: Iterable[Asked], minimum: int
) -> Iterator[LaterEvidence]:
    """Yield how many more have answered each wave than is given out of it.

    `known` are the waves at the date as they are, `given` as given out. Of one that is withheld
    because few had answered the minimum group is taken off; of others that are withheld nothing is
    told.
    """
    true = {wave.wave_id: wave.answered for wave in known}
    shown = {wave.wave_id: None if wave.is_withheld else wave.answered for wave in given}
    for wave in now:
        before = shown.get(wave.wave_id, 0)
        if before is None and true[wave.wave_id] < minimum:
            before = minimum
        if before is not None:
            yield LaterEvidence(wave.on, wave.answered - before)
