"""How much there is to send, for those who watch the program: counts and times, and no person.

Every query is bounded: by the sends of the last day, or by an index on what waits.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import ColumnElement, Connection, Table, func, literal, or_, select

from storage import tables as t
from storage.database.query_types import AnySelect
from surveys.sending.delivery import POLICIES, State

COUNTED_FOR = timedelta(days=1)  # since a send was asked for; what is under way counts longer
UNDER_WAY = ("open", "paused")
TO_NO_ONE = tuple(kind.value for kind, policy in POLICIES.items() if policy.to_no_one)
DOORS: Mapping[str, Table] = MappingProxyType(
    {"teams": t.deliveries, "email": t.letters, "channel": t.posts}
)
_S = t.dispatches.c
_L = t.lanes.c


class QueueFigures:
    """Figures of all queues together; each takes the partnerships that count."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def by_state(self, partnerships: Sequence[int]) -> dict[tuple[str, State], int]:
        """Return how many messages there are by door and state.

        They are those of sends that are under way, or were asked for in the last day.
        """
        found: dict[tuple[str, State], int] = {}
        for door, table in DOORS.items():
            query = select(table.c.state, func.count()).group_by(table.c.state)
            mine = query.where(table.c.dispatch_id.in_(self._sends(partnerships)))
            if table is t.deliveries:  # whose index begins with the lane
                lanes = select(_L.id).where(_L.dispatch_id.in_(self._sends(partnerships)))
                mine = query.where(t.deliveries.c.lane_id.in_(lanes))
            found |= {(door, State(one)): count for one, count in self._connection.execute(mine)}
        return found

    def oldest_due(self, partnerships: Sequence[int]) -> dict[str, datetime]:
        """Return since when the oldest message that may go is due, by door; nothing where none."""
        at = literal(self._now, _L.next_due.type)
        lanes = select(func.min(_L.next_due)).join(t.dispatches, _S.id == _L.dispatch_id)
        found = {
            "teams": lanes.where(_L.next_due <= at, _L.held.is_(False), *_going(partnerships)),
            **{door: self._oldest(DOORS[door], partnerships) for door in ("email", "channel")},
        }
        moments = {door: self._connection.scalar(query) for door, query in found.items()}
        return {door: moment for door, moment in moments.items() if moment is not None}

    def _oldest(self, table: Table, partnerships: Sequence[int]) -> AnySelect:
        one = table.c
        query = select(func.min(one.due_at)).join(t.dispatches, _S.id == one.dispatch_id)
        at = literal(self._now, one.due_at.type)
        return query.where(one.state == State.PENDING, one.due_at <= at, *_going(partnerships))

    def sends_by_state(self, partnerships: Sequence[int]) -> Counter[str]:
        """Return how many sends are open, and how many are paused."""
        query = select(_S.state, func.count()).where(
            _S.state.in_(UNDER_WAY), _S.kind.not_in(TO_NO_ONE), _S.partnership_id.in_(partnerships)
        )
        return Counter(dict(self._rows(query.group_by(_S.state))))

    def pauses(self) -> tuple[int, int]:
        """Return how many tenants and how many service addresses are paused now."""
        tenants, addresses = (
            self._connection.scalars(
                select(func.count())
                .select_from(table)
                .where(table.c.until > literal(self._now, table.c.until.type))
            ).one()
            for table in (t.tenant_pauses, t.address_pauses)
        )
        return tenants, addresses

    def summary_requests(self) -> Counter[str]:
        """Return how many summaries that people asked for are not handed over yet, by state."""
        state = t.orders.c.state
        query = select(state, func.count()).where(state.in_(("wanted", "drawn", "uploading")))
        return Counter(dict(self._rows(query.group_by(state))))

    def _sends(self, partnerships: Sequence[int]) -> AnySelect:
        since = literal(self._now - COUNTED_FOR, _S.asked_at.type)
        recent = or_(_S.asked_at > since, _S.state.in_(UNDER_WAY))
        mine = _S.partnership_id.in_(partnerships)
        return select(_S.id).where(mine, recent, _S.kind.not_in(TO_NO_ONE))

    def _rows(self, query: AnySelect) -> list[tuple[str, int]]:
        return [(state, count) for state, count in self._connection.execute(query)]


def _going(partnerships: Sequence[int]) -> tuple[ColumnElement[bool], ...]:
    return (
        _S.state == "open",
        _S.kind.not_in(TO_NO_ONE),
        _S.partnership_id.in_(partnerships),
    )
