"""Insert, insert or update, and insert if new, in the SQL dialect of the connection.

Each statement is built once: building one costs several times as much as running it.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, literal_column
from sqlalchemy.dialects import postgresql, sqlite

from storage.database.prepared import PreparedStatement

INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
FEW = 12  # rows in one INSERT
MANY = 100  # from this many rows on, the driver's `executemany` costs less than INSERTs of `FEW`


def insert_for(connection: Connection, table: Table) -> Any:
    """Return the dialect's INSERT, which knows ON CONFLICT."""
    return INSERTS[connection.dialect.name](table)


def put(
    connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert rows, or update those whose `keys` exist. All rows name the same columns."""
    if not rows:
        return
    dialect, names = connection.dialect.name, tuple(rows[0])
    if len(rows) >= MANY:
        connection.execute(_upsert_one(dialect, table, tuple(keys), names), list(rows))
        return
    for few in chunks(rows):
        _upsert_few(dialect, table, tuple(keys), names, len(few)).run(connection, numbered(few))


def put_next(
    connection: Connection,
    table: Table,
    keys: Sequence[str],
    counter: str,
    rows: Sequence[Mapping[str, Any]],
) -> int:
    """Insert rows, or update those one `counter` behind them; return how many of them took effect.

    A row whose counter was moved on meanwhile is left alone. All rows name the same columns.
    """
    dialect, names = connection.dialect.name, tuple(rows[0]) if rows else ()
    taken = [
        _next_few(dialect, table, tuple(keys), counter, names, len(few)).all(
            connection, numbered(few)
        )
        for few in chunks(rows)
    ]
    return sum(map(len, taken))


def add_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows that break no unique key; return how many. All rows name the same columns."""
    dialect, names = connection.dialect.name, tuple(rows[0]) if rows else ()
    added = [
        _insert_few(dialect, table, names, len(few)).all(connection, numbered(few))
        for few in chunks(rows)
    ]
    return sum(map(len, added))


def add_if_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless it breaks a unique key; return whether it was inserted."""
    return add_new(connection, table, [row]) == 1


def chunks(rows: Sequence[Mapping[str, Any]]) -> Iterator[Sequence[Mapping[str, Any]]]:
    """Yield rows in groups of up to `FEW`, each for one statement."""
    return (rows[start : start + FEW] for start in range(0, len(rows), FEW))


def numbered(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the values of some rows by the names of their parameters, such as `state_0`."""
    return {
        f"{name}_{place}": value for place, row in enumerate(rows) for name, value in row.items()
    }


def _parameters(table: Table, columns: tuple[str, ...], rows: int) -> list[dict[str, Any]]:
    """Return a typed parameter for each value: SQLAlchemy infers types for the first row only."""
    types = {name: table.c[name].type for name in columns}
    return [
        {name: bindparam(f"{name}_{at}", type_=kind) for name, kind in types.items()}
        for at in range(rows)
    ]


@cache
def _upsert_one(dialect: str, table: Table, keys: tuple[str, ...], columns: tuple[str, ...]) -> Any:
    return _on_conflict_update(INSERTS[dialect](table), keys, columns)


@cache
def _upsert_few(
    dialect: str, table: Table, keys: tuple[str, ...], columns: tuple[str, ...], rows: int
) -> PreparedStatement:
    return PreparedStatement(
        _on_conflict_update(
            INSERTS[dialect](table).values(_parameters(table, columns, rows)), keys, columns
        )
    )


def _on_conflict_update(statement: Any, keys: tuple[str, ...], columns: tuple[str, ...]) -> Any:
    changed = {name: statement.excluded[name] for name in columns if name not in keys}
    if not changed:
        return statement.on_conflict_do_nothing()
    return statement.on_conflict_do_update(index_elements=list(keys), set_=changed)


@cache
def _next_few(
    dialect: str,
    table: Table,
    keys: tuple[str, ...],
    counter: str,
    columns: tuple[str, ...],
    rows: int,
) -> PreparedStatement:
    adding = INSERTS[dialect](table).values(_parameters(table, columns, rows))
    changed = {name: adding.excluded[name] for name in columns if name not in keys}
    # Written out: the name of a parameter could be that of a row's value.
    one_behind = table.c[counter] == adding.excluded[counter] - literal_column("1")
    putting = adding.on_conflict_do_update(
        index_elements=list(keys), set_=changed, where=one_behind
    )
    return PreparedStatement(putting.returning(table.c[keys[0]]))


@cache
def _insert_few(
    dialect: str, table: Table, columns: tuple[str, ...], rows: int
) -> PreparedStatement:
    statement = INSERTS[dialect](table).values(_parameters(table, columns, rows))
    returned = next(iter(table.primary_key))  # one row comes back for each that was inserted
    return PreparedStatement(statement.on_conflict_do_nothing().returning(returned))
