"""One-time links: an address that opens one download or one concern, once, for a few minutes.

Only the hash of the token is stored; what the link opens is looked up again when it is used.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from storage import tables as t

_L = t.slips.c


def token_hash(token: str) -> str:
    """Return the hash that is stored in place of a token."""
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
    """Links that work once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def offer(self, link: OneTimeLink) -> None:
        """Save a new link."""
        values = {name: getattr(link, name) for name in OneTimeLink.__slots__}
        self._connection.execute(insert(t.slips).values(**values))

    def look(self, token: str, kind: str, now: datetime) -> OneTimeLink | None:
        """Return the link of a token that is neither used nor expired, or None."""
        unspent = (
            _L.token_hash == token_hash(token),
            _L.kind == kind,
            _L.spent.is_(False),
            _L.expires_at > now,
        )
        row = self._connection.execute(select(t.slips).where(*unspent)).one_or_none()
        if row is None:
            return None
        return OneTimeLink(**{name: getattr(row, name) for name in OneTimeLink.__slots__})

    def spend(self, link: OneTimeLink) -> bool:
        """Use a link up; return whether this call was the one that did."""
        mine = update(t.slips).where(_L.token_hash == link.token_hash, _L.spent.is_(False))
        return self._connection.execute(mine.values(spent=True)).rowcount == 1
