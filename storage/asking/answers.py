"""Responses and their answers: one row per response and question, however often it is answered.

Nothing here names a person: a response has a wave, and a key that only the study's key can
make again. Answers of people who are not named come here by the daily sweep alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from storage import tables as t
from storage.database.deferred import DeferredWrites
from storage.database.prepared import PreparedStatement
from storage.database.upsert import add_if_new, put
from storage.trust.encryption import Keyring
from surveys.asking.answers import Answer, as_json, from_json
from surveys.asking.kinds.values import Score
from surveys.trust.reading import UNREAD

_A = t.answers.c
_X = t.texts.c
_R = t.responses.c
_ONE_ANSWER = ("wave_id", "question", "response_key")


@dataclass(frozen=True, slots=True)
class NewResponse:
    """A response about to begin."""

    wave_id: int
    key: str
    agency_id: int | None
    pseudonym: str | None
    door: str
    language: str | None  # of a named person only
    week: date
    finished: bool = False
    assisted_by: str | None = None
    assisted_how: str | None = None
    entered_by: str | None = None  # of a form on paper: keyed marks of the two who typed it in
    checked_by: str | None = None


_FINISHING = PreparedStatement(
    update(t.responses)
    .where(_R.wave_id == bindparam("of_wave"), _R.key == bindparam("of_key"))
    .values(finished=True)
)
_FOUND = PreparedStatement(
    select(_R.finished).where(_R.wave_id == bindparam("of_wave"), _R.key == bindparam("of_key"))
)


@cache
def _giving(questions: int) -> PreparedStatement:
    """Return the query of a response's answers to so many questions, by the primary key's order."""
    among = _A.question.in_([bindparam(f"question_{place}") for place in range(questions)])
    mine = (_A.wave_id == bindparam("wave"), among, _A.response_key == bindparam("response"))
    return PreparedStatement(select(_A.question, _A.value).where(*mine))


def _row(wave_id: int, key: str, answer: Answer, score: Score) -> dict[str, Any]:
    return {
        "wave_id": wave_id,
        "question": answer.question_id,
        "response_key": key,
        "value": as_json(answer),
        "favourable": score.favourable,
        "change": score.change,
    }


class Answers:
    """What came back."""

    def __init__(self, connection: Connection, keyring: Keyring, later: DeferredWrites) -> None:
        self._connection = connection
        self._keyring = keyring
        self._later = later

    def begin(self, new: NewResponse) -> bool:
        """Begin a response unless it has begun; say whether it is new."""
        row = {name: getattr(new, name) for name in NewResponse.__slots__}
        return add_if_new(self._connection, t.responses, row)

    def has(self, wave_id: int, key: str) -> bool:
        """Say whether a response has begun."""
        return _FOUND.first(self._connection, {"of_wave": wave_id, "of_key": key}) is not None

    def is_finished(self, wave_id: int, key: str) -> bool:
        """Say whether a response is complete."""
        row = _FOUND.first(self._connection, {"of_wave": wave_id, "of_key": key})
        return row is not None and bool(row.finished)

    def finish(self, wave_id: int, key: str) -> None:
        """Keep that a response is complete."""
        _FINISHING.run(self._connection, {"of_wave": wave_id, "of_key": key})

    def given(self, wave_id: int, key: str, questions: list[str]) -> dict[str, Answer]:
        """Return the answers of one response, by question, with their words decrypted."""
        asked = {f"question_{place}": question for place, question in enumerate(questions)}
        rows = _giving(len(asked)).all(
            self._connection, {"wave": wave_id, "response": key, **asked}
        )
        stored = {row.question: row.value for row in rows}
        words = self._words(
            wave_id, key, [question for question, value in stored.items() if value == "null"]
        )
        return {
            question: from_json(question, value, words.get(question))
            for question, value in stored.items()
        }

    def _words(self, wave_id: int, key: str, questions: list[str]) -> dict[str, str]:
        if not questions:
            return {}
        query = select(_X.question, _X.sealed).where(
            _X.wave_id == wave_id, _X.question.in_(questions), _X.response_key == key
        )
        rows = self._connection.execute(query)
        return {
            row.question: self._keyring.decrypt(row.sealed, "texts", wave_id, row.question, key)
            for row in rows
        }

    def keep(self, wave_id: int, key: str, scored: Sequence[tuple[Answer, Score]]) -> None:
        """Upsert answers of a response, by question, their words encrypted."""
        rows = [_row(wave_id, key, answer, score) for answer, score in scored]
        put(self._connection, t.answers, _ONE_ANSWER, rows)
        words = [
            self._encrypted(wave_id, key, answer.question_id, answer.text)
            for answer, _ in scored
            if answer.text
        ]
        put(self._connection, t.texts, _ONE_ANSWER, words)

    def _encrypted(self, wave_id: int, key: str, question: str, text: str) -> dict[str, Any]:
        encrypted = self._keyring.encrypt(text, "texts", wave_id, question, key)
        place = {"wave_id": wave_id, "question": question, "response_key": key}
        return {**place, "sealed": encrypted, "state": UNREAD, "quotable": None}

    def drop_words(self, wave_id: int, key: str, question: str) -> None:
        """Take words out of the evaluation: skipped, or handed to the safeguarding leads."""
        mine = (_X.wave_id == wave_id, _X.question == question, _X.response_key == key)
        self._connection.execute(delete(t.texts).where(*mine))

    def drop(self, wave_id: int, key: str, question: str) -> None:
        """Forget the answer to a question that was skipped."""
        mine = (_A.wave_id == wave_id, _A.question == question, _A.response_key == key)
        self._connection.execute(delete(t.answers).where(*mine))
        self.drop_words(wave_id, key, question)

    def tally(
        self, wave_id: int, key: str, count: Callable[[], Mapping[tuple[str, str], tuple[int, int]]]
    ) -> None:
        """Keep how many items `count` at each level and outcome: (answered, favourable)."""
        rows: list[dict[str, Any]] = [
            {
                "wave_id": wave_id,
                "level": level,
                "outcome": outcome,
                "response_key": key,
                "answered": answered,
                "favourable": favourable,
            }
            for (level, outcome), (answered, favourable) in count().items()
        ]
        self._later.put(t.tallies, ["wave_id", "level", "outcome", "response_key"], rows)
