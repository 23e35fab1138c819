"""Which migrations a database lacks, judged by the names of the migration files.

Alembic, which runs them (`storage.database.schema`), is slow to load and is not loaded here: most
commands only need to know that there is nothing to do.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table
from sqlalchemy.exc import SQLAlchemyError

from storage.database.engine import make_engine
from storage.database.unreachable import why_unreachable
from surveys.problems import Refusal

MIGRATIONS = Path(__file__).parents[1] / "migrations"
_VERSION = table(
    "alembic_version", column("version_num")
)  # where Alembic keeps the current revision


def pending(url: str) -> tuple[str, ...]:
    """Return the revisions that the database lacks, oldest first.

    Refuses a database that cannot be reached, and schema-ahead.
    """
    with looking_into(url) as connection:
        return lacking(connection)


@contextmanager
def looking_into(url: str) -> Generator[Connection]:
    """Give a connection that only reads, before a store is opened.

    Refuses in the words of `storage.database.unreachable` a database that cannot be reached.
    """
    engine = make_engine(url, writes=False)
    try:
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise why_unreachable(error) from error
    finally:
        engine.dispose()


def lacking(connection: Connection) -> tuple[str, ...]:
    """Return the revisions after the database's own; refuses schema-ahead if it is unknown."""
    current, revisions = revision_of(connection), known()
    if current is None:
        return revisions
    if current not in revisions:
        raise Refusal("schema-ahead")
    return revisions[revisions.index(current) + 1 :]


def revision_of(connection: Connection) -> str | None:
    """Return the revision that the database is at, or None if it is empty."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return connection.scalar(select(_VERSION.c.version_num))


def known() -> tuple[str, ...]:
    """Return every revision of this program, oldest first: 0001 for the file 0001_people.py."""
    files = (MIGRATIONS / "versions").glob("[0-9]*_*.py")
    return tuple(sorted(file.name.partition("_")[0] for file in files))
