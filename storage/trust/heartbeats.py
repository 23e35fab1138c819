"""Heartbeats: when each task of the clock last ran, and each process that runs a clock."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from storage import tables as t
from storage.database.upsert import put

# After these the database's files may hold traces of what was deleted, or names.
DELETED, NAMES_TAKEN = "deleted in time", "names taken"
_H = t.heartbeats.c
FORGOTTEN_AFTER = timedelta(days=1)  # by then someone has seen that a process went silent
PROCESS = "process "  # how the heartbeat of a process begins; the name of its worker follows


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

    def all(self) -> dict[str, datetime]:
        """Return when each task and each process last ran."""
        rows = self._connection.execute(select(_H.name, _H.at))
        return {row.name: row.at for row in rows}

    def beat_process(self, worker: str, now: datetime) -> None:
        """Record that the clock of a process runs, and forget those that have long been silent."""
        self.beat(f"{PROCESS}{worker}", now)
        silent = (_H.name.startswith(PROCESS), _H.at < now - FORGOTTEN_AFTER)
        self._connection.execute(delete(t.heartbeats).where(*silent))

    def end_process(self, worker: str) -> None:
        """Forget a process that was stopped on purpose."""
        mine = delete(t.heartbeats).where(_H.name == f"{PROCESS}{worker}")
        self._connection.execute(mine)
