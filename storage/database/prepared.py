"""Statements made once: compiled for an engine the first time, then given to its driver as they are.

What SQLAlchemy does for one execution costs as much as what the driver does, so the statements of every answer go past
it. What the columns' types do to values stays, and so do its errors: a driver's comes out as a `DBAPIError` that shows
no value.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Float
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Change = Callable[[Any], Any]


_new: Any = tuple.__new__  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] - as `_make` does


@dataclass(frozen=True, slots=True)
class _Recipe:
    """A statement in an engine's own words, and how values go in and come out."""

    sql: str
    names: tuple[str, ...]  # what it takes, in its order
    by_name: bool
    fixed: Mapping[str, Any]
    entering: tuple[tuple[str, Change], ...]
    row: Callable[[Any], Any]
    leaving: tuple[tuple[int, Change], ...]

    def bound(self, values: Mapping[str, Any]) -> Any:
        """Return the values as the driver takes them."""
        bound = {**self.fixed, **values}
        for name, change in self.entering:
            bound[name] = change(bound[name])
        taken = [bound[name] for name in self.names]
        return dict(zip(self.names, taken, strict=True)) if self.by_name else taken

    def read(self, raw: Any) -> Any:
        """Return one row with its columns by name."""
        if not self.leaving:
            return self.row(raw)
        values = list(raw)
        for place, change in self.leaving:
            values[place] = change(values[place])
        return self.row(values)


class PreparedStatement:
    """One statement: a SELECT, or an INSERT, UPDATE or DELETE with or without RETURNING; no expanding parameters."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._recipes: dict[str, _Recipe] = {}

    def all(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        """Return every row, as named tuples."""
        recipe = self._recipe(connection.dialect)
        found = self._executed(connection, recipe, values).fetchall()
        return list(map(recipe.read if recipe.leaving else recipe.row, found))

    def first(self, connection: Connection, values: Mapping[str, Any]) -> Any | None:
        """Return the first row, or None."""
        recipe = self._recipe(connection.dialect)
        raw = self._executed(connection, recipe, values).fetchone()
        return None if raw is None else recipe.read(raw)

    def run(self, connection: Connection, values: Mapping[str, Any]) -> None:
        """Run what returns no row."""
        self._executed(connection, self._recipe(connection.dialect), values)

    def many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run what returns no row once for each of some values."""
        if rows:
            recipe = self._recipe(connection.dialect)
            self._at_driver(
                connection, recipe, "executemany", [recipe.bound(values) for values in rows]
            )

    def _executed(self, connection: Connection, recipe: _Recipe, values: Mapping[str, Any]) -> Any:
        return self._at_driver(connection, recipe, "execute", recipe.bound(values))

    @staticmethod
    def _at_driver(connection: Connection, recipe: _Recipe, way: str, bound: Any) -> Any:
        driver = connection.connection.dbapi_connection
        cursor = connection.connection.cursor()
        try:
            getattr(cursor, way)(recipe.sql, bound)
        except connection.dialect.loaded_dbapi.Error as error:
            if connection.dialect.is_disconnect(error, driver, cursor):
                connection.invalidate(error)
            raise DBAPIError(recipe.sql, None, error, hide_parameters=True) from error
        return cursor

    def _recipe(self, dialect: Dialect) -> _Recipe:
        found = self._recipes.get(dialect.name)
        if found is None:
            found = self._recipes[dialect.name] = _recipe(self._statement, dialect)
        return found


def _recipe(statement: Any, dialect: Dialect) -> _Recipe:
    compiled = statement.compile(dialect=dialect)
    kinds = {name: bind.type.dialect_impl(dialect) for bind, name in compiled.bind_names.items()}
    entering = [(name, kind.bind_processor(dialect)) for name, kind in kinds.items()]
    columns: list[ColumnElement[Any]] = list(statement.exported_columns)
    named = [str(column.key) for column in columns]
    leaving = [_leaving(column.type, dialect) for column in columns]
    return _Recipe(
        sql=compiled.string,
        names=tuple(compiled.positiontup or kinds),
        by_name=not compiled.positional,
        fixed={name: value for name, value in compiled.params.items() if value is not None},
        entering=tuple((name, change) for name, change in entering if change),
        row=partial(_new, namedtuple("Row", named)),  # pyright: ignore[reportUntypedNamedTuple] - known only now
        leaving=tuple((place, change) for place, change in enumerate(leaving) if change),
    )


def _leaving(kind: TypeEngine[Any], dialect: Dialect) -> Change | None:
    """Return what is done to a value that comes out; both drivers give a float as it is."""
    return (
        None
        if isinstance(kind, Float)
        else kind.dialect_impl(dialect).result_processor(dialect, None)
    )
