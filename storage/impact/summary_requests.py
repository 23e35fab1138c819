"""Summary requests: a summary that someone asked for, until it is delivered.

The dialog saves the request, a task of the clock draws the file, and the person's consent decides
where it goes. The file is encrypted, and deleted once it is delivered or a day has passed.
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
    """What someone asks for; a second tap has the same `once` and is the same request."""

    once: str
    partnership_id: int
    person_id: int
    action_id: int
    format: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """A summary request at its current state."""

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
    """A summary drawn as a file."""

    file_name: str
    media_type: str
    content: bytes
    sha256: str


class SummaryRequests:
    """Summaries that people have asked for."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def ask(self, new: NewSummaryRequest, now: datetime) -> bool:
        """Save a request; return whether it is new."""
        row = {name: getattr(new, name) for name in NewSummaryRequest.__slots__}
        return add_if_new(self._connection, t.orders, {**row, "state": WANTED, "asked_at": now})

    def find(self, request_id: int, person_ids: list[int], now: datetime) -> SummaryRequest | None:
        """Return a request of one of these people, unless it has expired."""
        mine = (_O.id == request_id, _O.person_id.in_(person_ids), _O.expires_at > now)
        row = self._connection.execute(select(t.orders).where(*mine)).one_or_none()
        return _request(row) if row else None

    def newest_drawn(self, person_ids: list[int], now: datetime) -> SummaryRequest | None:
        """Return the latest request of these people whose file is drawn and not yet delivered."""
        mine = (_O.person_id.in_(person_ids), _O.state == DRAWN, _O.expires_at > now)
        newest = select(t.orders).where(*mine).order_by(_O.id.desc()).limit(1)
        row = self._connection.execute(newest).one_or_none()
        return _request(row) if row else None

    def wanted(self, now: datetime) -> list[SummaryRequest]:
        """Return the requests whose file has still to be drawn."""
        query = select(t.orders).where(_O.state == WANTED, _O.expires_at > now).order_by(_O.id)
        return [_request(row) for row in self._connection.execute(query.limit(10))]

    def drawn(self, request_id: int, file: DrawnFile) -> bool:
        """Save a drawn file; return whether this call was the first to do so."""
        text = base64.b85encode(file.content).decode()
        encrypted = self._keyring.encrypt(text, "orders", request_id)
        values = {
            "file_name": file.file_name,
            "media_type": file.media_type,
            "sha256": file.sha256,
            "sealed": encrypted,
            "state": DRAWN,
        }
        wanted = update(t.orders).where(_O.id == request_id, _O.state == WANTED)
        return self._connection.execute(wanted.values(**values)).rowcount == 1

    def content(self, request_id: int) -> bytes | None:
        """Return the file, or None if it has been deleted."""
        encrypted = self._connection.scalar(select(_O.sealed).where(_O.id == request_id))
        if not encrypted:
            return None
        return base64.b85decode(self._keyring.decrypt(encrypted, "orders", request_id))

    def put_to(self, request_id: int, upload: str) -> None:
        """Save where the person allowed the upload (JSON), for the clock's next tick."""
        encrypted = self._keyring.encrypt(upload, "orders.upload", request_id)
        drawn = update(t.orders).where(_O.id == request_id, _O.state == DRAWN)
        self._connection.execute(drawn.values(state=UPLOADING, upload=encrypted))

    def to_upload(self, now: datetime) -> list[tuple[SummaryRequest, str]]:
        """Return the requests whose file has to be uploaded, and to where (JSON)."""
        query = select(t.orders).where(_O.state == UPLOADING, _O.expires_at > now).limit(10)
        rows = self._connection.execute(query).all()
        return [
            (_request(row), self._keyring.decrypt(row.upload, "orders.upload", row.id))
            for row in rows
        ]

    def back_to_drawn(self, request_id: int) -> None:
        """Offer the file in another way, after its upload failed."""
        uploading = update(t.orders).where(_O.id == request_id, _O.state == UPLOADING)
        self._connection.execute(uploading.values(state=DRAWN, upload=None))

    def done(self, request_id: int) -> None:
        """Delete a file that has been delivered."""
        self._connection.execute(
            update(t.orders).where(_O.id == request_id).values(state=DONE, sealed=None, upload=None)
        )


def _request(row: AnyRow) -> SummaryRequest:
    return SummaryRequest(**{name: getattr(row, name) for name in SummaryRequest.__slots__})
