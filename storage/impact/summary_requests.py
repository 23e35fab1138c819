"""Orders: a summary somebody asked for, from the asking to the handing over.

Slow work is a row: the dialog writes the order, the clock draws the file, the person's consent says
where it goes. The file is encrypted, and gone once it has been handed over or a day has passed.
"""

import base64
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.database.upsert import add_if_new
from storage.trust.encryption import Keyring

_O = t.orders.c
WANTED, DRAWN, UPLOADING, DONE = "wanted", "drawn", "uploading", "done"


@dataclass(frozen=True, slots=True)
class NewSummaryRequest:
    """What somebody asks for; `once` makes a second tap the same order."""

    once: str
    partnership_id: int
    person_id: int
    action_id: int
    format: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """An order as it stands."""

    id: int
    partnership_id: int
    person_id: int
    action_id: int
    format: str
    state: str
    file_name: str
    media_type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DrawnFile:
    """A file that has been drawn."""

    file_name: str
    media_type: str
    content: bytes
    sha256: str


class SummaryRequests:
    """Summaries under way to people."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def ask(self, new: NewSummaryRequest, now: datetime) -> bool:
        """Keep an order; say whether it is new."""
        row = {name: getattr(new, name) for name in NewSummaryRequest.__slots__}
        return add_if_new(self._connection, t.orders, {**row, "state": WANTED, "asked_at": now})

    def order(self, order_id: int, person_ids: list[int], now: datetime) -> SummaryRequest | None:
        """Return an order of one of these persons that is not over."""
        mine = (_O.id == order_id, _O.person_id.in_(person_ids), _O.expires_at > now)
        row = self._connection.execute(select(t.orders).where(*mine)).one_or_none()
        return _order(row) if row else None

    def newest_drawn(self, person_ids: list[int], now: datetime) -> SummaryRequest | None:
        """Return the last order of these persons whose file has been drawn and not handed over."""
        mine = (_O.person_id.in_(person_ids), _O.state == DRAWN, _O.expires_at > now)
        row = self._connection.execute(
            select(t.orders).where(*mine).order_by(_O.id.desc()).limit(1)
        ).one_or_none()
        return _order(row) if row else None

    def wanted(self, now: datetime) -> list[SummaryRequest]:
        """Return the orders whose file has not been drawn."""
        query = (
            select(t.orders)
            .where(_O.state == WANTED, _O.expires_at > now)
            .order_by(_O.id)
            .limit(10)
        )
        return [_order(row) for row in self._connection.execute(query)]

    def drawn(self, order_id: int, file: DrawnFile) -> bool:
        """Keep a drawn file; say whether this call was the first to do so."""
        encrypted = self._keyring.encrypt(
            base64.b85encode(file.content).decode(), "orders", order_id
        )
        values = {
            "file_name": file.file_name,
            "media_type": file.media_type,
            "sha256": file.sha256,
            "sealed": encrypted,
            "state": DRAWN,
        }
        wanted = update(t.orders).where(_O.id == order_id, _O.state == WANTED)
        return self._connection.execute(wanted.values(**values)).rowcount == 1

    def content(self, order_id: int) -> bytes | None:
        """Return the file, where it is still kept."""
        encrypted = self._connection.scalar(select(_O.sealed).where(_O.id == order_id))
        return (
            base64.b85decode(self._keyring.decrypt(encrypted, "orders", order_id))
            if encrypted
            else None
        )

    def put_to(self, order_id: int, upload: str) -> None:
        """Keep where the person's consent lets the file be put (JSON); the clock's next tick puts it there."""
        encrypted = self._keyring.encrypt(upload, "orders.upload", order_id)
        drawn = update(t.orders).where(_O.id == order_id, _O.state == DRAWN)
        self._connection.execute(drawn.values(state=UPLOADING, upload=encrypted))

    def to_upload(self, now: datetime) -> list[tuple[SummaryRequest, str]]:
        """Return the orders whose file waits to be put to its owner's place, and where (JSON)."""
        query = select(t.orders).where(_O.state == UPLOADING, _O.expires_at > now).limit(10)
        rows = self._connection.execute(query).all()
        return [
            (_order(row), self._keyring.decrypt(row.upload, "orders.upload", row.id))
            for row in rows
        ]

    def back_to_drawn(self, order_id: int) -> None:
        """Let a file be had another way, after it could not be put to its place."""
        uploading = update(t.orders).where(_O.id == order_id, _O.state == UPLOADING)
        self._connection.execute(uploading.values(state=DRAWN, upload=None))

    def done(self, order_id: int) -> None:
        """Let go of a file that has been handed over."""
        self._connection.execute(
            update(t.orders).where(_O.id == order_id).values(state=DONE, sealed=None, upload=None)
        )

    def forget(self, now: datetime) -> int:
        """Let go of every file whose time is over."""
        over = update(t.orders).where(_O.expires_at <= now, _O.sealed.is_not(None))
        return self._connection.execute(over.values(state=DONE, sealed=None, upload=None)).rowcount


def _order(row: AnyRow) -> SummaryRequest:
    return SummaryRequest(**{name: getattr(row, name) for name in SummaryRequest.__slots__})
