"""What a person did with a briefing: one row for each kind of act, the latest one.

The bot asks about an intention once: the worker that takes it keeps it, until its date is moved.
"""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select, update

from storage import tables as t
from storage.database.query_types import AnySelect
from storage.database.upsert import add_if_new, put
from storage.trust.encryption import Keyring
from surveys.sending.changes import WITHDRAWN
from surveys.telling.briefing_acts import Came, IntendedChange
from surveys.trust.reading import UNREAD

_A = t.acts.c
_INTENDS = "intends"


class BriefingActs:
    """What people did with briefings, on purpose."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def acted(
        self,
        briefing_id: int,
        person_id: int,
        act: str,
        now: datetime,
        *,
        people: int | None = None,
        by_when: date | None = None,
        words: str | None = None,
    ) -> None:
        """Save what a person did with a briefing; doing it again replaces the first."""
        place = ("acts", briefing_id, person_id, act)
        encrypted = self._keyring.encrypt(words, *place) if words else None
        row = {
            **_key(briefing_id, person_id, act),
            "at": now,
            "people": people,
            "by_when": by_when,
            "words": encrypted,
        }
        reset = {
            "asked_back_at": None,
            "came_of_it": None,
            "words_state": UNREAD,
            "words_quotable": None,
        }
        put(self._connection, t.acts, ["briefing_id", "person_id", "act"], [{**row, **reset}])

    def noted(self, briefing_id: int, person_id: int, act: str, now: datetime) -> bool:
        """Save an act if it is the first of its kind; return whether it was."""
        row = {**_key(briefing_id, person_id, act), "at": now}
        return add_if_new(self._connection, t.acts, row)

    def undone(self, briefing_id: int, person_id: int, act: str) -> None:
        """Delete an act that a later one contradicts."""
        self._connection.execute(delete(t.acts).where(_is(briefing_id, person_id, act)))

    def of(self, briefing_id: int, person_id: int) -> frozenset[str]:
        """Return what a person has done with a briefing."""
        mine = and_(_A.briefing_id == briefing_id, _A.person_id == person_id)
        return frozenset(self._connection.scalars(select(_A.act).where(mine)))

    def plan(self, briefing_id: int, person_id: int) -> IntendedChange | None:
        """Return what a person said they will do differently."""
        query = select(_A.words, _A.by_when, _A.came_of_it).where(
            _is(briefing_id, person_id, _INTENDS)
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        place = ("acts", briefing_id, person_id, _INTENDS)
        words = self._keyring.decrypt(row.words, *place) if row.words else None
        return IntendedChange(words, row.by_when, Came(row.came_of_it) if row.came_of_it else None)

    def came(self, briefing_id: int, person_id: int, came: Came, now: datetime) -> None:
        """Save the result of an intention, which is then not asked about again."""
        asked = func.coalesce(_A.asked_back_at, now)
        mine = update(t.acts).where(_is(briefing_id, person_id, _INTENDS))
        self._connection.execute(mine.values(came_of_it=came.value, asked_back_at=asked))

    def move(self, briefing_id: int, person_id: int, by_when: date) -> None:
        """Give an intention a new date, on which the bot will ask about it."""
        mine = update(t.acts).where(_is(briefing_id, person_id, _INTENDS))
        self._connection.execute(mine.values(by_when=by_when, asked_back_at=None))

    def due(self, today: date) -> list[int]:
        """Return the briefings with an intention that is due and was not asked about."""
        query = select(_A.briefing_id).where(_is_due(today)).distinct()
        return list(self._connection.scalars(query))

    def come_back(self, briefing_id: int, today: date, now: datetime) -> AnySelect | None:
        """Take the intentions of a briefing that are due, and return the query for their people.

        Returns None if another process has taken them.
        """
        theirs = update(t.acts).where(_A.briefing_id == briefing_id, _is_due(today))
        if not self._connection.execute(theirs.values(asked_back_at=now)).rowcount:
            return None
        taken = and_(_A.briefing_id == briefing_id, _A.act == _INTENDS, _A.asked_back_at == now)
        return select(_A.person_id.label("id")).where(taken)


def _key(briefing_id: int, person_id: int, act: str) -> dict[str, object]:
    return {"briefing_id": briefing_id, "person_id": person_id, "act": act}


def _is(briefing_id: int, person_id: int, act: str) -> ColumnElement[bool]:
    return and_(_A.briefing_id == briefing_id, _A.person_id == person_id, _A.act == act)


def _is_due(today: date) -> ColumnElement[bool]:
    """Return whether an intention is due, not asked about, and its message not withdrawn."""
    still_sent = (
        select(t.deliveries.c.person_id)
        .join(t.dispatches, t.dispatches.c.id == t.deliveries.c.dispatch_id)
        .where(
            t.dispatches.c.briefing_id == _A.briefing_id, t.deliveries.c.person_id == _A.person_id
        )
        .where(t.dispatches.c.state != WITHDRAWN)
        .exists()
    )
    return and_(_A.act == _INTENDS, _A.by_when <= today, _A.asked_back_at.is_(None), still_sent)
