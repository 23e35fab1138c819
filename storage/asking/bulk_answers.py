"""Many responses at once: the same rows as answers saved one by one, written in batches.

Scores and tallies are computed here from the questionnaire's own key, so that no caller can pass in
figures.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, update

from storage import tables as t
from storage.asking.answers import NewResponse
from storage.trust.encryption import Keyring
from surveys.asking.answers import Answer, as_json, score
from surveys.asking.instrument import Instrument
from surveys.asking.tally import counts_of
from surveys.asking.wave import FINISHED

BATCH = 2000  # responses written together
Row = dict[str, Any]
ResponseRows = tuple[tuple[Table, list[Row]], ...]  # the same tables in the same order for each


@dataclass(frozen=True, slots=True)
class WholeResponse:
    """One response with all its answers, by question."""

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
    screened for concerns, so what a person has just written is saved this way by the sweep alone,
    which takes what was screened as it came.
    """
    written = 0
    source = iter(responses)
    while batch := list(islice(source, BATCH)):
        write_rows(connection, [rows_of(keyring, instrument, one) for one in batch])
        written += len(batch)
    return written


def rows_of(keyring: Keyring, instrument: Instrument, one: WholeResponse) -> ResponseRows:
    """Return every row of a response, in the order of their tables."""
    return (
        (t.responses, [_response(one)]),
        (t.answers, list(_answers(instrument, one))),
        (t.texts, list(_words(keyring, one))),
        (t.tallies, list(_tallies(instrument, one))),
    )


def write_rows(connection: Connection, responses: Sequence[ResponseRows]) -> None:
    """Insert the rows of some responses, table by table, in the order of the responses."""
    for tables in zip(*responses, strict=True):
        rows = [row for _, of_one in tables for row in of_one]
        if rows:
            connection.execute(insert(tables[0][0]), rows)
    _count_again(connection, {row["wave_id"] for one in responses for row in one[0][1]})


def _count_again(connection: Connection, waves: Iterable[int]) -> None:
    """Forget what was kept of waves that have new responses."""
    kept = t.wave_evidence
    connection.execute(delete(kept).where(kept.c.wave_id.in_(sorted(waves))))


def mark_finished(connection: Connection, wave_id: int, people: Sequence[int]) -> None:
    """Mark the invitations of these people to a wave as finished."""
    mine = (t.invitations.c.wave_id == wave_id, t.invitations.c.person_id.in_(people))
    connection.execute(update(t.invitations).where(*mine).values(state=FINISHED))


def _response(one: WholeResponse) -> Row:
    return {name: getattr(one.response, name) for name in NewResponse.__slots__}


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
    """Yield a row for every claim that the answered questions count towards."""
    counts = counts_of(instrument, one.answers, one.answers)
    for (level, outcome), (answered, favourable) in counts.items():
        yield {
            **_at(one),
            "level": level,
            "outcome": outcome,
            "answered": answered,
            "favourable": favourable,
        }
