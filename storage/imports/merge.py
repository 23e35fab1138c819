"""Set-based insert or update.

Stored rows are read in one query, and only rows that are new or differ are written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Table, select

from storage.database.query_types import AnySelect
from storage.database.upsert import put

MOST_AT_ONCE = 500  # values in one IN list

Key = tuple[Any, ...]
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """The keys of the rows that were new, and of those that existed and differed.

    `replaced` are the latter before and after, in the columns that were given.
    """

    created: frozenset[Key]
    changed: frozenset[Key]
    replaced: tuple[tuple[Given, Given], ...]


def merge(
    connection: Connection,
    table: Table,
    keys: Sequence[str],
    within: str,
    rows: Sequence[Given],
    kept: str = "",
    once: Given | None = None,
) -> Merged:
    """Insert or update rows of `table`.

    All rows name the same columns, including `keys`, which are unique in the table; other columns
    keep their values. `within` is the key column by which the table is read. A None in the column
    `kept` leaves the stored value. Only new rows get the values in `once`.
    """
    existing = _existing(connection, table, keys, within, rows)
    new: list[Given] = []
    differing: list[tuple[Given, Given]] = []
    for row in rows:
        before = existing.get(_key(row, keys))
        if before is None:
            new.append(row)
            continue
        after = {**row, kept: before[kept]} if kept and row.get(kept, "") is None else row
        if any(before[name] != value for name, value in after.items()):
            differing.append((before, after))
    put(connection, table, keys, [{**row, **(once or {})} for row in new])
    put(connection, table, keys, [after for _, after in differing])
    return Merged(
        frozenset(_key(row, keys) for row in new),
        frozenset(_key(after, keys) for _, after in differing),
        tuple(differing),
    )


def _existing(
    connection: Connection, table: Table, keys: Sequence[str], within: str, rows: Sequence[Given]
) -> dict[Key, Given]:
    if not rows:
        return {}
    query = select(*(table.c[name] for name in rows[0]))
    found = read_in_batches(connection, query, table.c[within], {row[within] for row in rows})
    return {_key(row, keys): row for row in found}


def read_in_batches(
    connection: Connection, query: AnySelect, column: ColumnElement[Any], values: Iterable[Any]
) -> Iterator[Given]:
    """Run a query for every value of a column, as many at a time as both engines allow."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), MOST_AT_ONCE):
        chosen = column.in_(ordered[start : start + MOST_AT_ONCE])
        yield from cast("Iterable[Given]", connection.execute(query.where(chosen)).mappings())


def _key(row: Given, keys: Sequence[str]) -> Key:
    return tuple(row[name] for name in keys)
