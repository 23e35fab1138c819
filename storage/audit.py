"""The audit trail: insert-only, chained by hash within each partnership, ids and codes only.

Events of one transaction are chained together just before it commits, under the lock of the partnership's head.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, insert, select, update

from storage import tables as t

START = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Who did what to what, when."""

    partnership_id: int
    at: datetime
    actor: str
    act: str
    subject: str

    def chained(self, seq: int, previous: str) -> str:
        """Return the hash of this event after `previous`."""
        body = [self.partnership_id, seq, self.at.isoformat(), self.actor, self.act, self.subject, previous]
        return hashlib.sha256(json.dumps(body).encode()).hexdigest()


def write_trail(connection: Connection, events: Iterable[AuditEvent]) -> None:
    """Chain and store the events of one transaction."""

    def of_partnership(event: AuditEvent) -> int:
        return event.partnership_id

    for partnership_id, group in groupby(sorted(events, key=of_partnership), key=of_partnership):
        _extend(connection, partnership_id, list(group))


def _extend(connection: Connection, partnership_id: int, events: list[AuditEvent]) -> None:
    heads = t.audit_heads
    found = connection.execute(
        select(heads.c.seq, heads.c.hash).where(heads.c.partnership_id == partnership_id).with_for_update()
    ).one_or_none()
    seq, previous = (found.seq, found.hash) if found else (0, START)
    rows: list[dict[str, object]] = []
    for event in events:
        seq += 1
        hashed = event.chained(seq, previous)
        rows.append(
            {
                "partnership_id": partnership_id,
                "seq": seq,
                "at": event.at,
                "actor": event.actor,
                "act": event.act,
                "subject": event.subject,
                "previous": previous,
                "hash": hashed,
            }
        )
        previous = hashed
    connection.execute(insert(t.audit), rows)
    head = {"seq": seq, "hash": previous}
    if found:
        connection.execute(update(heads).where(heads.c.partnership_id == partnership_id).values(**head))
    else:
        connection.execute(insert(heads).values(partnership_id=partnership_id, **head))


def first_bad_entry(connection: Connection, partnership_id: int) -> int | None:
    """Walk the chain; return the number of the first entry that does not fit, or None."""
    previous, expected = START, 1
    rows = connection.execute(select(t.audit).where(t.audit.c.partnership_id == partnership_id).order_by(t.audit.c.seq))
    for row in rows:
        event = AuditEvent(row.partnership_id, row.at, row.actor, row.act, row.subject)
        if row.seq != expected or row.previous != previous or row.hash != event.chained(row.seq, previous):
            return expected
        previous, expected = row.hash, expected + 1
    return None
