"""Which steps of the schema a database lacks, told from the names of the steps' files.

Alembic, which takes the steps (`storage.database.schema`), is not loaded for that: most commands only want to know
that there is nothing to do.
"""

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table
from sqlalchemy.exc import SQLAlchemyError

from storage.database.engine import make_engine
from surveys.problems import Refusal

MIGRATIONS = Path(__file__).parents[1] / "migrations"
_KEPT = table("alembic_version", column("version_num"))  # where Alembic keeps how far it came


def pending(url: str) -> tuple[str, ...]:
    """Return the revisions that the database lacks, oldest first.

    Refuses database-unreachable and schema-ahead.
    """
    engine = make_engine(url, writes=False)
    try:
        with engine.connect() as connection:
            return lacking(connection)
    except SQLAlchemyError as error:
        raise Refusal("database-unreachable") from error
    finally:
        engine.dispose()


def lacking(connection: Connection) -> tuple[str, ...]:
    """Return the steps after the last that was taken; refuses one that this program does not know as schema-ahead."""
    taken, steps = revision_of(connection), known()
    if taken is None:
        return steps
    if taken not in steps:
        raise Refusal("schema-ahead")
    return steps[steps.index(taken) + 1 :]


def revision_of(connection: Connection) -> str | None:
    """Return the last step that the database has taken."""
    if not inspect(connection).has_table(_KEPT.name):
        return None
    return connection.scalar(select(_KEPT.c.version_num))


def known() -> tuple[str, ...]:
    """Return every step of this program, oldest first: a step's file begins with its revision, as 0001_people.py."""
    files = (MIGRATIONS / "versions").glob("[0-9]*_*.py")
    return tuple(sorted(file.name.partition("_")[0] for file in files))
