"""The packages that were made of the Teams app, so that the next keeps its id and a higher version.

Rows are only added.
"""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage import tables as t
from surveys.sending.app_package import AppPackage

_P = t.app_packages.c


class AppPackages:
    """What was packed, the oldest first."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self) -> AppPackage | None:
        """Return the newest package, or None if none was made."""
        query = select(_P.app_id, _P.bot_id, _P.version, _P.file_hash).order_by(_P.id.desc())
        row = self._connection.execute(query.limit(1)).one_or_none()
        return AppPackage(*row) if row else None

    def add(self, package: AppPackage, now: datetime) -> None:
        """Remember a package; the version of each is another."""
        row = {
            "app_id": package.app_id,
            "bot_id": package.bot_id,
            "version": package.version,
            "file_hash": package.file_hash,
            "made_at": now,
        }
        self._connection.execute(insert(t.app_packages).values(row))
