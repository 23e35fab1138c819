"""Rows that nothing reads before the commit: gathered by each unit, and written together for a whole batch.

To PostgreSQL every statement is a journey to another process; a batch makes one of these for each table. A row that
had to be new and was there already undoes its unit, as any failure does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table

from storage.database.upsert import add_new, put

Row = Mapping[str, Any]


class AlreadyThere(Exception):  # noqa: N818 - not an error: whoever added the row asks what was there
    """A row that had to be new was there already."""


@dataclass(frozen=True, slots=True)
class DeferredWrites:
    """What one unit wants written: rows to put, of which the last by its keys counts, and rows that must be new."""

    _put: dict[tuple[Table, Sequence[str]], dict[tuple[Any, ...], Row]] = field(
        default_factory=dict[Any, Any]
    )
    _new: dict[Table, list[Row]] = field(default_factory=dict[Any, Any])

    def put(self, table: Table, keys: Sequence[str], rows: Iterable[Row]) -> None:
        """Want rows inserted; where `keys` exist already, the row made as given."""
        kept = self._put.setdefault((table, tuple(keys)), {})
        kept.update({tuple(row[name] for name in keys): row for row in rows})

    def add(self, table: Table, row: Row) -> None:
        """Want a row inserted; raises `AlreadyThere` out of the unit where a unique key says that it is there."""
        self._new.setdefault(table, []).append(row)

    def take(self, other: "DeferredWrites") -> None:
        """Want what another unit wants too; what it wants came after."""
        for (table, keys), rows in other._put.items():
            self.put(table, keys, rows.values())
        for table, new in other._new.items():
            self._new.setdefault(table, []).extend(new)

    def write(self, connection: Connection) -> None:
        """Write everything."""
        for (table, keys), rows in self._put.items():
            put(connection, table, keys, list(rows.values()))
        for table, new in self._new.items():
            if add_new(connection, table, new) < len(new):
                raise AlreadyThere


def together(gathered: Iterable[DeferredWrites]) -> DeferredWrites:
    """Return what several units want, in their order."""
    everything = DeferredWrites()
    for one in gathered:
        everything.take(one)
    return everything
