"""Insert-or-update in the words of whichever engine is behind the connection.

Each statement is made once: building one costs several times what running it does.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from storage.database.prepared import PreparedStatement

INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
FEW = 12  # so many rows go as one statement: drivers take a statement for each row of a longer list, or a pipeline
MANY = 100  # from here on that is the cheaper


def insert_for(connection: Connection, table: Table) -> Any:
    """Return the dialect's INSERT, which knows ON CONFLICT."""
    return INSERTS[connection.dialect.name](table)


def put(
    connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert rows; where `keys` exist already, make the row as given. All rows name the same columns."""
    if not rows:
        return
    dialect, names = connection.dialect.name, tuple(rows[0])
    if len(rows) >= MANY:
        connection.execute(_putting(dialect, table, tuple(keys), names), list(rows))
        return
    for few in _few_at_a_time(rows):
        _putting_few(dialect, table, tuple(keys), names, len(few)).run(connection, _numbered(few))


def add_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows that no unique key says are there already; return how many. All rows name the same columns."""
    dialect, names = connection.dialect.name, tuple(rows[0]) if rows else ()
    added = [
        _adding(dialect, table, names, len(few)).all(connection, _numbered(few))
        for few in _few_at_a_time(rows)
    ]
    return sum(map(len, added))


def add_if_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless a unique key says it is there already; say whether it was new."""
    return add_new(connection, table, [row]) == 1


def _few_at_a_time(rows: Sequence[Mapping[str, Any]]) -> Iterator[Sequence[Mapping[str, Any]]]:
    """Yield the rows a few at a time."""
    return (rows[start : start + FEW] for start in range(0, len(rows), FEW))


def _numbered(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the values of some rows under the names that a statement for so many gives them: `column_place`."""
    return {
        f"{name}_{place}": value for place, row in enumerate(rows) for name, value in row.items()
    }


def _places(table: Table, columns: tuple[str, ...], rows: int) -> list[dict[str, Any]]:
    """Return a place for each value, which says its type: of the rows after the first SQLAlchemy would not know it."""
    types = {name: table.c[name].type for name in columns}
    return [
        {name: bindparam(f"{name}_{at}", type_=kind) for name, kind in types.items()}
        for at in range(rows)
    ]


@cache
def _putting(dialect: str, table: Table, keys: tuple[str, ...], columns: tuple[str, ...]) -> Any:
    return _or_update(INSERTS[dialect](table), keys, columns)


@cache
def _putting_few(
    dialect: str, table: Table, keys: tuple[str, ...], columns: tuple[str, ...], rows: int
) -> PreparedStatement:
    return PreparedStatement(
        _or_update(INSERTS[dialect](table).values(_places(table, columns, rows)), keys, columns)
    )


def _or_update(statement: Any, keys: tuple[str, ...], columns: tuple[str, ...]) -> Any:
    changed = {name: statement.excluded[name] for name in columns if name not in keys}
    if not changed:
        return statement.on_conflict_do_nothing()
    return statement.on_conflict_do_update(index_elements=list(keys), set_=changed)


@cache
def _adding(dialect: str, table: Table, columns: tuple[str, ...], rows: int) -> PreparedStatement:
    statement = INSERTS[dialect](table).values(_places(table, columns, rows))
    return PreparedStatement(
        statement.on_conflict_do_nothing().returning(next(iter(table.primary_key)))
    )  # a row says it was new
