"""Which canaries are planted, which are gone, and which should be gone by now."""

import json
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from storage import tables as t
from storage.database.advisory_locks import OneAtATime, wait_for
from storage.database.query_types import AnyRow
from storage.database.upsert import put
from storage.retention.canaries import CANARIES, Planting
from storage.retention.canary_scene import canary_scene
from storage.trust.encryption import Keyring
from surveys.trust.retention import RETENTION, Retained

GOES_WITHIN = timedelta(hours=2)  # several rounds of the clock
AGAIN_AFTER = timedelta(days=1)
STALE_AFTER = timedelta(days=2)  # without a canary that went, nothing is proved any more
_C = t.retention_canaries.c


class RetentionCanaries:
    """The canaries of every kind."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def look(self, now: datetime) -> None:
        """Note which canaries are gone."""
        waiting = select(_C.kind, _C.place).where(_C.gone_at.is_(None))
        for row in self._connection.execute(waiting).all():
            if not CANARIES[Retained(row.kind)].is_there(self._connection, row.place):
                mine = update(t.retention_canaries).where(_C.kind == row.kind)
                self._connection.execute(mine.values(gone_at=now))

    def plant(self, now: datetime) -> int:
        """Plant a canary of each kind whose last one is gone since a day; return how many."""
        wait_for(self._connection, OneAtATime.RETENTION)
        known = {row.kind: row for row in self._connection.execute(select(t.retention_canaries))}
        due = [kind for kind in Retained if _is_due(known.get(kind.value), now)]
        scene = canary_scene(self._connection, now) if due else None
        if scene is None:
            return 0
        for kind in due:
            at = now - timedelta(days=RETENTION[kind].days + 2)  # some rows carry the day alone
            key = CANARIES[kind].plant(Planting(self._connection, self._keyring, scene, at))
            row = {"kind": kind.value, "place": json.dumps(dict(key)), "planted_at": now}
            new = {**row, "over_at": now, "gone_at": None}
            put(self._connection, t.retention_canaries, ["kind"], [new])
        return len(due)

    def overdue(self, now: datetime) -> list[Retained]:
        """Return the kinds whose canary should be gone by now, or has not been replaced."""
        rows = self._connection.execute(select(t.retention_canaries).order_by(_C.kind))
        return [Retained(row.kind) for row in rows if _is_overdue(row, now)]

    def last_proof(self) -> datetime | None:
        """Return when a canary was last seen to be gone; None if none was planted yet."""
        query = select(_C.gone_at).where(_C.gone_at.is_not(None)).order_by(_C.gone_at.desc())
        return self._connection.scalar(query.limit(1))


def _is_due(row: AnyRow | None, now: datetime) -> bool:
    return row is None or (row.gone_at is not None and now - row.planted_at >= AGAIN_AFTER)


def _is_overdue(row: AnyRow, now: datetime) -> bool:
    return now - row.planted_at > (GOES_WITHIN if row.gone_at is None else STALE_AFTER)
