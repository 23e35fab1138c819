"""A workbook of typed cells and charts, without formulas and without a creation time.

Every text passes `neutral` and is written as text; every module that draws a workbook goes through
here.
"""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from bot.documents.formula_guard import neutral
from bot.documents.signs import harmless

Value = str | float | int | bool | date | None
# a fixed creation time without a zone, so that the same data gives the same bytes
CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)

_LONGEST = 32_767  # characters in a cell; a longer text would be dropped completely
_WRAP = {"text_wrap": True, "valign": "top"}
_DAY = {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}


class Workbook:
    """A workbook in memory; `done` returns its bytes."""

    def __init__(self, title: str, author: str) -> None:
        self._page = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        }
        self.book: Any = xlsxwriter.Workbook(self._page, options)  # XlsxWriter ships no types
        about = {"title": harmless(title), "author": harmless(author), "created": CREATED}
        self.book.set_properties(about)
        self.head = self.book.add_format({"bold": True, "bg_color": "#E8EDF3", **_WRAP})
        self.wrap = self.book.add_format(_WRAP)
        self.share = self.book.add_format({"num_format": "0%", "valign": "top"})
        self.number = self.book.add_format({"num_format": "General", "valign": "top"})
        self.day = self.book.add_format(_DAY)

    def sheet(self, name: str, widths: Sequence[int], landscape: bool = True) -> "WorkbookSheet":
        """Return a new sheet with the given column widths, in characters."""
        page = self.book.add_worksheet(name)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        if landscape:
            page.set_landscape()
        return WorkbookSheet(self, page, name, tuple(widths))

    def done(self) -> bytes:
        """Close the workbook and return it."""
        self.book.close()
        return self._page.getvalue()


@dataclass(slots=True)
class WorkbookSheet:
    """One sheet, written from the top down; `row` is the next free row, counted from 0."""

    workbook: Workbook
    page: Any
    name: str
    widths: tuple[int, ...]
    row: int = 0

    def heads(self, names: Sequence[str], freeze: bool = True) -> None:
        """Write a row of headings; the first one of a sheet stays in view."""
        if freeze:
            self.page.freeze_panes(self.row + 1, 0)
            self.page.repeat_rows(self.row)  # on every printed page too
        for column, name in enumerate(names):
            self.page.write_string(self.row, column, name, self.workbook.head)
        self.row += 1

    def line(self, values: Sequence[Value], shares: frozenset[int] = frozenset()) -> int:
        """Write one row and return its number.

        The columns in `shares` are proportions, shown as percentages.
        """
        # not every program makes a row higher for text that wraps, so its height is set here
        lengths = [len(value) if isinstance(value, str) else 0 for value in values]
        sizes = zip(lengths, self.widths, strict=False)
        lines = max(1, *(math.ceil(1.15 * length / width) for length, width in sizes))
        self.page.set_row(self.row, min(409, 15 * lines))  # 409 points is the maximum
        for column, value in enumerate(values):
            self._cell(column, value, column in shares)
        self.row += 1
        return self.row - 1

    def _cell(self, column: int, value: Value, is_share: bool) -> None:
        book, place = self.workbook, (self.row, column)
        match value:
            case None:
                return
            case bool():
                self.page.write_string(*place, "yes" if value else "no", book.wrap)
            case int() | float():
                self.page.write_number(*place, value, book.share if is_share else book.number)
            case date():
                self.page.write_datetime(*place, datetime.combine(value, time()), book.day)
            case _:
                self.page.write_string(*place, neutral(value)[:_LONGEST], book.wrap)

    def chart(self, chart: Any, rows: int, alternative: str) -> None:
        """Insert a chart below the last row, `rows` rows high, and go on beneath it."""
        chart.set_size({"width": 860, "height": 20 * rows})
        options = {"description": harmless(alternative), "object_position": 2}
        self.page.insert_chart(self.row + 1, 0, chart, options)
        self.row += rows + 3

    def area(self, first: int, last: int, column: int) -> list[str | int]:
        """Return a range of rows in a column as charts refer to it."""
        return [self.name, first, column, last, column]
