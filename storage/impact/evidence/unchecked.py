"""Answers to open links that are too many, and that no lead has looked at yet."""

from collections.abc import Iterable, Mapping

from storage.impact.evidence.asked import AnswerCounts
from storage.impact.evidence.waves import EvidenceWave
from surveys.asking.answer_check import NOT_LOOKED_AT, AnswerCheck
from surveys.asking.instrument import Mode
from surveys.impact.evidence import Unchecked


def unchecked_of(
    waves: Iterable[EvidenceWave], counts: AnswerCounts, checks: Mapping[int, AnswerCheck]
) -> tuple[Unchecked, ...]:
    """Return the waves whose answers a lead must look at before they decide anything.

    Who is asked by name cannot answer twice, so only answers without a name can be too many.
    """
    found: list[Unchecked] = []
    for wave in waves:
        check, answered = checks.get(wave.id, NOT_LOOKED_AT), counts.by_agency[wave.id].total()
        given_out = wave.eligible if wave.instrument.mode is Mode.ANONYMOUS else None
        if check.wants_a_look(answered, given_out):
            facts = (wave.label, wave.source, answered, given_out, check.at_once, wave.id)
            found.append(Unchecked(*facts))
    return tuple(found)
