"""The audit trail: insert-only, chained within each partnership, ids and codes only.

Each link is an HMAC under a key that the database does not hold: who can write SQL cannot make one.
Entries of versions before 0014 have a plain hash; the first keyed one seals them. Events of one
transaction are chained together just before it commits, under the lock of the partnership's head.
Where old entries were deleted in their time, the chain begins after the last of them, by a keyed
mark of it.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, bindparam, select, update

from storage import tables as t
from storage.database.prepared import PreparedStatement
from storage.database.upsert import add_if_new, add_new

START = "0" * 64
KEYED = "hmac:"  # how a keyed link begins
_HEADS = t.audit_heads.c
_HEAD = PreparedStatement(
    select(_HEADS.seq, _HEADS.hash)
    .where(_HEADS.partnership_id == bindparam("partnership"))
    .with_for_update()
)
_MOVE_HEAD = PreparedStatement(
    update(t.audit_heads)
    .where(_HEADS.partnership_id == bindparam("partnership"))
    .values(seq=bindparam("last_seq"), hash=bindparam("last_hash"))
)


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Who did what to what, when."""

    partnership_id: int
    at: datetime
    actor: str
    act: str
    subject: str

    def chained(self, seq: int, previous: str, key: bytes) -> str:
        """Return the link of this event, chained to the link `previous`."""
        return KEYED + hmac.digest(key, self._body(seq, previous), hashlib.sha256).hex()

    def chained_without_key(self, seq: int, previous: str) -> str:
        """Return the link as versions before 0014 made it."""
        return hashlib.sha256(self._body(seq, previous)).hexdigest()

    def _body(self, seq: int, previous: str) -> bytes:
        what = (self.actor, self.act, self.subject)
        body = [self.partnership_id, seq, self.at.isoformat(), *what, previous]
        return json.dumps(body).encode()


def write_trail(connection: Connection, key: bytes, events: Iterable[AuditEvent]) -> None:
    """Chain and store the events of one transaction."""

    def of_partnership(event: AuditEvent) -> int:
        return event.partnership_id

    for partnership_id, group in groupby(sorted(events, key=of_partnership), key=of_partnership):
        _extend(connection, key, partnership_id, list(group))


def _extend(
    connection: Connection, key: bytes, partnership_id: int, events: list[AuditEvent]
) -> None:
    mine = {"partnership": partnership_id}
    found = _HEAD.first(connection, mine)
    if found is None:  # two processes may start the same trail at the same moment
        add_if_new(
            connection, t.audit_heads, {"partnership_id": partnership_id, "seq": 0, "hash": START}
        )
        [found] = _HEAD.all(connection, mine)
    seq, previous = found.seq, found.hash
    rows: list[dict[str, object]] = []
    for event in events:
        seq += 1
        hashed = event.chained(seq, previous, key)
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
    if add_new(connection, t.audit, rows) < len(rows):
        msg = "the trail has entries after its head"
        raise RuntimeError(msg)
    _MOVE_HEAD.run(connection, {**mine, "last_seq": seq, "last_hash": previous})


def first_bad_entry(
    connection: Connection,
    partnership_id: int,
    key: bytes,
    recorded: Mapping[int, str] | None = None,
) -> int | None:
    """Walk the chain; return the number of the first entry that does not fit, or None.

    `recorded` are links by number that were written to a second place. A trail must end with a
    keyed link, and none without a key may follow one.
    """
    known = recorded or {}
    head = _head(connection, partnership_id)
    if not head.begins_where_it_says(partnership_id, key):
        return head.deleted_seq + 1
    previous, expected = head.deleted_hash or START, head.deleted_seq + 1
    rows = connection.execute(
        select(t.audit).where(t.audit.c.partnership_id == partnership_id).order_by(t.audit.c.seq)
    )
    for row in rows:
        event = AuditEvent(row.partnership_id, row.at, row.actor, row.act, row.subject)
        link = _link(event, row.seq, previous, row.hash, key)
        fits = (row.seq, row.previous, row.hash) == (expected, previous, link)
        if not fits or known.get(expected, row.hash) != row.hash:
            return expected
        previous, expected = row.hash, expected + 1
    last = expected - 1
    if (last, previous) != (head.seq, head.hash) or max(known, default=0) > last:
        return expected
    return None if previous.startswith(KEYED) or not last else last


def _link(event: AuditEvent, seq: int, previous: str, found: str, key: bytes) -> str:
    """Return the link that an entry must have; without a key only as long as no keyed one was."""
    if found.startswith(KEYED) or previous.startswith(KEYED):
        return event.chained(seq, previous, key)
    return event.chained_without_key(seq, previous)


def heads(connection: Connection) -> dict[int, tuple[int, str]]:
    """Return the number and link of the newest entry of each partnership."""
    return {
        row.partnership_id: (row.seq, row.hash)
        for row in connection.execute(select(t.audit_heads).where(_HEADS.seq > 0))
    }


@dataclass(frozen=True, slots=True)
class TrailHead:
    """The newest entry, with which a trail must end, and the last deleted one; 0: none."""

    seq: int = 0
    hash: str = START
    deleted_seq: int = 0
    deleted_hash: str = ""
    deleted_mark: str = ""

    def begins_where_it_says(self, partnership_id: int, key: bytes) -> bool:
        """Say whether the program itself deleted what is missing before the first entry."""
        if not self.deleted_seq:
            return not self.deleted_hash
        mark = beginning_mark(key, partnership_id, self.deleted_seq, self.deleted_hash)
        return hmac.compare_digest(mark, self.deleted_mark)


def beginning_mark(key: bytes, partnership_id: int, seq: int, link: str) -> str:
    """Return the keyed mark of the last entry that was deleted because its time was over."""
    body = json.dumps(["deleted", partnership_id, seq, link]).encode()
    return hmac.digest(key, body, hashlib.sha256).hex()


def _head(connection: Connection, partnership_id: int) -> TrailHead:
    columns = [_HEADS[name] for name in TrailHead.__slots__]
    query = select(*columns).where(_HEADS.partnership_id == partnership_id)
    row = connection.execute(query).one_or_none()
    return TrailHead(*row) if row else TrailHead()
