"""Insert-or-update in the words of whichever engine is behind the connection.

Each statement is made once: building one costs several times what running it does.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from storage.made import Made

INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
FEW = 12  # so many rows go as one statement: drivers take a statement for each row of a longer list, or a pipeline


def insert_for(connection: Connection, table: Table) -> Any:
    """Return the dialect's INSERT, which knows ON CONFLICT."""
    return INSERTS[connection.dialect.name](table)


def put(connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; where `keys` exist already, make the row as given. All rows name the same columns."""
    if not rows:
        return
    if len(rows) > FEW:
        connection.execute(_putting(connection.dialect.name, table, tuple(keys), tuple(rows[0])), list(rows))
        return
    values = {f"{name}_{place}": value for place, row in enumerate(rows) for name, value in row.items()}
    _putting_few(connection.dialect.name, table, tuple(keys), tuple(rows[0]), len(rows)).run(connection, values)


def add_if_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless a unique key says it is there already; say whether it was new."""
    return _adding(connection.dialect.name, table, tuple(row)).first(connection, row) is not None


@cache
def _putting(dialect: str, table: Table, keys: tuple[str, ...], columns: tuple[str, ...]) -> Any:
    return _or_update(INSERTS[dialect](table), keys, columns)


@cache
def _putting_few(dialect: str, table: Table, keys: tuple[str, ...], columns: tuple[str, ...], rows: int) -> Made:
    """Return the statement for so many rows at once, whose values are named `column_place`."""
    named: list[dict[str, Any]] = [{name: bindparam(f"{name}_{place}") for name in columns} for place in range(rows)]
    return Made(_or_update(INSERTS[dialect](table).values(named), keys, columns))


def _or_update(statement: Any, keys: tuple[str, ...], columns: tuple[str, ...]) -> Any:
    changed = {name: statement.excluded[name] for name in columns if name not in keys}
    if not changed:
        return statement.on_conflict_do_nothing()
    return statement.on_conflict_do_update(index_elements=list(keys), set_=changed)


@cache
def _adding(dialect: str, table: Table, columns: tuple[str, ...]) -> Made:
    statement = INSERTS[dialect](table).values({name: bindparam(name) for name in columns})
    return Made(statement.on_conflict_do_nothing().returning(next(iter(table.primary_key))))  # a row says it was new
