"""Ends alerts at every door: what waits is skipped, and what is under way is waited for."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, exists, or_, update

from storage import tables as t
from storage.database.query_types import AnySelect
from surveys.sending.delivery import State

DOORS: tuple[Table, ...] = (t.deliveries, t.letters)  # Teams, and e-mail
_UNDER_WAY = (State.PENDING, State.SENDING)


def skip_waiting(connection: Connection, dispatches: AnySelect, now: datetime) -> None:
    """Skip what waits of some dispatches: someone has answered, or no one needs to any more."""
    skipped = {"state": State.SKIPPED, "reason": "acknowledged", "changed_at": now}
    for door in DOORS:
        waiting = update(door).where(
            door.c.dispatch_id.in_(dispatches), door.c.state == State.PENDING
        )
        connection.execute(waiting.values(**skipped))


def is_under_way(dispatch_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Say whether anything of a dispatch waits or is being sent, by any door."""
    return or_(
        *(
            exists().where(door.c.dispatch_id == dispatch_id, door.c.state.in_(_UNDER_WAY))
            for door in DOORS
        )
    )
