"""Days as files have them: what can be read one way only is read, and the rest only as agreed.

11/09/2023 is a day in September here and in November elsewhere, so that it needs `--dates
day-first`; 27/10/2023 and 3 September 2026 need nothing.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args

from surveys.records.sheet import Sheet, SheetRow
from surveys.typed import as_plain
from surveys.typed_times import read_day

_YEAR = re.compile(r"\b\d{4}\b")
_FIGURES = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](?:\d{4}|\d{2})")
_BEGINS = re.compile(r"(\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2}))(?=$|[ T])")
_ANY_DAY = date(2000, 1, 1)  # a day without its year is not read, so that this is not used


def has_two_readings(text: str) -> bool:
    """Return whether figures do not say which is the month, or which is the year."""
    found = _FIGURES.fullmatch(text)
    if found is None:
        return False
    first, second = int(found[1]), int(found[2])
    return not _YEAR.search(text) or (first <= 12 and second <= 12 and first != second)


def only_reading(text: str) -> date | None:
    """Return the day that a text is, if it can be read one way only and says its year."""
    if has_two_readings(text) or not _YEAR.search(text):
        return None
    return read_day(text, _ANY_DAY)


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How a cell was read: as it was written, and the day."""

    written: str
    day: date


def day_first(sheet: Sheet, columns: frozenset[str]) -> tuple[Sheet, tuple[ReadAs, ...]]:
    """Return a sheet with the days of these columns in ISO 8601, and each that was read so.

    Days in figures are read with the day before the month; every other cell is as it was.
    """
    read: dict[str, date] = {}
    rows: list[SheetRow] = []
    for row in sheet.rows:
        cells = {
            column: _iso(text, read) if column in columns else text
            for column, text in row.cells.items()
        }
        rows.append(SheetRow(row.line, cells))
    seen = tuple(ReadAs(written, day) for written, day in read.items())
    return Sheet(sheet.columns, tuple(rows), sheet.problems), seen


def _iso(cell: str, read: dict[str, date]) -> str:
    text = as_plain(cell)
    found = _BEGINS.match(text)
    day = read_day(found[1], _ANY_DAY) if found else None
    if found is None or day is None:
        return cell
    read[found[1]] = day
    return day.isoformat() + text[found.end() :]


def columns_of_days(row: type[Any]) -> frozenset[str]:
    """Return the columns of a kind of row that hold days or moments."""
    fields = row.model_fields.items()
    return frozenset(
        name
        for name, field in fields
        if {date, datetime} & {field.annotation, *get_args(field.annotation)}
    )
