"""Insert-or-update in the words of whichever engine is behind the connection."""

from collections.abc import Mapping, Sequence
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
    statement = insert_for(connection, table)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    as_given = statement.on_conflict_do_update(index_elements=list(keys), set_=changed) if changed else None
    connection.execute(statement.on_conflict_do_nothing() if as_given is None else as_given, list(rows))


def add_if_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless a unique key says it is there already; say whether it was new."""
    statement = insert_for(connection, table).values(**row).on_conflict_do_nothing()
    first = next(iter(table.primary_key))  # what comes back says it; psycopg counts no rows of an insert for SQLAlchemy
    return connection.execute(statement.returning(first)).first() is not None
