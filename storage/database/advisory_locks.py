"""What processes do one after another: PostgreSQL's advisory locks, one number each.

A lock is held to the end of the transaction. On SQLite only one process writes, so none is needed.
"""

from enum import IntEnum

from sqlalchemy import Connection, func, select

from storage.database.engine import is_sqlite


class OneAtATime(IntEnum):
    """What is done by one process at a time; the numbers are kept apart from other programs'."""

    MIGRATING = 7_316_020_001
    ASKING = 7_316_020_002  # deciding whom a survey asks
    TELLING = 7_316_020_003  # sending a briefing
    RETENTION = 7_316_020_048


def wait_for(connection: Connection, what: OneAtATime) -> None:
    """Wait until no other process does it, and let none do it until the transaction ends."""
    if not is_sqlite(connection):
        connection.execute(select(func.pg_advisory_xact_lock(int(what))))
