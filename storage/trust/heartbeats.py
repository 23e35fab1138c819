"""Heartbeats: when each part of the clock last did its round."""

from datetime import datetime

from sqlalchemy import Connection, select

from storage import tables as t
from storage.database.upsert import put

_H = t.heartbeats.c


class Heartbeats:
    """What the clock has done."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def beat(self, name: str, now: datetime) -> None:
        """Keep that a part has done its round."""
        put(self._connection, t.heartbeats, ["name"], [{"name": name, "at": now}])

    def last(self, name: str) -> datetime | None:
        """Return when a part last did its round."""
        return self._connection.scalar(select(_H.at).where(_H.name == name))
