"""The summary as Parquet, for analysts: the tidy table with a column for each type of value.

It needs the extra `parquet` (pyarrow). No part of it bears the hour of making.
"""

import io
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

import pyarrow as pa  # pyright: ignore[reportMissingTypeStubs]
import pyarrow.parquet as pq  # pyright: ignore[reportMissingTypeStubs]

from bot.documents.tidy_row import COLUMNS, Row, Value
from bot.documents.tidy_table import rows
from surveys.impact.summary.structure import Summary

# pyarrow ships no types
_arrow: Any = pa
_files: Any = pq

_NAMES = tuple(name for name in COLUMNS if name not in ("on", "value", "status"))
_HELD = 20_000  # rows in memory at once, and in one group of the file
# which column a value goes to; of several that fit, the first (a bool is an int too)
_VALUES: tuple[tuple[str, Any, type | tuple[type, ...]], ...] = (
    ("flag", _arrow.bool_(), bool),
    ("number", _arrow.float64(), (int, float)),
    ("day", _arrow.date32(), date),
    ("text", _arrow.string(), str),
)


def write(summary: Summary) -> bytes:
    """Return the table; texts are as they were written, shares 0-1, what is empty is null.

    `on` is a date. The metadata names schema, as-at date, model, partnership and action.
    """
    page, schema, lines = io.BytesIO(), _schema(summary), _lines(rows(summary))
    with _files.ParquetWriter(page, schema, compression="zstd") as file:
        while some := list(islice(lines, _HELD)):
            file.write_table(_arrow.Table.from_pylist(some, schema=schema))
    return page.getvalue()


def _schema(summary: Summary) -> Any:
    text = _arrow.string()
    return _arrow.schema(
        [
            *((name, text) for name in _NAMES),
            ("on", _arrow.date32()),
            *((name, kind) for name, kind, _ in _VALUES),
            ("status", text),
        ],
        metadata={
            "schema": summary.schema_,
            "as_at": summary.as_at.isoformat(),
            "model": summary.model.version,
            "partnership": summary.partnership.slug,
            "action": summary.action.ref,
        },
    )


def _lines(some: Iterable[Row]) -> Iterator[dict[str, Value]]:
    for row in some:
        line: dict[str, Value] = {name: getattr(row, name) or None for name in _NAMES}
        line |= {"on": date.fromisoformat(row.on) if row.on else None, "status": row.status or None}
        fitting = (name for name, _, types in _VALUES if isinstance(row.value, types))
        if name := next(fitting, None):
            line[name] = row.value
        yield line
