"""Which backups were made, and which was restored: while one has not been resumed, nothing is sent.

A restored database does not know what was sent after its backup was made.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from storage import tables as t
from storage.database.prepared import PreparedStatement

_B, _R = t.backups.c, t.restores.c
_HELD = PreparedStatement(select(_R.id).where(_R.resumed_at.is_(None)).limit(bindparam("most")))


@dataclass(frozen=True, slots=True)
class Restore:
    """A restore that has not been resumed: when it was made, and of which moment the backup is."""

    at: datetime
    backup_at: datetime


class Backups:
    """Backups and restores of this installation."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def made(self, at: datetime, digest: str, size: int) -> None:
        """Keep that a backup was made: of which moment, its digest and how many bytes it has."""
        self._connection.execute(insert(t.backups).values(at=at, digest=digest, bytes=size))

    def last(self) -> datetime | None:
        """Return of which moment the newest backup is; None where none was ever made."""
        return self._connection.scalar(select(func.max(_B.at)))

    def restored(self, at: datetime, backup_at: datetime, digest: str) -> None:
        """Keep that a backup was restored: from now on nothing is sent."""
        values = {"at": at, "backup_at": backup_at, "digest": digest}
        self._connection.execute(insert(t.restores).values(**values))

    def holds(self) -> bool:
        """Say whether nothing may be sent, because a restore has not been resumed."""
        return _HELD.first(self._connection, {"most": 1}) is not None

    def held(self) -> Restore | None:
        """Return the newest restore that has not been resumed, if nothing may be sent."""
        query = select(_R.at, _R.backup_at).where(_R.resumed_at.is_(None)).order_by(_R.id.desc())
        row = self._connection.execute(query.limit(1)).one_or_none()
        return Restore(row.at, row.backup_at) if row else None

    def resume(self, now: datetime) -> None:
        """Let messages go out again."""
        self._connection.execute(
            update(t.restores).where(_R.resumed_at.is_(None)).values(resumed_at=now)
        )
