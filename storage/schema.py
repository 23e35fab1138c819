"""Bring a database to the current schema, and say how far behind it is.

Only one process migrates at a time, each inside one transaction: another that starts meanwhile waits, then finds
nothing left to do. A step that fails leaves the database as it was.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from storage.engine import is_sqlite, make_engine

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 7_316_020_001  # an advisory lock of PostgreSQL that nothing else of ours takes


def migrate(url: str) -> str:
    """Bring the database to the current schema, and return its revision; safe to repeat and to run twice at once."""
    with _locked(url) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return _revision(connection) or ""


def pending(url: str) -> tuple[str, ...]:
    """Return the revisions that the database lacks, oldest first; raises SQLAlchemyError where it is not reachable."""
    engine = make_engine(url, writes=False)
    try:
        with engine.connect() as connection:
            return _missing(_revision(connection))
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    """Say whether the database has the current schema."""
    return not pending(url)


@contextmanager
def _locked(url: str) -> Generator[Connection]:
    """Give a transaction that nobody else migrates beside: SQLite's BEGIN IMMEDIATE is a lock of its own."""
    engine = make_engine(url, writes=True)
    try:
        with engine.begin() as connection:
            if not is_sqlite(connection):
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            yield connection
    finally:
        engine.dispose()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    return config


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _missing(revision: str | None) -> tuple[str, ...]:
    """Return the steps after `revision`; one that this program does not know comes from a later program."""
    steps = ScriptDirectory.from_config(_config()).walk_revisions()
    known = [step.revision for step in steps]
    if revision is None:
        return tuple(reversed(known))
    return tuple(reversed(known[: known.index(revision)])) if revision in known else ()
