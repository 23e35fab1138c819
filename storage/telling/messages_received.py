"""Messages as people received them, frozen, and the links in them that people opened.

A visit is saved once for each link; it shows that the message arrived, not that it was read.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, select, update

from storage import tables as t
from storage.database.query_types import AnySelect
from storage.database.upsert import add_if_new
from surveys.sending.changes import WITHDRAWN
from surveys.sending.delivery import DeliveryKind, State, before
from surveys.sending.frozen import Frozen

_D = t.deliveries.c
_L = t.letters.c


@dataclass(frozen=True, slots=True)
class ReceivedMessage:
    """One message to one person."""

    dispatch_id: int
    partnership_id: int
    briefing_id: int | None
    withdrawn: bool
    says: Frozen


class MessagesReceived:
    """Messages as people received them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def message(self, dispatch_id: int, person_id: int) -> ReceivedMessage | None:
        """Return what a dispatch said to a person."""
        return self._one(_SENT.where(_D.dispatch_id == dispatch_id, _D.person_id == person_id))

    def briefing(self, briefing_id: int, person_id: int) -> ReceivedMessage | None:
        """Return the latest message with a briefing to a person.

        One that was withdrawn only if all of them were.
        """
        theirs = _SENT.where(t.dispatches.c.briefing_id == briefing_id, _D.person_id == person_id)
        told = theirs.where(t.dispatches.c.kind == DeliveryKind.BRIEFING)
        return self._one(
            told.order_by(t.dispatches.c.state == WITHDRAWN, t.dispatches.c.id.desc()).limit(1)
        )

    def visited(self, dispatch_id: int, person_id: int, link: int, now: datetime) -> None:
        """Save that a link was opened, which proves that its message arrived by some door."""
        row = {"dispatch_id": dispatch_id, "person_id": person_id, "link": link, "at": now}
        add_if_new(self._connection, t.visits, row)
        for table, columns in ((t.deliveries, _D), (t.letters, _L)):
            mine = update(table).where(
                columns.dispatch_id == dispatch_id, columns.person_id == person_id
            )
            unproven = mine.where(columns.state.in_(before(State.PROVEN)))
            if self._connection.execute(unproven.values(state=State.PROVEN)).rowcount:
                return

    def proved(self, person_id: int, briefing_id: int, *kinds: DeliveryKind) -> None:
        """Mark messages about a briefing as proven to have arrived: the person acted on them."""
        of_kind = and_(t.dispatches.c.briefing_id == briefing_id, t.dispatches.c.kind.in_(kinds))
        mine = update(t.deliveries).where(
            _D.person_id == person_id, _D.state.in_(before(State.PROVEN))
        )
        about = select(t.dispatches.c.id).where(of_kind)
        self._connection.execute(mine.where(_D.dispatch_id.in_(about)).values(state=State.PROVEN))

    def _one(self, query: AnySelect) -> ReceivedMessage | None:
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        withdrawn = row.state == WITHDRAWN
        says = Frozen(row.reply, row.content)
        return ReceivedMessage(row.id, row.partnership_id, row.briefing_id, withdrawn, says)


_SENT = select(
    t.dispatches.c.id,
    t.dispatches.c.partnership_id,
    t.dispatches.c.briefing_id,
    t.dispatches.c.state,
    t.dispatches.c.reply,
    t.dispatches.c.content,
).join(t.deliveries, _D.dispatch_id == t.dispatches.c.id)
