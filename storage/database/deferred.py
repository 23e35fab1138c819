"""Deferred writes: rows that nothing reads before the commit, written together for a whole batch.

On PostgreSQL every statement is a round trip, so a whole batch of units makes one for each table. A
row that had to be new and already exists undoes its unit, as any other failure does; so does a next
version that another unit has made first, or a value that has changed since it was read. Only a
changed value may be read before the commit, and then from here first: `pending`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table

from storage.database.compare_and_set import Change, Value, compare_and_set
from storage.database.upsert import add_new, put, put_next

Row = Mapping[str, Any]
Target = tuple[Table, Sequence[str]]  # a table, and the key columns that tell its rows apart
Counted = tuple[Table, Sequence[str], str]  # the same, and the column that counts its versions
ByKey = dict[tuple[Any, ...], Row]


class AlreadyThere(Exception):  # noqa: N818 - not an error: the caller then reads the row that exists
    """A row that had to be new exists already, or another unit has moved it on."""


@dataclass(frozen=True, slots=True)
class DeferredWrites:
    """Writes of a batch: to upsert (the last for a key wins), move on, insert, and change."""

    _put: dict[Target, ByKey] = field(default_factory=dict[Target, ByKey])
    _next: dict[Counted, list[Row]] = field(default_factory=dict[Counted, list[Row]])
    _new: dict[Table, list[Row]] = field(default_factory=dict[Table, list[Row]])
    _changed: dict[Value, dict[Any, Change]] = field(default_factory=dict[Value, dict[Any, Change]])

    def put(self, table: Table, keys: Sequence[str], rows: Iterable[Row]) -> None:
        """Defer an upsert: insert the rows, or update the ones whose `keys` exist already."""
        kept = self._put.setdefault((table, tuple(keys)), {})
        kept.update({tuple(row[name] for name in keys): row for row in rows})

    def put_next(self, table: Table, keys: Sequence[str], counter: str, row: Row) -> None:
        """Defer an upsert of the next version; `AlreadyThere` fails the unit if it was made."""
        self._next.setdefault((table, tuple(keys), counter), []).append(row)

    def add(self, table: Table, row: Row) -> None:
        """Defer an insert; `AlreadyThere` fails the unit if a unique key finds the row there."""
        self._new.setdefault(table, []).append(row)

    def change(self, value: Value, key: object, before: object, after: object) -> None:
        """Defer a change from what was read or is `pending`; None where there is no row yet.

        `AlreadyThere` fails the unit if another process has changed it meanwhile.
        """
        changes = self._changed.setdefault(value, {})
        read, _ = changes.get(key, (before, None))
        changes[key] = read, after

    def pending(self, value: Value, key: object) -> Any | None:
        """Return what a value is changed to by this unit or an earlier one of its batch."""
        _, after = self._changed.get(value, {}).get(key, (None, None))
        return after

    def forget(self) -> None:
        """Forget everything that was deferred."""
        for writes in (self._put, self._next, self._new, self._changed):
            writes.clear()

    def write(self, connection: Connection) -> None:
        """Write everything, and forget it; raises `AlreadyThere`."""
        for (table, keys), rows in self._put.items():
            put(connection, table, keys, list(rows.values()))
        for (table, keys, counter), moved in self._next.items():
            if put_next(connection, table, keys, counter, moved) < len(moved):
                raise AlreadyThere
        for table, new in self._new.items():
            if add_new(connection, table, new) < len(new):
                raise AlreadyThere
        for value, changes in self._changed.items():
            _write_changes(connection, value, changes)
        self.forget()


def _write_changes(connection: Connection, value: Value, changes: Mapping[Any, Change]) -> None:
    new = [
        {value.key: key, value.column: after}
        for key, (before, after) in changes.items()
        if before is None
    ]
    old = {key: one for key, one in changes.items() if one[0] is not None}
    written = add_new(connection, value.table, new) + compare_and_set(connection, value, old)
    if written < len(changes):
        raise AlreadyThere
