"""Spent tickets: that a person has answered a wave without a name, and under which ticket.

Both are keyed marks. A ticket itself is drawn at random and never stored, so nobody, with the keys
too, finds the answers that were given under it.
"""

from sqlalchemy import Connection, bindparam, delete, select

from storage import tables as t
from storage.database.prepared import PreparedStatement
from storage.database.upsert import add_if_new
from storage.trust.encryption import Keyring
from surveys.asking.wave import CLOSED

_S = t.spent_tickets.c
_SPENT = PreparedStatement(
    select(_S.ticket).where(_S.wave_id == bindparam("wave"), _S.holder == bindparam("holder"))
)


class SpentTickets:
    """One ticket for each person and wave."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def has(self, wave_id: int, person_id: int) -> bool:
        """Say whether a person has spent their ticket."""
        return self._ticket(wave_id, self._holder(wave_id, person_id)) is not None

    def spend(self, wave_id: int, person_id: int, ticket: str) -> bool:
        """Spend a person's ticket; say whether it is the one that they spent or spend now."""
        holder = self._holder(wave_id, person_id)
        mark = self._keyring.mark("spent ticket", wave_id, ticket)
        row = {"wave_id": wave_id, "holder": holder, "ticket": mark}
        return add_if_new(self._connection, t.spent_tickets, row) or (
            self._ticket(wave_id, holder) == mark
        )

    def forget(self) -> None:
        """Forget who answered waves that take no answer any more."""
        closed = select(t.waves.c.id).where(t.waves.c.state == CLOSED)
        self._connection.execute(delete(t.spent_tickets).where(_S.wave_id.in_(closed)))

    def _ticket(self, wave_id: int, holder: str) -> str | None:
        row = _SPENT.first(self._connection, {"wave": wave_id, "holder": holder})
        return row.ticket if row else None

    def _holder(self, wave_id: int, person_id: int) -> str:
        return self._keyring.mark("ticket holder", wave_id, person_id)
