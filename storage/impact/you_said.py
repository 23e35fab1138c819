"""“You said, we did” of each action: the words encrypted, and who wrote, released, withdrew them.

The words of what was never released, or was withdrawn, are deleted after a time; who did what
stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select, update

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.trust.encryption import Keyring
from surveys.impact.you_said import NewYouSaid, SaidAndDone, YouSaid, YouSaidState, YouSaidVoice
from surveys.london import LONDON

_Y, _A, _E = t.you_said.c, t.actions.c, t.event_actions.c
_WRITER, _RELEASER = t.people.alias("writer"), t.people.alias("releaser")
_OF_WRITER, _OF_RELEASER = t.agencies.alias("of_writer"), t.agencies.alias("of_releaser")
WORDS = ("said", "did", "said_for_children", "did_for_children")  # each encrypted
_RELEASED = (_Y.released_at.is_not(None), _Y.withdrawn_at.is_(None))
_ROWS = (
    select(
        *_Y,
        _WRITER.c.name.label("writer"),
        _OF_WRITER.c.name.label("writer_agency"),
        _RELEASER.c.name.label("releaser"),
        _OF_RELEASER.c.name.label("releaser_agency"),
    )
    .join(_WRITER, _WRITER.c.id == _Y.written_by)
    .join(_OF_WRITER, _OF_WRITER.c.id == _WRITER.c.agency_id)
    .outerjoin(_RELEASER, _RELEASER.c.id == _Y.released_by)
    .outerjoin(_OF_RELEASER, _OF_RELEASER.c.id == _RELEASER.c.agency_id)
)


@dataclass(frozen=True, slots=True)
class YouSaidRow:
    """One row; words are None once their time is over, the people are names."""

    number: int
    said: str | None
    did: str | None
    written_by: str
    written_at: datetime
    released_by: str | None
    released_at: datetime | None
    withdrawn_at: datetime | None
    voice: str | None = None
    for_children: SaidAndDone | None = None

    @property
    def state(self) -> YouSaidState:
        """Whether it may be shown."""
        if self.withdrawn_at is not None:
            return YouSaidState.WITHDRAWN
        return YouSaidState.RELEASED if self.released_at else YouSaidState.WAITING


class YouSaidRows:
    """Those of every action; the caller has found the action in a partnership."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def add(self, action_id: int, words: NewYouSaid, person_id: int, now: datetime) -> int:
        """Keep one that no one has released; return its number, from 1 within the action."""
        # Two that are written at the same time are numbered one after the other.
        self._connection.execute(select(_A.id).where(_A.id == action_id).with_for_update())
        mine = select(func.coalesce(func.max(_Y.number), 0) + 1).where(_Y.action_id == action_id)
        number = self._connection.scalars(mine).one()
        row = {
            "action_id": action_id,
            "number": number,
            "voice": words.voice,
            "written_by": person_id,
            "written_at": now,
        }
        said = {
            column: self._keyring.encrypt(text, "you_said", column, action_id, number)
            for column, text in _by_column(words).items()
        }
        self._connection.execute(insert(t.you_said).values(**row, **said))
        return number

    def of(self, action_id: int) -> list[YouSaidRow]:
        """Return those of an action, in the order in which they were written."""
        return [
            YouSaidRow(
                row.number,
                self._words(row, "said"),
                self._words(row, "did"),
                row.writer,
                row.written_at,
                row.releaser,
                row.released_at,
                row.withdrawn_at,
                row.voice,
                self._for_children(row),
            )
            for row in self._found(_Y.action_id == action_id)
        ]

    def released(self, action_id: int, as_at: date) -> tuple[YouSaid, ...]:
        """Return those released by the end of a day (London) and not withdrawn since."""
        found = map(self._released, self._found(_Y.action_id == action_id, *_RELEASED))
        return tuple(one for one in found if one.released_on <= as_at)

    def told(
        self, voice: YouSaidVoice, action_id: int | None, event_id: int | None
    ) -> tuple[YouSaid, ...]:
        """Return those that a voice is told of now, the latest release first.

        They are of an action, or of those of an event.
        """
        of_event = select(_E.action_id).where(_E.event_id == event_id)
        about = _Y.action_id.in_(of_event) if action_id is None else _Y.action_id == action_id
        found = map(self._released, self._found(about, _Y.voice == voice, *_RELEASED))
        return tuple(sorted(found, key=lambda one: one.released_on, reverse=True))

    def release(self, action_id: int, number: int, person_id: int, now: datetime) -> bool:
        """Release one; return whether it waited for that."""
        waits = and_(_is(action_id, number), _Y.released_at.is_(None), _Y.withdrawn_at.is_(None))
        done = update(t.you_said).where(waits).values(released_by=person_id, released_at=now)
        return self._connection.execute(done).rowcount == 1

    def withdraw(self, action_id: int, number: int, person_id: int, now: datetime) -> bool:
        """Take one back, released or not; return whether it had not been."""
        is_there = and_(_is(action_id, number), _Y.withdrawn_at.is_(None))
        done = update(t.you_said).where(is_there).values(withdrawn_by=person_id, withdrawn_at=now)
        return self._connection.execute(done).rowcount == 1

    def _found(self, *which: ColumnElement[bool]) -> Sequence[AnyRow]:
        return self._connection.execute(_ROWS.where(*which).order_by(_Y.number)).all()

    def _released(self, row: AnyRow) -> YouSaid:
        return YouSaid(
            said=self._words(row, "said") or "",
            did=self._words(row, "did") or "",
            written_by=row.writer_agency,
            released_by=row.releaser_agency,
            released_on=row.released_at.astimezone(LONDON).date(),
            voice=row.voice or "",
            said_for_children=self._words(row, "said_for_children") or "",
            did_for_children=self._words(row, "did_for_children") or "",
        )

    def _for_children(self, row: AnyRow) -> SaidAndDone | None:
        said = self._words(row, "said_for_children")
        return SaidAndDone(said, self._words(row, "did_for_children") or "") if said else None

    def _words(self, row: AnyRow, column: str) -> str | None:
        sealed = getattr(row, column)
        if sealed is None:
            return None
        return self._keyring.decrypt(sealed, "you_said", column, row.action_id, row.number)


def _by_column(words: NewYouSaid) -> dict[str, str]:
    children = words.for_children
    simple = (
        {"said_for_children": children.said, "did_for_children": children.did} if children else {}
    )
    return {"said": words.said, "did": words.did, **simple}


def _is(action_id: int, number: int) -> ColumnElement[bool]:
    return and_(_Y.action_id == action_id, _Y.number == number)
