"""Prepared statements: compiled once for each dialect, then executed directly on the driver.

For one execution SQLAlchemy takes as long as the driver itself, so the statements behind every
answer bypass it. Column types still convert values both ways, and a driver's error is still raised
as the `DBAPIError` of its kind, as SQLAlchemy does, that shows no value.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Float
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from storage.database.engine import is_sqlite

Convert = Callable[[Any], Any]
_CURSORS = "golden_thread.cursors"  # by statement, in the `info` of a connection of the driver

# what a named tuple's `_make` calls, without its checks
_new: Any = tuple.__new__  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement in one dialect, and how to convert its parameters and its results."""

    sql: str
    names: tuple[str, ...]  # of the parameters, where the driver takes them by name
    fixed: Mapping[str, Any]  # parameters whose values are part of the statement
    binds: tuple[tuple[str, Convert | None], ...]  # parameters, in the statement's order
    row: Callable[[Any], Any]  # makes a named tuple
    result_converters: tuple[tuple[int, Convert], ...]

    def bound(self, values: Mapping[str, Any]) -> Any:
        """Return the parameters in the form that the driver takes."""
        given = {**self.fixed, **values} if self.fixed else values
        bound = [convert(given[name]) if convert else given[name] for name, convert in self.binds]
        return dict(zip(self.names, bound, strict=True)) if self.names else bound

    def read(self, raw: Any) -> Any:
        """Return a driver's row as a named tuple of converted values."""
        if not self.result_converters:
            return self.row(raw)
        values = list(raw)
        for position, convert in self.result_converters:
            values[position] = convert(values[position])
        return self.row(values)


class PreparedStatement:
    """One SELECT, INSERT, UPDATE or DELETE, with or without RETURNING; no expanding parameters."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._by_dialect: dict[str, _Compiled] = {}

    def all(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        """Return every row, as named tuples."""
        compiled = self._compiled(connection.dialect)
        found = self._executed(connection, compiled, "execute", compiled.bound(values)).fetchall()
        return list(map(compiled.read if compiled.result_converters else compiled.row, found))

    def first(self, connection: Connection, values: Mapping[str, Any]) -> Any | None:
        """Return the first row, or None."""
        compiled = self._compiled(connection.dialect)
        raw = self._executed(connection, compiled, "execute", compiled.bound(values)).fetchone()
        return None if raw is None else compiled.read(raw)

    def run(self, connection: Connection, values: Mapping[str, Any]) -> None:
        """Execute a statement that returns no row."""
        compiled = self._compiled(connection.dialect)
        self._executed(connection, compiled, "execute", compiled.bound(values))

    def many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Execute a statement that returns no row, once for each set of values."""
        if rows:
            compiled = self._compiled(connection.dialect)
            self._executed(connection, compiled, "executemany", list(map(compiled.bound, rows)))

    def _executed(
        self, connection: Connection, compiled: _Compiled, method: str, bound: Any
    ) -> Any:
        """Execute on a cursor of the driver and return the cursor; `method` is one of its two."""
        cursor = self._cursor(connection)
        try:
            getattr(cursor, method)(compiled.sql, bound)
        except connection.dialect.loaded_dbapi.Error as error:
            driver = connection.connection.dbapi_connection
            base = connection.dialect.loaded_dbapi.Error
            if connection.dialect.is_disconnect(error, driver, cursor):
                connection.invalidate(error)
            problem = DBAPIError.instance(compiled.sql, None, error, base, hide_parameters=True)
            raise cast("DBAPIError", problem) from error
        return cursor

    def _cursor(self, connection: Connection) -> Any:
        """Return a new cursor of the driver; on PostgreSQL the statement's own on a connection.

        There a cursor keeps how to send the values of the statement it had last and how to read
        its rows, which takes as long to find out as the rest of an execution.
        """
        if is_sqlite(connection):
            return connection.connection.cursor()
        kept: dict[PreparedStatement, Any] = connection.info.setdefault(_CURSORS, {})
        if self not in kept:
            kept[self] = connection.connection.cursor()
        return kept[self]

    def _compiled(self, dialect: Dialect) -> _Compiled:
        found = self._by_dialect.get(dialect.name)
        if found is None:
            found = self._by_dialect[dialect.name] = _compiled(self._statement, dialect)
        return found


def _compiled(statement: Any, dialect: Dialect) -> _Compiled:
    compiled = statement.compile(dialect=dialect)
    kinds = {name: bind.type.dialect_impl(dialect) for bind, name in compiled.bind_names.items()}
    converters = {name: kind.bind_processor(dialect) for name, kind in kinds.items()}
    order = tuple(compiled.positiontup or kinds)
    columns: list[ColumnElement[Any]] = list(statement.exported_columns)
    results = [_result_converter(column.type, dialect) for column in columns]
    names = [str(column.key) for column in columns]
    row = namedtuple("Row", names)  # pyright: ignore[reportUntypedNamedTuple] - known only at run time
    return _Compiled(
        sql=compiled.string,
        names=() if compiled.positional else order,
        fixed={name: value for name, value in compiled.params.items() if value is not None},
        binds=tuple((name, converters[name]) for name in order),
        row=partial(_new, row),
        result_converters=tuple(
            (place, convert) for place, convert in enumerate(results) if convert
        ),
    )


def _result_converter(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    """Return what a column's type does to a result; both drivers return a float as it is."""
    if isinstance(kind, Float):
        return None
    return kind.dialect_impl(dialect).result_processor(dialect, None)
