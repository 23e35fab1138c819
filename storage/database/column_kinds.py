"""The kinds of value in a backup, and how each is written as JSON and read again.

A column's kind is told from the database itself, not from the tables of today, so that a database
of any revision can be backed up.
"""

import base64
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Date, DateTime, Float, Integer, LargeBinary, String
from sqlalchemy.types import TypeEngine


class ColumnKind(StrEnum):
    """What the values of a column are."""

    NUMBER = "number"
    REAL = "real"
    TEXT = "text"
    FLAG = "flag"
    BYTES = "bytes"
    MOMENT = "moment"
    DAY = "day"


_TYPES: tuple[tuple[type[TypeEngine[Any]], ColumnKind], ...] = (
    (Boolean, ColumnKind.FLAG),
    (DateTime, ColumnKind.MOMENT),
    (Date, ColumnKind.DAY),
    (LargeBinary, ColumnKind.BYTES),
    (Float, ColumnKind.REAL),
    (Integer, ColumnKind.NUMBER),
    (String, ColumnKind.TEXT),
)


def kind_of(column_type: TypeEngine[Any]) -> ColumnKind:
    """Return the kind of a column; raises TypeError for a type that no backup knows."""
    for known, kind in _TYPES:
        if isinstance(column_type, known):
            return kind
    msg = f"a backup does not know columns of type {column_type!r}"
    raise TypeError(msg)


def _in_utc(moment: datetime) -> str:
    """Write a moment in UTC; SQLite keeps it without a zone."""
    known = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return known.isoformat()


Convert = Callable[[Any], Any]
WRITE: Mapping[ColumnKind, Convert | None] = {  # None: JSON has it as it is
    ColumnKind.NUMBER: None,
    ColumnKind.REAL: None,
    ColumnKind.TEXT: None,
    ColumnKind.FLAG: bool,
    ColumnKind.BYTES: lambda content: base64.b64encode(content).decode(),
    ColumnKind.MOMENT: _in_utc,
    ColumnKind.DAY: date.isoformat,
}
READ: Mapping[ColumnKind, Convert | None] = {
    ColumnKind.NUMBER: None,
    ColumnKind.REAL: None,
    ColumnKind.TEXT: None,
    ColumnKind.FLAG: None,
    ColumnKind.BYTES: base64.b64decode,
    ColumnKind.MOMENT: datetime.fromisoformat,
    ColumnKind.DAY: date.fromisoformat,
}


def converted(row: list[Any], converts: list[tuple[int, Convert]]) -> list[Any]:
    """Return a row with the values at these positions converted, but for those that are NULL."""
    for position, convert in converts:
        if row[position] is not None:
            row[position] = convert(row[position])
    return row


def at_positions(
    kinds: list[ColumnKind], table: Mapping[ColumnKind, Convert | None]
) -> list[tuple[int, Convert]]:
    """Return what is to be converted in each row of columns of these kinds."""
    found = ((position, table[kind]) for position, kind in enumerate(kinds))
    return [(position, convert) for position, convert in found if convert is not None]
