"""Single-use slips: an address that opens one download, or the words of one concern, once, for a few minutes.

Only the hash of a token is kept; what it opens is looked up again when it is used.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from storage import tables as t

_S = t.slips.c


def token_hash(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """What one token opens, and for whom."""

    token_hash: str
    kind: str  # file, concern
    partnership_id: int
    person_id: int
    expires_at: datetime
    order_id: int | None = None
    concern_id: int | None = None


class OneTimeLinks:
    """What has been offered for one taking."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def offer(self, slip: OneTimeLink) -> None:
        """Keep a slip."""
        self._connection.execute(
            insert(t.slips).values(**{name: getattr(slip, name) for name in OneTimeLink.__slots__})
        )

    def look(self, token: str, kind: str, now: datetime) -> OneTimeLink | None:
        """Return the slip of a token that is neither spent nor past its time."""
        unspent = (
            _S.token_hash == token_hash(token),
            _S.kind == kind,
            _S.spent.is_(False),
            _S.expires_at > now,
        )
        row = self._connection.execute(select(t.slips).where(*unspent)).one_or_none()
        return (
            OneTimeLink(**{name: getattr(row, name) for name in OneTimeLink.__slots__})
            if row
            else None
        )

    def spend(self, slip: OneTimeLink) -> bool:
        """Use a slip up; say whether this call was the one that did."""
        mine = update(t.slips).where(_S.token_hash == slip.token_hash, _S.spent.is_(False))
        return self._connection.execute(mine.values(spent=True)).rowcount == 1
