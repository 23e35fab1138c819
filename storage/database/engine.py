"""Engines: one code path, two databases.

SQLite is opened in autocommit with an explicit BEGIN, because the driver's own transactions silently drop foreign
keys and let a reader become a writer too late.
"""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -8000",  # what a long send goes through need not stay; the system keeps pages as well
)


def make_engine(url: str, *, writes: bool, patience: float = 15.0) -> Engine:
    """Open the database of `GT_DATABASE_URL`.

    A writing SQLite engine takes the write lock at BEGIN; one that does not write sees one snapshot in each
    transaction and cannot change anything. `patience` is how many seconds one waits for another program's lock.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(str(parsed.database), writes=writes, patience=patience)
    options = {} if writes else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    engine = create_engine(
        parsed.set(drivername="postgresql+psycopg"),
        pool_pre_ping=not writes,  # what writes is run once more when its connection turns out to be lost
        pool_size=4,
        max_overflow=4,
        hide_parameters=True,
        execution_options=options,
    )
    event.listen(engine, "connect", _look_rows_up)
    return engine


def _look_rows_up(connection: Any, _record: Any) -> None:
    """Tell PostgreSQL that rows are looked up on no spinning disk: by default it reads 20,000 rows to change 100."""
    connection.execute("SET random_page_cost = 1.1")
    connection.commit()


def _sqlite(path: str, *, writes: bool, patience: float) -> Engine:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)
    engine = create_engine(
        f"sqlite:///{file}",
        connect_args={"isolation_level": None, "check_same_thread": False},
        hide_parameters=True,  # an error that is written down quotes no answer
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
    wait = f"PRAGMA busy_timeout = {patience * 1000:.0f}"  # first: the others may have to wait
    pragmas = (wait, *PRAGMAS) if writes else (wait, *PRAGMAS, "PRAGMA query_only = ON")

    def on_connect(connection: sqlite3.Connection, _record: Any) -> None:
        for pragma in pragmas:
            connection.execute(pragma)

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


def is_sqlite(connection: Connection) -> bool:
    """Say which of the two databases this is."""
    return connection.dialect.name == "sqlite"


def still_holds(connection: Connection) -> bool:
    """Say whether the transaction begun here is still there: SQLite ends one by itself when the disk is full."""
    if connection.invalidated:
        return False
    driver: Any = connection.connection.dbapi_connection
    return not is_sqlite(connection) or bool(driver.in_transaction)
