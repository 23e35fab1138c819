"""Leave no trace of deleted names in the files of a database.

SQLite overwrites what it deletes, and its log is emptied. PostgreSQL keeps dead rows until their
table is written anew, so the few tables that hold names in plain text are; each is locked
meanwhile, and they are small. Its own log is overwritten in time, and a copy of it is a backup.
"""

from collections.abc import Iterable

from sqlalchemy import Table, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from storage import tables as t
from storage.database.write_ahead_log import empty_log

WITH_NAMES: tuple[Table, ...] = (
    t.people,
    t.chats,
    t.account_questions,
    t.saved_audiences,
    t.dispatches,
    t.dispatch_texts,
    t.waves,
    t.jobs,
)
_WAIT = "4s"  # for the lock of a table, in which others wait too


def leave_no_traces(url: str) -> bool:
    """Leave no trace of names that were taken out; False if it must be tried again."""
    if make_url(url).get_backend_name() == "sqlite":
        return empty_log(url)
    return _written_anew(url, WITH_NAMES)


def _written_anew(url: str, tables: Iterable[Table]) -> bool:
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    try:
        with engine.connect() as connection:
            connection.execute(text(f"SET lock_timeout = '{_WAIT}'"))
            for table in tables:
                connection.execute(text(f"VACUUM (FULL) {table.name}"))
    except DBAPIError:  # someone holds a table
        return False
    finally:
        engine.dispose()
    return True
