"""Change values that are still what was read, several rows in one statement.

What another process has changed meanwhile is left alone, and is not counted.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, and_, bindparam, case, or_, update

from storage.database.prepared import PreparedStatement
from storage.database.upsert import chunks, numbered


class Value(NamedTuple):
    """One column of a table, whose rows the column `key` tells apart."""

    table: Table
    key: str
    column: str


Change = tuple[Any, Any]  # from what was read, to what it becomes


def compare_and_set(connection: Connection, value: Value, changes: Mapping[Any, Change]) -> int:
    """Change a value in the rows of these keys; return in how many it was what was read."""
    rows = [{"key": key, "before": one[0], "after": one[1]} for key, one in changes.items()]
    changed = [_few(value, len(few)).all(connection, numbered(few)) for few in chunks(rows)]
    return sum(map(len, changed))


@cache
def _few(value: Value, rows: int) -> PreparedStatement:
    key, column = value.table.c[value.key], value.table.c[value.column]
    keys = [bindparam(f"key_{at}", type_=key.type) for at in range(rows)]
    befores = [bindparam(f"before_{at}", type_=column.type) for at in range(rows)]
    afters = [bindparam(f"after_{at}", type_=column.type) for at in range(rows)]
    mine = [key == one for one in keys]
    as_read = (and_(one, column == was) for one, was in zip(mine, befores, strict=True))
    becomes = case(*zip(mine, afters, strict=True))
    changing = update(value.table).where(or_(*as_read)).values({value.column: becomes})
    return PreparedStatement(changing.returning(key))
