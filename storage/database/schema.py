"""Bring a database to the current schema.

Only one process migrates at a time, inside one transaction: another that starts meanwhile waits,
then finds nothing left to do. A migration that fails leaves the database as it was.
"""

from collections.abc import Generator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.database.advisory_locks import OneAtATime, wait_for
from storage.database.engine import is_sqlite, make_engine
from storage.database.revisions import MIGRATIONS, known, lacking, revision_of
from surveys.problems import Refusal


def migrate(url: str) -> str:
    """Bring the database to the current schema and return its revision.

    Safe to repeat, and to run twice at once. Refuses schema-ahead, and schema-stuck if a migration
    fails.
    """
    try:
        with locked(url) as connection:
            return upgraded(connection) if lacking(connection) else known()[-1]
    except DBAPIError as error:
        raise Refusal("schema-stuck", why=str(error.orig).partition("\n")[0]) from error


def upgraded(connection: Connection, to: str = "head") -> str:
    """Take the migrations up to a revision, inside the transaction; return that revision."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    return revision_of(connection) or ""


@contextmanager
def locked(url: str) -> Generator[Connection]:
    """Yield a transaction that excludes other migrations; on SQLite BEGIN IMMEDIATE does so."""
    engine = make_engine(url, writes=True)
    try:
        with engine.begin() as connection:
            if not is_sqlite(connection):  # another migration may take longer than any unit waits
                connection.execute(text("SET LOCAL lock_timeout = 0"))
            wait_for(connection, OneAtATime.MIGRATING)
            yield connection
    finally:
        engine.dispose()
