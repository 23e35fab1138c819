"""Many finished responses at once: the same rows as answers one by one, written in batches.

Scores and tallies are made here from the questionnaire's own key, so that nobody can hand in figures of their own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, insert, update

from storage import tables as t
from storage.asking.answers import NewResponse
from storage.trust.encryption import Keyring
from surveys.asking.answers import Answer, as_json, score
from surveys.asking.instrument import Instrument
from surveys.asking.tally import claims, tallies
from surveys.asking.wave import FINISHED

TOGETHER = 2000
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class WholeResponse:
    """One finished response with all its answers, by question."""

    response: NewResponse
    answers: Mapping[str, Answer]


def insert_responses(
    connection: Connection,
    keyring: Keyring,
    instrument: Instrument,
    responses: Iterable[WholeResponse],
) -> int:
    """Write responses to one questionnaire that are not there yet; return how many.

    Raises `sqlalchemy.exc.IntegrityError` for one that is. Words are sealed; concerns are not looked for, so nothing
    that a person has just written may come this way.
    """
    written = 0
    source = iter(responses)
    while batch := list(islice(source, TOGETHER)):
        _write(connection, t.responses, [_response(one) for one in batch])
        _write(connection, t.answers, [row for one in batch for row in _answers(instrument, one)])
        _write(connection, t.texts, [row for one in batch for row in _words(keyring, one)])
        _write(connection, t.tallies, [row for one in batch for row in _tallies(instrument, one)])
        written += len(batch)
    return written


def mark_finished(connection: Connection, wave_id: int, people: Sequence[int]) -> None:
    """Note in a wave's ledger that these people have finished."""
    mine = (t.invitations.c.wave_id == wave_id, t.invitations.c.person_id.in_(people))
    connection.execute(update(t.invitations).where(*mine).values(state=FINISHED))


def _write(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _response(one: WholeResponse) -> Row:
    return {name: getattr(one.response, name) for name in NewResponse.__slots__} | {
        "finished": True
    }


def _at(one: WholeResponse) -> Row:
    return {"wave_id": one.response.wave_id, "response_key": one.response.key}


def _answers(instrument: Instrument, one: WholeResponse) -> Iterator[Row]:
    for question, answer in one.answers.items():
        scored = score(instrument.question(question), answer)
        yield {
            **_at(one),
            "question": question,
            "value": as_json(answer),
            "favourable": scored.favourable,
            "change": scored.change,
        }


def _words(keyring: Keyring, one: WholeResponse) -> Iterator[Row]:
    wave_id, key = one.response.wave_id, one.response.key
    for question, answer in one.answers.items():
        if answer.text:
            encrypted = keyring.encrypt(answer.text, "texts", wave_id, question, key)
            yield {**_at(one), "question": question, "sealed": encrypted, "state": "unread"}


def _tallies(instrument: Instrument, one: WholeResponse) -> Iterator[Row]:
    """Count as `dialogs.asking.record_answers` does: every claim that an answered question can speak to has a row."""
    counted = tallies(instrument, one.answers)
    asked = (instrument.question(question) for question in one.answers)
    for claim in sorted(
        {(q.level, q.outcome) for q in asked if q.level is not None} & claims(instrument), key=str
    ):
        answered, favourable = counted.get(claim, (0, 0))
        level, outcome = claim
        yield {
            **_at(one),
            "level": level.value,
            "outcome": outcome or "",
            "answered": answered,
            "favourable": favourable,
        }
