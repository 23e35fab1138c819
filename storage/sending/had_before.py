"""Who has had a briefing before: left out when it is sent once more, unless the sender chooses.

Two people who send it at once wait for each other here, so that the second counts what the first
has queued.
"""

from typing import Any

from sqlalchemy import Connection, case, func, or_, select

from storage import tables as t
from storage.database.advisory_locks import OneAtATime, wait_for
from storage.database.query_types import AnySelect
from storage.sending.exclusions import COUNTED
from surveys.sending.changes import WITHDRAWN
from surveys.sending.delivery import ON_ITS_WAY, REACHED, DeliveryKind, State
from surveys.sending.had_before import HadFrom

_D, _S, _L = t.deliveries.c, t.dispatches.c, t.letters.c


class HadBefore:
    """The people to whom a briefing was sent before."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self) -> None:
        """Wait until no other process sends a briefing; on SQLite only one writes at a time."""
        wait_for(self._connection, OneAtATime.TELLING)

    def without(self, people: AnySelect, briefing_id: int) -> AnySelect:
        """Return the query of those people who have not had the briefing."""
        chosen, had = people.subquery("asked_for"), _latest(briefing_id)
        return select(chosen.c.id).where(chosen.c.id.not_in(select(had.c.person_id)))

    def among(self, people: AnySelect, briefing_id: int) -> list[HadFrom]:
        """Return how many of some people had it by each earlier send, the latest send first."""
        had, sender = _latest(briefing_id), t.people.alias("sender")
        query = (
            select(
                sender.c.name,
                func.coalesce(_S.due_at, _S.asked_at).label("at"),
                func.count().label("people"),
                _count(_D.state.in_(tuple(ON_ITS_WAY)), "on_its_way"),
                _count(_D.state == State.UNKNOWN, "not_confirmed"),
            )
            .select_from(had)
            .join(t.deliveries, _is_that(had))
            .join(t.dispatches, _S.id == had.c.dispatch_id)
            .outerjoin(sender, sender.c.id == _S.asked_by)
            .where(had.c.person_id.in_(people))
            .group_by(_S.id, sender.c.name)
            .order_by(_S.id.desc())
        )
        return [HadFrom(*row) for row in self._connection.execute(query)]


def _latest(briefing_id: int) -> Any:
    """Return each person who had the briefing, with the latest send by which they did.

    The messages of the briefing are found first: person by person, a database would read everything
    ever sent.
    """
    sends = select(_S.id).where(
        _S.briefing_id == briefing_id,
        _S.kind == DeliveryKind.BRIEFING,
        _S.state != WITHDRAWN,
    )
    mine = select(_D.dispatch_id, _D.person_id, _D.state).where(_D.dispatch_id.in_(sends))
    sent = mine.cte("sent_before").prefix_with("MATERIALIZED")
    by_email = (_L.dispatch_id == sent.c.dispatch_id) & (_L.person_id == sent.c.person_id)
    return (
        select(sent.c.person_id, func.max(sent.c.dispatch_id).label("dispatch_id"))
        .outerjoin_from(sent, t.letters, by_email)
        .where(or_(sent.c.state.in_(COUNTED), _L.state.in_(tuple(REACHED))))
        .group_by(sent.c.person_id)
        # nested, as SQLite's driver counts no rows written by a statement that begins with a CTE
        .add_cte(sent, nest_here=True)
        .subquery("had")
    )


def _is_that(had: Any) -> Any:
    return (_D.dispatch_id == had.c.dispatch_id) & (_D.person_id == had.c.person_id)


def _count(condition: Any, name: str) -> Any:
    return func.sum(case((condition, 1), else_=0)).label(name)
