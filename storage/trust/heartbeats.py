"""Heartbeats: when each task of the clock last ran."""

from datetime import datetime

from sqlalchemy import Connection, select

from storage import tables as t
from storage.database.upsert import put

# After these the database's files may hold traces of what was deleted, or names.
DELETED, NAMES_TAKEN = "deleted in time", "names taken"
_H = t.heartbeats.c


class Heartbeats:
    """The last run of each task."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def beat(self, name: str, now: datetime) -> None:
        """Record that a task has run."""
        put(self._connection, t.heartbeats, ["name"], [{"name": name, "at": now}])

    def last(self, name: str) -> datetime | None:
        """Return when a task last ran, or None if it never has."""
        return self._connection.scalar(select(_H.at).where(_H.name == name))
