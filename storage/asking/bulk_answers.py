"""Many finished responses at once: the same rows as answers saved one by one, written in batches.

Scores and tallies are computed here from the questionnaire's own key, so that no caller can pass in
figures.
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

BATCH = 2000  # responses written together
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
    """Write new responses to one questionnaire; return how many.

    Raises `sqlalchemy.exc.IntegrityError` if one exists already. Free text is encrypted but not
    screened for concerns, so nothing that a person has just written may be saved this way.
    """
    written = 0
    source = iter(responses)
    while batch := list(islice(source, BATCH)):
        _write(connection, t.responses, [_response(one) for one in batch])
        _write(connection, t.answers, [row for one in batch for row in _answers(instrument, one)])
        _write(connection, t.texts, [row for one in batch for row in _words(keyring, one)])
        _write(connection, t.tallies, [row for one in batch for row in _tallies(instrument, one)])
        written += len(batch)
    return written


def mark_finished(connection: Connection, wave_id: int, people: Sequence[int]) -> None:
    """Mark the invitations of these people to a wave as finished."""
    mine = (t.invitations.c.wave_id == wave_id, t.invitations.c.person_id.in_(people))
    connection.execute(update(t.invitations).where(*mine).values(state=FINISHED))


def _write(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _response(one: WholeResponse) -> Row:
    row = {name: getattr(one.response, name) for name in NewResponse.__slots__}
    return {**row, "finished": True}


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
    """Yield a row for every claim that the answered questions count towards.

    `dialogs.asking.record_answers` counts in the same way.
    """
    counted = tallies(instrument, one.answers)
    asked = (instrument.question(question) for question in one.answers)
    touched = {(q.level, q.outcome) for q in asked if q.level is not None}
    for claim in sorted(touched & claims(instrument), key=str):
        answered, favourable = counted.get(claim, (0, 0))
        level, outcome = claim
        yield {
            **_at(one),
            "level": level.value,
            "outcome": outcome or "",
            "answered": answered,
            "favourable": favourable,
        }
