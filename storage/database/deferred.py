"""Deferred writes: rows that nothing reads before the commit, written together for a whole batch.

On PostgreSQL every statement is a round trip, so a whole batch of units makes one for each table. A
row that had to be new and already exists undoes its unit, as any other failure does; so does a next
version that another unit has made first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table

from storage.database.upsert import add_new, put, put_next

Row = Mapping[str, Any]
Target = tuple[Table, Sequence[str]]  # a table, and the key columns that tell its rows apart
Counted = tuple[Table, Sequence[str], str]  # the same, and the column that counts its versions
ByKey = dict[tuple[Any, ...], Row]


class AlreadyThere(Exception):  # noqa: N818 - not an error: the caller then reads the row that exists
    """A row that had to be new exists already, or another unit has moved it on."""


@dataclass(frozen=True, slots=True)
class DeferredWrites:
    """The writes of one unit: to upsert (the last one for a key wins), to move on, to insert."""

    _put: dict[Target, ByKey] = field(default_factory=dict[Target, ByKey])
    _next: dict[Counted, list[Row]] = field(default_factory=dict[Counted, list[Row]])
    _new: dict[Table, list[Row]] = field(default_factory=dict[Table, list[Row]])

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

    def extend(self, other: "DeferredWrites") -> None:
        """Append the writes of a later unit."""
        for (table, keys), rows in other._put.items():
            self.put(table, keys, rows.values())
        for counted, rows in other._next.items():
            self._next.setdefault(counted, []).extend(rows)
        for table, new in other._new.items():
            self._new.setdefault(table, []).extend(new)

    def write(self, connection: Connection) -> None:
        """Write everything; raises `AlreadyThere`."""
        for (table, keys), rows in self._put.items():
            put(connection, table, keys, list(rows.values()))
        for (table, keys, counter), moved in self._next.items():
            if put_next(connection, table, keys, counter, moved) < len(moved):
                raise AlreadyThere
        for table, new in self._new.items():
            if add_new(connection, table, new) < len(new):
                raise AlreadyThere


def merged(units: Iterable[DeferredWrites]) -> DeferredWrites:
    """Return the writes of several units as one, in their order."""
    everything = DeferredWrites()
    for writes in units:
        everything.extend(writes)
    return everything
