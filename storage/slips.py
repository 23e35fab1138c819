"""Single-use slips: a download or the words of a concern, tied to one person, for a few minutes, once.

Only the hash of a token is kept; the file is sealed until it has been handed over.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage import tables as t
from storage.rows import AnyRow
from storage.sealing import Keyring

_S = t.slips.c
OFFERED, UPLOADING, SPENT = "offered", "uploading", "spent"


def token_hash(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Slip:
    """What one token opens."""

    token_hash: str
    kind: str
    partnership_id: int
    person_id: int
    expires_at: datetime
    concern_id: int | None = None
    file_name: str = ""
    media_type: str = ""
    sha256: str = ""
    state: str = OFFERED


class Slips:
    """What has been offered for one taking."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def offer(self, slip: Slip, content: bytes | None = None) -> None:
        """Keep a slip, with its file where it is for one."""
        row: dict[str, Any] = {name: getattr(slip, name) for name in Slip.__slots__}
        if content is not None:
            text = base64.b85encode(content).decode()
            row["sealed"] = self._keyring.seal(text, "slips", slip.token_hash)
        self._connection.execute(insert(t.slips).values(**row))

    def look(self, hashed: str, now: datetime) -> Slip | None:
        """Return a slip that is neither spent nor past its time."""
        query = select(t.slips).where(_S.token_hash == hashed, _S.state != SPENT, _S.expires_at > now)
        row = self._connection.execute(query).one_or_none()
        return _slip(row) if row else None

    def content(self, hashed: str) -> bytes:
        """Return the file of a slip."""
        sealed = self._connection.scalars(select(_S.sealed).where(_S.token_hash == hashed)).one()
        return base64.b85decode(self._keyring.unseal(sealed, "slips", hashed))

    def spend(self, hashed: str, now: datetime) -> bool:
        """Use a slip up; say whether this call was the one that did. Its file is gone with it."""
        unspent = update(t.slips).where(_S.token_hash == hashed, _S.state != SPENT, _S.expires_at > now)
        values = {"state": SPENT, "sealed": None, "upload": None}
        return self._connection.execute(unspent.values(**values)).rowcount == 1

    def put_to(self, hashed: str, address: str) -> None:
        """Keep where the person's consent lets the file be put; the clock's next tick puts it there."""
        sealed = self._keyring.seal(address, "slips.upload", hashed)
        offered = update(t.slips).where(_S.token_hash == hashed, _S.state == OFFERED)
        self._connection.execute(offered.values(state=UPLOADING, upload=sealed))

    def to_upload(self, now: datetime) -> list[tuple[Slip, str]]:
        """Return the slips whose file waits to be put to its owner's place, and where (JSON)."""
        query = select(t.slips).where(_S.state == UPLOADING, _S.expires_at > now).limit(20)
        rows = self._connection.execute(query).all()
        return [(_slip(row), self._keyring.unseal(row.upload, "slips.upload", row.token_hash)) for row in rows]

    def hand_back(self, hashed: str) -> None:
        """Offer a file again that could not be put to its place."""
        waiting = update(t.slips).where(_S.token_hash == hashed, _S.state == UPLOADING)
        self._connection.execute(waiting.values(state=OFFERED, upload=None))

    def forget(self, now: datetime) -> int:
        """Take away the files of slips whose time is over."""
        over = update(t.slips).where(_S.expires_at <= now, _S.sealed.is_not(None))
        return self._connection.execute(over.values(sealed=None, upload=None, state=SPENT)).rowcount


def _slip(row: AnyRow) -> Slip:
    return Slip(**{name: getattr(row, name) for name in Slip.__slots__})
