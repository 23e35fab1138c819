"""The intake: where answers of people who are not named wait until the daily sweep.

A response is one row: everything about it encrypted and padded, under a keyed mark. Without the
keys it tells neither whose it is nor what was answered, and the row that the sweep writes from it
has another key. Changes of a batch are written together, and those after them in it see them. Each
compares before it writes, so that two processes lose nothing.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from storage import tables as t
from storage.asking.answers import Answers, NewResponse
from storage.database.compare_and_set import Value
from storage.database.deferred import DeferredWrites
from storage.database.prepared import PreparedStatement
from storage.trust.encryption import Keyring
from surveys.asking.answers import Answer, as_json, from_json
from surveys.asking.kinds.values import Score

Stored = tuple[str, str | None]  # the value as JSON, and the words
BLOCK = 2048  # bytes to which a response is padded: most are of this one length
# What a response was given later than the rest: a row that was written before has fewer.
_LATER = ("assisted_by", "assisted_how", "entered_by", "checked_by")
_I = t.intake.c
_READ = PreparedStatement(select(_I.sealed).where(_I.response == bindparam("mark")))
_SEALED = Value(t.intake, "response", "sealed")


@dataclass(frozen=True, slots=True)
class WaitingResponse:
    """A response in the intake.

    `begun` is None where an earlier sweep took the response: only what has changed waits. Answers
    are as they are stored, value and words, by question; one of None was taken back.
    """

    wave_id: int
    key: str
    since: date
    begun: NewResponse | None = None
    finished: bool = False
    answers: Mapping[str, Stored | None] = field(default_factory=dict[str, Stored | None])

    def given(self) -> dict[str, Answer]:
        """Return its answers, by question."""
        return {asked: from_json(asked, *one) for asked, one in self.answers.items() if one}


class UnnamedAnswers:
    """Responses that wait for the sweep; it keeps answers as `Answers` does."""

    def __init__(
        self,
        connection: Connection,
        keyring: Keyring,
        swept: Answers,
        now: datetime,
        deferred: DeferredWrites,
    ) -> None:
        self._connection = connection
        self._deferred = deferred
        self._keyring = keyring
        self._swept = swept
        self._today = now.date()
        self._seen: dict[str, tuple[bytes, WaitingResponse]] = {}
        self._marks: dict[tuple[int, str], str] = {}

    def begin(self, new: NewResponse) -> bool:
        """Begin a response unless it has begun; say whether it is new."""
        mark = self._mark(new.wave_id, new.key)
        if self._look(mark) or self._swept.has(new.wave_id, new.key):
            return False
        waiting = WaitingResponse(new.wave_id, new.key, self._today, new, new.finished)
        self._write(mark, None, waiting)
        return True

    def finish(self, wave_id: int, key: str) -> None:
        """Keep that a response is complete."""
        self._change(wave_id, key, lambda waiting: replace(waiting, finished=True))

    def given(self, wave_id: int, key: str, questions: list[str]) -> dict[str, Answer]:
        """Return the answers of one response, by question, those already swept among them."""
        mark = self._mark(wave_id, key)
        found = self._look(mark)
        waiting = found[1] if found else None
        if waiting is not None and waiting.begun is not None:
            return waiting.given()
        before = self._swept.given(wave_id, key, questions)
        if waiting is None:
            return before
        kept = {asked: one for asked, one in before.items() if asked not in waiting.answers}
        return kept | waiting.given()

    def keep(self, wave_id: int, key: str, scored: Sequence[tuple[Answer, Score]]) -> None:
        """Keep answers of a response, by question; the sweep scores them."""
        new = {answer.question_id: stored(answer) for answer, _ in scored}
        self._put(wave_id, key, new)

    def drop(self, wave_id: int, key: str, question: str) -> None:
        """Forget the answer to a question that was skipped."""
        self._put(wave_id, key, {question: None})

    def drop_words(self, wave_id: int, key: str, question: str) -> None:
        """Take words out of the evaluation at once: they are with the safeguarding leads."""
        self._put(wave_id, key, {question: stored(Answer(question, None))})
        self._swept.drop_words(wave_id, key, question)

    def tally(
        self, wave_id: int, key: str, count: Callable[[], Mapping[tuple[str, str], tuple[int, int]]]
    ) -> None:
        """Count nothing now: the sweep counts what a response comes to."""

    def _put(self, wave_id: int, key: str, new: Mapping[str, Stored | None]) -> None:
        self._change(
            wave_id, key, lambda waiting: replace(waiting, answers={**waiting.answers, **new})
        )

    def _change(
        self, wave_id: int, key: str, change: Callable[[WaitingResponse], WaitingResponse]
    ) -> None:
        """Change a response; `AlreadyThere` fails the unit if another process has changed it."""
        mark = self._mark(wave_id, key)
        new = (None, WaitingResponse(wave_id, key, self._today))
        before, waiting = self._look(mark) or new
        self._write(mark, before, change(waiting))

    def _mark(self, wave_id: int, key: str) -> str:
        which = (wave_id, key)
        if which not in self._marks:
            self._marks[which] = mark_of(self._keyring, wave_id, key)
        return self._marks[which]

    def _look(self, mark: str) -> tuple[bytes, WaitingResponse] | None:
        """Return the row of a response and what it says, as this unit has last seen it."""
        if mark not in self._seen:
            found = self._deferred.pending(_SEALED, mark) or self._stored(mark)
            if found is None:
                return None
            self._seen[mark] = found, opened(self._keyring, mark, found)
        return self._seen[mark]

    def _stored(self, mark: str) -> bytes | None:
        row = _READ.first(self._connection, {"mark": mark})
        return row.sealed if row else None

    def _write(self, mark: str, before: bytes | None, waiting: WaitingResponse) -> None:
        after = sealed(self._keyring, mark, waiting)
        self._deferred.change(_SEALED, mark, before, after)
        self._seen[mark] = after, waiting


def stored(answer: Answer) -> Stored:
    """Return an answer as the intake stores it."""
    return as_json(answer), answer.text


def mark_of(keyring: Keyring, wave_id: int, key: str) -> str:
    """Return the mark under which a response waits."""
    return keyring.mark("intake", wave_id, key)


def sealed(keyring: Keyring, mark: str, waiting: WaitingResponse) -> bytes:
    """Encrypt a response; its length tells no more than how many blocks it fills."""
    begun = waiting.begun
    body = {
        "wave": waiting.wave_id,
        "key": waiting.key,
        "since": waiting.since.isoformat(),
        "begun": None
        if begun is None
        else [
            begun.agency_id,
            begun.pseudonym,
            begun.door,
            begun.week.isoformat(),
            *(getattr(begun, name) for name in _LATER),
        ],
        "finished": waiting.finished,
        "answers": waiting.answers,
    }
    return keyring.encrypt(json.dumps(body, ensure_ascii=False), "intake", mark, block=BLOCK)


def opened(keyring: Keyring, mark: str, row: bytes) -> WaitingResponse:
    """Decrypt a response; raises `DecryptionError`."""
    body: dict[str, Any] = json.loads(keyring.decrypt(row, "intake", mark))
    wave_id, key, begun = body["wave"], body["key"], body["begun"]
    return WaitingResponse(
        wave_id,
        key,
        date.fromisoformat(body["since"]),
        None if begun is None else _begun(wave_id, key, *begun),
        body["finished"],
        body["answers"],
    )


def _begun(
    wave_id: int,
    key: str,
    agency_id: int | None,
    pseudonym: str | None,
    door: str,
    week: str,
    *more: str | None,
) -> NewResponse:
    monday = date.fromisoformat(week)
    begun = NewResponse(wave_id, key, agency_id, pseudonym, door, None, monday)
    return replace(begun, **dict(zip(_LATER, more, strict=False)))
