"""The summary as one tidy CSV table in UTF-8, with the byte-order mark that spreadsheets need.

Text is quoted and cannot be read as a formula; numbers are plain numbers.
"""

import csv
import io
from datetime import date

from bot.documents.formula_guard import neutral
from bot.documents.tidy_row import COLUMNS, Value
from bot.documents.tidy_table import rows
from surveys.impact.summary.structure import Summary


def write(summary: Summary) -> bytes:
    """Return the table with a header row.

    Dates are `YYYY-MM-DD`, proportions 0-1, booleans `yes` or `no`.
    """
    page = io.BytesIO()
    with io.TextIOWrapper(page, encoding="utf-8-sig", newline="") as text:
        table = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        table.writerow(COLUMNS)
        table.writerows(map(_cell, row) for row in rows(summary))
        text.flush()
        return page.getvalue()


def _cell(value: Value) -> str | float:
    """Return a cell: numbers with at most six decimals, everything else as safe text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return round(value, 6)
    if isinstance(value, date):
        return value.isoformat()
    return neutral(value) if value is not None else ""
