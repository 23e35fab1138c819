"""Learning events, and who attended them."""

from sqlalchemy import Connection, select

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from surveys.asking.wave import Event

_E = t.events.c
_A = t.attendance.c


def _event(row: AnyRow) -> Event:
    return Event(row.id, row.partnership_id, row.ref, row.title, row.starts_at, row.ends_at)


class LearningEvents:
    """What was taught when, and who was there."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, event_id: int) -> Event | None:
        """Return one event."""
        row = self._connection.execute(select(t.events).where(_E.id == event_id)).one_or_none()
        return _event(row) if row else None

    def of_partnership(self, partnership_id: int, most: int | None = None) -> list[Event]:
        """Return a partnership's events, latest first."""
        query = select(t.events).where(_E.partnership_id == partnership_id)
        latest = query.order_by(_E.ends_at.desc(), _E.id.desc()).limit(most)
        return [_event(row) for row in self._connection.execute(latest)]

    def find(self, partnership_id: int, ref: str) -> Event | None:
        """Return the event of a partnership with that ref."""
        query = select(t.events).where(_E.partnership_id == partnership_id, _E.ref == ref)
        row = self._connection.execute(query).one_or_none()
        return _event(row) if row else None

    def attended(self, event_id: int) -> AnySelect:
        """Return the query of the people ids who attended an event."""
        return select(_A.person_id.label("id")).where(_A.event_id == event_id, _A.attended)

    def attended_any(self, action_id: int) -> AnySelect:
        """Return the query of the people ids who attended any event linked to an action."""
        return (
            select(_A.person_id.label("id"))
            .join(t.event_actions, t.event_actions.c.event_id == _A.event_id)
            .where(t.event_actions.c.action_id == action_id, _A.attended)
            .distinct()
        )
