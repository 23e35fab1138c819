"""Empty the log of a SQLite database, which keeps earlier states of its pages until then.

PostgreSQL keeps its log for itself and writes it over in time; there is nothing to do here.
"""

import sqlite3
from contextlib import closing

from sqlalchemy import make_url

_WAIT = 1.0  # seconds for a reader to end; writers wait meanwhile


def empty_log(url: str) -> bool:
    """Write the log into the database and cut it to nothing; False if a reader still needs it."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return True
    with closing(sqlite3.connect(str(parsed.database), timeout=_WAIT)) as connection:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
