"""Descriptions: how the questions that are not scored, and may be counted, were answered.

Single values never leave the database but as counts, and a question for some roles or agencies is
not counted at all.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from storage.impact.evidence.barriers import chosen_query
from storage.impact.evidence.scope import Scope
from storage.impact.evidence.waves import EvidenceWave
from surveys.asking.answers import from_json
from surveys.asking.instrument import Question, say
from surveys.asking.instrument_rules import for_some
from surveys.asking.kinds import KINDS
from surveys.impact.descriptions import Description


def descriptions_of(
    connection: Connection, scope: Scope, waves: Sequence[EvidenceWave]
) -> Iterator[Description]:
    """Yield the counts of each such question of each wave that anyone answered."""
    for wave in waves:
        some = for_some(wave.instrument.questions)
        for question in wave.instrument.questions:
            if is_described(question) and question.id not in some:
                counted = _counted(connection, scope, wave, question)
                if counted.total():
                    yield _description(wave, question, counted)


def is_described(question: Question) -> bool:
    """Say whether how it was answered is counted without a score."""
    return KINDS[question.kind].counted_as is not None and not question.is_scored


def _counted(
    connection: Connection, scope: Scope, wave: EvidenceWave, question: Question
) -> Counter[str]:
    """Return how many answers are counted under each code; "" where they are under none."""
    counted_as = KINDS[question.kind].counted_as
    found: Counter[str] = Counter(dict.fromkeys(question.codes, 0))
    for row in connection.execute(chosen_query(scope, wave, question.id)):
        value = from_json(question.id, row.value).value
        if value is not None and counted_as is not None:
            found[counted_as(value)] += row.people
    return found


def _description(wave: EvidenceWave, question: Question, counted: Counter[str]) -> Description:
    return Description(
        source=wave.source,
        wave=wave.label,
        instrument=wave.instrument_name,
        place=wave.instrument.places[question.id],
        question=say(question.text),
        opened_on=wave.opened_on,
        collected_on=wave.collected_on,
        n=counted.total(),
        parts=tuple((question.words[code], counted[code]) for code in question.codes),
        wave_id=wave.id,
    )
