"""One way in which rows come to the end of their time: which rows, and what is done with them.

The same condition counts them for `tidy --dry-run` and picks them for deletion, so that both agree.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    delete,
    func,
    select,
    tuple_,
    update,
)

from storage.database.query_types import AnyRow
from storage.trust.encryption import Keyring
from surveys.trust.retention import Over


@dataclass(frozen=True, slots=True)
class Ending:
    """Rows of one batch that are over, by their primary keys."""

    connection: Connection
    keyring: Keyring
    table: Table
    rows: Sequence[AnyRow]
    over: Over

    @property
    def chosen(self) -> ColumnElement[bool]:
        """The condition that a row is one of these."""
        return among(self.table, self.rows)


@dataclass(frozen=True, slots=True)
class Expiry:
    """Rows of a table that are over, and what ends them; by default they are deleted."""

    table: Table
    is_over: Callable[[Over], ColumnElement[bool]]
    end: Callable[[Ending], None]

    def count(self, connection: Connection, over: Over) -> int:
        """Return how many rows are over."""
        query = select(func.count()).select_from(self.table).where(self.is_over(over))
        return connection.scalars(query).one()

    def take(self, connection: Connection, keyring: Keyring, over: Over, most: int) -> int:
        """End up to `most` rows that are over, in the order of their keys; return how many."""
        keys = list(self.table.primary_key)
        query = select(*keys).where(self.is_over(over)).order_by(*keys).limit(most)
        rows = connection.execute(query).all()
        if rows:
            self.end(Ending(connection, keyring, self.table, rows, over))
        return len(rows)


def among(table: Table, rows: Sequence[AnyRow]) -> ColumnElement[bool]:
    """Return the condition that a row of a table has one of these primary keys."""
    keys = list(table.primary_key)
    if len(keys) == 1:
        return keys[0].in_([row[0] for row in rows])
    return tuple_(*keys).in_([tuple(row) for row in rows])


def is_row(table: Table, row: AnyRow) -> ColumnElement[bool]:
    """Return the condition that a row of a table is this one, which has its primary key by name."""
    return and_(*(key == getattr(row, key.name) for key in table.primary_key))


def row_deleted(ending: Ending) -> None:
    """Delete the rows."""
    ending.connection.execute(delete(ending.table).where(ending.chosen))


def emptied(**values: Any) -> Callable[[Ending], None]:
    """Return what sets columns of the rows to these values."""

    def end(ending: Ending) -> None:
        ending.connection.execute(update(ending.table).where(ending.chosen).values(**values))

    return end
