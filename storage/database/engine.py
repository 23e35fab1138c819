"""Engines: one code path, two databases.

SQLite is opened in autocommit mode with an explicit BEGIN, because the driver's own transactions
silently drop foreign keys and let a reader become a writer too late.
"""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

MOST_WAITED = "30s"  # for a lock, on PostgreSQL, where processes wait for each other
SETTING = "golden_thread.partnerships"  # which a transaction sees: ids with commas between
EVERY = "*"
POOL_SIZE = "pool_size"  # in the query of an address: the most connections to read, and to write
PATIENCE = 10  # seconds for a server to let us in
PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    # KiB: the pages of a long send need not stay here, the operating system caches them too
    "PRAGMA cache_size = -8000",
)


def make_engine(url: str, *, writes: bool, lock_timeout: float = 15.0) -> Engine:
    """Open the database of `GT_DATABASE_URL`.

    A writing SQLite engine takes the write lock at BEGIN; a reading one sees one snapshot in each
    transaction and cannot change anything. `lock_timeout` is the number of seconds that SQLite
    waits for another process's lock.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(str(parsed.database), writes=writes, lock_timeout=lock_timeout)
    options = {} if writes else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    pool = parsed.query.get(POOL_SIZE)
    engine = create_engine(
        parsed.difference_update_query([POOL_SIZE]).set(drivername="postgresql+psycopg"),
        connect_args={} if "connect_timeout" in parsed.query else {"connect_timeout": PATIENCE},
        # no ping before a write: the committer retries a unit whose connection was lost
        pool_pre_ping=not writes,
        pool_size=int(str(pool)) if pool else 4,
        max_overflow=0 if pool else 4,
        hide_parameters=True,
        execution_options=options,
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    event.listen(engine, "rollback_savepoint", _on_rollback_to_savepoint)
    return engine


def _on_connect(connection: Any, _record: Any) -> None:
    """Give a connection its settings, in one round trip.

    It sees every partnership until a unit is narrowed. It plans for solid-state disks: by default
    PostgreSQL scans 20,000 rows to update 100 of them. It compiles no query: row-level security
    makes all look dear, and of 45 ms for one question's counts 9 went on compiling. It waits for a
    lock for so long and no longer: by default a unit behind a forgotten transaction waits for ever.
    """
    settings = {
        SETTING: EVERY,
        "random_page_cost": "1.1",
        "jit": "off",
        "lock_timeout": MOST_WAITED,
    }
    values = [value for pair in settings.items() for value in pair]
    each = ", ".join(["set_config(%s, %s, false)"] * len(settings))
    connection.execute(f"SELECT {each}", values)
    connection.commit()


def _on_begin(connection: Connection) -> None:
    """Note what a new transaction sees: what the one before was narrowed to ended with it."""
    connection.info[SETTING] = EVERY


def _on_rollback_to_savepoint(connection: Connection, _name: str, _context: Any) -> None:
    """Forget what the transaction sees: PostgreSQL has it as it was at the savepoint."""
    if not connection.invalidated:
        connection.info.pop(SETTING, None)


def _sqlite(path: str, *, writes: bool, lock_timeout: float) -> Engine:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)
    engine = create_engine(
        f"sqlite:///{file}",
        connect_args={"isolation_level": None, "check_same_thread": False},
        hide_parameters=True,  # a logged error must not quote an answer
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
    # first, because the other pragmas may have to wait for a lock
    wait = f"PRAGMA busy_timeout = {lock_timeout * 1000:.0f}"
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
    """Return whether this is SQLite rather than PostgreSQL."""
    return connection.dialect.name == "sqlite"


def still_in_transaction(connection: Connection) -> bool:
    """Return whether the transaction is still open: on a full disk SQLite ends it by itself."""
    if connection.invalidated:
        return False
    driver: Any = connection.connection.dbapi_connection
    return not is_sqlite(connection) or bool(driver.in_transaction)
