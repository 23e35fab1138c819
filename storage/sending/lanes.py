"""Lanes: the messages of one dispatch to one tenant, which are claimed lane by lane.

A lane may be held until a canary has gone well.
"""

from collections import Counter
from datetime import datetime

from sqlalchemy import Connection, and_, func, select, update

from storage import tables as t
from storage.sending.tenant_pauses import shut_tenants
from surveys.sending.delivery import State
from surveys.sending.tenants import TenantState

_D = t.deliveries.c
_L = t.lanes.c
_UNDER_WAY = (State.PENDING.value, State.SENDING.value)


class Lanes:
    """What holds a dispatch back, and when it is over."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting_for_a_canary(self) -> list[int]:
        """Return the dispatches that go on only when their canary has gone well."""
        query = (
            select(_L.dispatch_id)
            .join(t.dispatches, t.dispatches.c.id == _L.dispatch_id)
            .distinct()
        )
        return list(self._connection.scalars(query.where(_L.held, t.dispatches.c.state == "open")))

    def canary(
        self, dispatch_id: int, now: datetime, soon: datetime
    ) -> tuple[dict[tuple[State, str | None], int], int, int]:
        """Count a canary by state and reason, how many are due before `soon`, and how many wait.

        Those wait whose tenant is paused or refuses our sign-in: they hold no one else back.
        """
        mine = _D.lane_id.in_(select(_L.id).where(_L.dispatch_id == dispatch_id, _L.canary))
        query = select(_D.state, _D.reason, func.count()).where(mine).group_by(_D.state, _D.reason)
        counts = {
            (State(state), reason): count
            for state, reason, count in self._connection.execute(query)
        }
        shut = _D.lane_id.in_(select(_L.id).where(_L.tenant_id.in_(shut_tenants(now))))
        left = select(func.count()).where(mine, _D.state.in_(_UNDER_WAY))
        under_way = self._connection.scalars(left.where(_D.due_at < soon, ~shut)).one()
        return counts, under_way, self._connection.scalars(left.where(shut)).one()

    def waiting_for_tenants(self) -> dict[str, int]:
        """Return how many messages wait for each tenant that is paused or refuses our sign-in."""
        paused = select(t.tenants.c.tenant_id).where(t.tenants.c.state == TenantState.PAUSED.value)
        held = paused.union(select(t.tenant_refusals.c.tenant_id))
        theirs = select(_L.id, _L.tenant_id).where(_L.tenant_id.in_(held), _L.next_due.is_not(None))
        tenants = {row.id: row.tenant_id for row in self._connection.execute(theirs)}
        waiting = _D.lane_id.in_(theirs.with_only_columns(_L.id)), _D.state == State.PENDING.value
        query = select(_D.lane_id, func.count().label("messages")).where(*waiting)
        found: Counter[str] = Counter()
        for row in self._connection.execute(query.group_by(_D.lane_id)):
            found[tenants[row.lane_id]] += row.messages
        return dict(found)

    def let_go(self, dispatch_id: int) -> None:
        """Let the messages go that were held."""
        self._connection.execute(
            update(t.lanes).where(_L.dispatch_id == dispatch_id, _L.held).values(held=False)
        )

    def finish(self) -> int:
        """Mark every open dispatch with nothing under way as done; return how many."""
        under_way = (
            select(_L.id)
            .join(t.deliveries, and_(_D.lane_id == _L.id, _D.state.in_(_UNDER_WAY)))
            .where(_L.dispatch_id == t.dispatches.c.id)
            .exists()
        )
        over = update(t.dispatches).where(t.dispatches.c.state == "open", ~under_way)
        return self._connection.execute(over.values(state="done")).rowcount

    def wake(self) -> int:
        """Set again when lanes are due, where two processes overwrote it; return how many."""
        open_ones = select(t.dispatches.c.id).where(t.dispatches.c.state == "open")
        due = (
            select(func.min(_D.due_at))
            .where(_D.lane_id == _L.id, _D.state == State.PENDING.value)
            .scalar_subquery()
        )
        asleep = update(t.lanes).where(
            _L.next_due.is_(None), _L.dispatch_id.in_(open_ones), due.is_not(None)
        )
        return self._connection.execute(asleep.values(next_due=due)).rowcount
