"""Alerts of concerns: which sends tell of which concern, whether one arrived, and when they end.

Step 0 is sent with the concern itself; later steps are due while no one has taken it on. An alert
ends when someone has: what still waits is then skipped, by every door.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, delete, exists, func, or_, select, update

from storage import tables as t
from storage.database.engine import is_sqlite
from storage.database.upsert import add_if_new
from storage.trust.concerns import seen_by
from storage.trust.ending import DOORS, is_under_way, skip_waiting
from storage.trust.training import is_real
from surveys.sending.delivery import REACHED
from surveys.trust.concern_record import ConcernState

_A = t.alert_steps.c
_C = t.concerns.c
_IS_NEW = _C.state == ConcernState.NEW
_FACTS = (_C.id, _C.partnership_id, _C.grade, _C.raised_at)


@dataclass(frozen=True, slots=True)
class Escalating:
    """A concern that no one has taken on, and a step: the last one taken, or one that is due."""

    concern_id: int
    partnership_id: int
    grade: str
    raised_at: datetime
    step: int


class Alerts:
    """The steps in which leads are told of a concern."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begun(self, concern_id: int, dispatch_id: int, now: datetime) -> None:
        """Note the send that told the leads first."""
        row = {"concern_id": concern_id, "step": 0, "due_at": now, "dispatch_id": dispatch_id}
        add_if_new(self._connection, t.alert_steps, row)

    def unplanned(self) -> list[Escalating]:
        """Return the concerns that no one has taken on and that have no step to come."""
        to_come = exists().where(
            _A.concern_id == _C.id, _A.dispatch_id.is_(None), _A.ended.is_(False)
        )
        taken = select(func.coalesce(func.max(_A.step), 0)).where(_A.concern_id == _C.id)
        query = select(*_FACTS, taken.scalar_subquery().label("step"))
        waiting = query.where(_IS_NEW, ~to_come)
        return [Escalating(*row) for row in self._connection.execute(waiting)]

    def plan(self, concern_id: int, step: int, due_at: datetime) -> None:
        """Write down a step to come; a repeat adds nothing."""
        row = {"concern_id": concern_id, "step": step, "due_at": due_at}
        add_if_new(self._connection, t.alert_steps, row)

    def plan_anew(self, concern_id: int) -> None:
        """Forget the step to come of a concern whose class has changed: its time is another now."""
        to_come = (_A.concern_id == concern_id, _A.dispatch_id.is_(None), _A.ended.is_(False))
        self._connection.execute(delete(t.alert_steps).where(*to_come))

    def due(self, now: datetime) -> list[Escalating]:
        """Return the steps that are due, but for those that another process is taking."""
        query = (
            select(*_FACTS, _A.step)
            .join(t.alert_steps, _A.concern_id == _C.id)
            .where(_A.ended.is_(False), _A.due_at <= now, _A.dispatch_id.is_(None))
            .where(_IS_NEW)
            .order_by(_A.due_at)
        )
        if not is_sqlite(self._connection):
            query = query.with_for_update(of=t.alert_steps, skip_locked=True)
        return [Escalating(*row) for row in self._connection.execute(query)]

    def taken(self, concern_id: int, step: int, dispatch_id: int) -> None:
        """Note the send of a step."""
        mine = update(t.alert_steps).where(_A.concern_id == concern_id, _A.step == step)
        self._connection.execute(mine.values(dispatch_id=dispatch_id))

    def not_reached(
        self,
        raised_before: datetime,
        partnerships: Sequence[int] | None = None,
        hidden_from: Iterable[int] = (),
    ) -> list[str]:
        """Return the references of concerns that no one has taken on and no alert has told of."""
        query = select(_C.ref).where(
            seen_by(hidden_from),
            _IS_NEW,
            _C.raised_at < raised_before,
            ~or_(*map(_arrived_by, DOORS)),
        )
        mine = (
            is_real(_C.partnership_id)  # operators are not called for a dry run
            if partnerships is None
            else _C.partnership_id.in_(partnerships)
        )
        query = query.where(mine)
        return list(self._connection.scalars(query.order_by(_C.raised_at, _C.id)))

    def end_answered(self, now: datetime) -> int:
        """Skip what waits of alerts whose concern someone has taken on; return how many ended.

        What is just being sent may still come back to be sent again, so such an alert ends later.
        """
        answered = select(_C.id).where(~_IS_NEW)
        over = (_A.ended.is_(False), _A.concern_id.in_(answered))
        skip_waiting(self._connection, select(_A.dispatch_id).where(*over), now)
        ended = update(t.alert_steps).where(*over, ~is_under_way(_A.dispatch_id))
        return self._connection.execute(ended.values(ended=True)).rowcount


def _arrived_by(door: Table) -> ColumnElement[bool]:
    """Say whether a message of any step of the concern has arrived by a door."""
    told = select(_A.dispatch_id).where(_A.concern_id == _C.id).correlate(t.concerns)
    return exists().where(door.c.dispatch_id.in_(told), door.c.state.in_(REACHED))
