"""People whom sends have not reached: counted by reason, and listed with the state of their e-mail.

Queries go from each send by its lanes to those who were missed, so that they never read everyone
who was reached.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, case, distinct, func, select

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from surveys.people import ChatState
from surveys.sending.delivery import MISSED, REACHED, State
from surveys.sending.dispatch import NotReachedPerson, WhyMissed

_D = t.deliveries.c
_L = t.letters.c
_EMAIL = and_(_L.dispatch_id == _D.dispatch_id, _L.person_id == _D.person_id)


class NotReachedRows:
    """People whom a send has not reached and will not reach any more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, dispatch_ids: Sequence[int]) -> dict[int, int]:
        """Return how many people each send has missed; a send that missed no one is not there."""
        lanes = t.lanes.c
        counted = select(lanes.dispatch_id, func.count().label("people")).join(
            t.deliveries, _D.lane_id == lanes.id
        )
        chosen = counted.where(lanes.dispatch_id.in_(dispatch_ids), _D.state.in_(sorted(MISSED)))
        return {
            row.dispatch_id: row.people
            for row in self._connection.execute(chosen.group_by(lanes.dispatch_id))
        }

    def why(self, dispatch_ids: Sequence[int]) -> list[WhyMissed]:
        """Return how many people were missed for each reason, most first, each once a reason."""
        people = func.count(distinct(_D.person_id)).label("people")
        written = func.count(distinct(case((_L.state.in_(sorted(REACHED)), _D.person_id)))).label(
            "written"
        )
        columns = select(_D.state, _D.reason, people, written).outerjoin_from(
            t.deliveries, t.letters, _EMAIL
        )
        query = _missed(columns, dispatch_ids).group_by(_D.state, _D.reason)
        rows = self._connection.execute(query.order_by(people.desc(), _D.state, _D.reason))
        return [WhyMissed(State(row.state), row.reason, row.people, row.written) for row in rows]

    def switched_off(self, partnership_id: int, since: datetime) -> int:
        """Return for how many people an administrator has switched the app off.

        That is known of sends since then; who has been reached after all counts no more.
        """
        sends = t.dispatches.c
        lately = select(sends.id).where(
            sends.partnership_id == partnership_id, sends.asked_at > since
        )
        lanes = select(t.lanes.c.id).where(t.lanes.c.dispatch_id.in_(lately))
        off = (_D.state == State.FAILED, _D.reason == ChatState.DISABLED.value)
        people = select(func.count(distinct(_D.person_id))).where(_D.lane_id.in_(lanes), *off)
        return self._connection.scalars(people).one()

    def people(
        self, dispatch_ids: Sequence[int], most: int | None = None, start: int = 0
    ) -> list[NotReachedPerson]:
        """Return who was missed, by reason, from the one at `start`; each once a reason."""
        columns = (
            _D.state,
            _D.reason,
            t.agencies.c.name.label("agency"),
            t.people.c.name,
            t.people.c.email,
            t.people.c.id,
            _L.state.label("email_state"),
            _L.reason.label("email_reason"),
        )
        chosen = (
            select(*columns)
            .distinct()
            .select_from(t.deliveries)
            .join(t.people, t.people.c.id == _D.person_id)
            .join(t.agencies, t.agencies.c.id == t.people.c.agency_id)
            .outerjoin(t.letters, _EMAIL)
        )
        listed = _missed(chosen, dispatch_ids).order_by(_D.state, _D.reason, *columns[2:6])
        return [_person(row) for row in self._connection.execute(listed.offset(start).limit(most))]

    def entries(self, dispatch_ids: Sequence[int]) -> int:
        """Return how many lines `people` has."""
        columns = select(
            _D.person_id,
            _D.state,
            _D.reason,
            _L.state.label("email_state"),
            _L.reason.label("because"),
        )
        lines = (
            _missed(columns.outerjoin_from(t.deliveries, t.letters, _EMAIL), dispatch_ids)
            .distinct()
            .subquery()
        )
        return self._connection.scalars(select(func.count()).select_from(lines)).one()


def _missed(query: AnySelect, dispatch_ids: Sequence[int]) -> AnySelect:
    lanes = select(t.lanes.c.id).where(t.lanes.c.dispatch_id.in_(dispatch_ids))
    return query.where(_D.lane_id.in_(lanes), _D.state.in_(sorted(MISSED)))


def _person(row: AnyRow) -> NotReachedPerson:
    email_state = State(row.email_state) if row.email_state else None
    about = (row.id, row.name, row.email, row.agency)
    return NotReachedPerson(*about, State(row.state), row.reason, email_state, row.email_reason)
