"""Insert-or-update in the words of whichever engine is behind the connection.

Each statement is made once: building one costs several times what running it does.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_for(connection: Connection, table: Table) -> Any:
    """Return the dialect's INSERT, which knows ON CONFLICT."""
    return INSERTS[connection.dialect.name](table)


def put(connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; where `keys` exist already, make the row as given. All rows name the same columns."""
    if not rows:
        return
    connection.execute(_putting(connection.dialect.name, table, tuple(keys), tuple(rows[0])), list(rows))


def add_if_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless a unique key says it is there already; say whether it was new."""
    return connection.execute(_adding(connection.dialect.name, table), dict(row)).first() is not None


@cache
def _putting(dialect: str, table: Table, keys: tuple[str, ...], columns: tuple[str, ...]) -> Any:
    statement = INSERTS[dialect](table)
    changed = {name: statement.excluded[name] for name in columns if name not in keys}
    if not changed:
        return statement.on_conflict_do_nothing()
    return statement.on_conflict_do_update(index_elements=list(keys), set_=changed)


@cache
def _adding(dialect: str, table: Table) -> Any:
    first = next(iter(table.primary_key))  # what comes back says it; psycopg counts no rows of an insert for SQLAlchemy
    return INSERTS[dialect](table).on_conflict_do_nothing().returning(first)
