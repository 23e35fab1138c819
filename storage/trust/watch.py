"""The watch: a synthetic concern, marked as a test, that goes the way of an alert.

It is never new, so no lead sees it, no deadline is set for it and no one is told of it. It stays
until the next one is there: SQLite gives the number of a newest row that was removed to the next
row, and a drawn card and a button are known by the number of what they were made for.
"""

from sqlalchemy import Connection, delete, exists, select, update

from storage import tables as t
from surveys.sending.delivery import DeliveryKind, State

MARKED, CAME = "test", "tested"  # the states of a synthetic concern: under way, and arrived
_S = t.dispatches.c
_D = t.deliveries.c


class Watch:
    """The synthetic concern that is under way, if there is one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def mark(self, concern_id: int) -> None:
        """Mark a concern that was just raised as a test."""
        mine = update(t.concerns).where(t.concerns.c.id == concern_id)
        self._connection.execute(mine.values(state=MARKED))

    def under_way(self) -> bool:
        """Say whether one is under way."""
        marked = select(t.concerns.c.id).where(t.concerns.c.state == MARKED).limit(1)
        return self._connection.scalar(marked) is not None

    def came_through(self) -> list[int]:
        """Return the synthetic concerns whose alert has gone the whole way."""
        marked = select(t.concerns.c.id).where(t.concerns.c.state == MARKED)
        sent = exists().where(_D.dispatch_id == _S.id, _D.state == State.SENT)
        query = select(_S.concern_id).where(_S.concern_id.in_(marked), sent)
        return [concern for concern in self._connection.scalars(query) if concern is not None]

    def take_in(self, concern_id: int) -> None:
        """Keep that a synthetic concern has arrived."""
        marked = (t.concerns.c.id == concern_id, t.concerns.c.state == MARKED)
        self._connection.execute(update(t.concerns).where(*marked).values(state=CAME))

    def remove_arrived(self) -> None:
        """Leave nothing of the synthetic concerns that have arrived."""
        arrived = select(t.concerns.c.id).where(t.concerns.c.state == CAME)
        mine = select(_S.id).where(_S.concern_id.in_(arrived), _S.kind == DeliveryKind.WATCH)
        for table in (t.deliveries, t.lanes):
            self._connection.execute(delete(table).where(table.c.dispatch_id.in_(mine)))
        self._connection.execute(delete(t.dispatches).where(_S.id.in_(mine)))
        self._connection.execute(delete(t.concerns).where(t.concerns.c.state == CAME))
