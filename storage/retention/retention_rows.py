"""What is over and how much of it, its end in batches, and the times that partnerships chose."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, select

from storage import tables as t
from storage.database.advisory_locks import OneAtATime, wait_for
from storage.database.upsert import put
from storage.retention.expiries import EXPIRIES
from storage.trust.encryption import Keyring
from surveys.trust.retention import Over, Retained

_C = t.retention_choices.c


class RetentionRows:
    """The end of what was kept for its time."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def count(self, kind: Retained, over: Over) -> int:
        """Return how many rows of a kind are over."""
        return sum(one.count(self._connection, over) for one in EXPIRIES[kind])

    def take(self, kind: Retained, over: Over, most: int) -> int:
        """End up to `most` rows of a kind that are over, one process at a time; return how many."""
        wait_for(self._connection, OneAtATime.RETENTION)
        taken = 0
        for one in EXPIRIES[kind]:
            if taken < most:
                taken += one.take(self._connection, self._keyring, over, most - taken)
        return taken

    def partnerships(self) -> list[int]:
        """Return the ids of every partnership, also of the one that only canaries live in."""
        return list(self._connection.scalars(select(t.partnerships.c.id).order_by("id")))

    def choices(self, partnership_id: int) -> Mapping[Retained, int]:
        """Return for how many days a partnership keeps something, where it has chosen."""
        query = select(_C.kind, _C.days).where(_C.partnership_id == partnership_id)
        known = {kind.value for kind in Retained}
        rows = self._connection.execute(query)
        return {Retained(row.kind): row.days for row in rows if row.kind in known}

    def choose(self, partnership_id: int, kind: Retained, days: int | None) -> None:
        """Keep something for so many days in a partnership; None: for as long as is usual."""
        if days is None:
            mine = (_C.partnership_id == partnership_id, _C.kind == kind)
            self._connection.execute(delete(t.retention_choices).where(*mine))
            return
        row = {"partnership_id": partnership_id, "kind": kind.value, "days": days}
        put(self._connection, t.retention_choices, ["partnership_id", "kind"], [row])
