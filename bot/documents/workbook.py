"""A workbook of typed cells and charts, without formulas and without a creation time.

Every text passes `neutral` and is written as text; every module that draws a workbook goes through
here. A sheet is one table: a row of heads that stays in view, is on every printed page and filters.
"""

import io
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import chain, islice, repeat
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from bot.documents.formula_guard import neutral
from bot.documents.signs import harmless
from bot.documents.walks import Walks

Value = str | float | int | bool | date | None
# a fixed creation time without a zone, so that the same data gives the same bytes
CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)

SHARE, CHANCE, COUNT, NUMBER = "0%", "0.000", "#,##0", "General"  # how a number is shown

_LONGEST = 32_767  # characters in a cell; a longer text would be dropped completely
_LINE, _TALLEST = 15, 409  # points: the height of a line, and the maximum of a row
_NARROWEST, _NARROW, _WIDEST, _PAGE = 8, 18, 70, 260  # characters in a column, and in all
_PORTRAIT, _SIDEWAYS = 110, 230  # characters: a wider table is printed on its side, then on A3
_A3, _A4 = 8, 9  # Excel's numbers of paper
_ROOM, _ARROW = 1.15, 2  # of a character, and characters for the arrow of the filter
_FIRST = 5_000  # lines, after which columns are as wide as they are
_WRAP = {"text_wrap": True, "valign": "top"}
_DAY = {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}
_FOOTER = "&L&A&RPage &P of &N"


class Workbook:
    """A workbook in memory; `done` returns its bytes.

    One that `is_long` writes each row as it comes, to a private folder that goes with it, because
    the cells of 100,000 rows in memory take hundreds of megabytes.
    """

    def __init__(self, title: str, author: str, *, is_long: bool = False) -> None:
        self._page = io.BytesIO()
        self._folder = TemporaryDirectory(prefix="golden-thread-") if is_long else None
        options = {
            "in_memory": not is_long,
            "constant_memory": is_long,
            "tmpdir": self._folder.name if self._folder else None,
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
        self.day = self.book.add_format(_DAY)
        self.numbers: Mapping[str, Any] = MappingProxyType(
            {
                shown: self.book.add_format({"num_format": shown, "valign": "top"})
                for shown in (SHARE, CHANCE, COUNT, NUMBER)
            }
        )

    def sheet(
        self,
        name: str,
        heads: Sequence[str],
        rows: Sequence[Sequence[Value]] | Walks[tuple[Value, ...]],
        shown: Mapping[int, str] = MappingProxyType({}),
        otherwise: str = "None recorded.",
    ) -> "WorkbookSheet":
        """Add a sheet with a table, or with the sentence `otherwise` if there are no rows.

        `rows` are walked twice, and `shown` says how the numbers of a column are shown.
        """
        first = list(islice(rows, _FIRST))
        if not first:
            heads, rows = (name,), (first := [(otherwise,)])
        widths = tuple(map(_width, heads, zip(*first, strict=True), repeat(len(heads))))
        page = self.book.add_worksheet(name)
        page.set_paper(_A4 if sum(widths) <= _SIDEWAYS else _A3)
        page.fit_to_pages(1, 0)
        page.set_footer(_FOOTER)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        if sum(widths) > _PORTRAIT:
            page.set_landscape()
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, head, self.head)
        page.set_row(0, _LINE * max(map(_lines, heads, (width - _ARROW for width in widths))))
        sheet = WorkbookSheet(self, page, name, widths)
        if self._folder:
            sheet.expect(first)
        for line in rows:
            sheet.line(line, shown)
        page.autofilter(0, 0, sheet.last, len(heads) - 1)
        return sheet

    def done(self) -> bytes:
        """Close the workbook and return it."""
        self.book.close()
        if self._folder:
            self._folder.cleanup()
        return self._page.getvalue()


def _width(head: str, values: Iterable[Value], columns: int) -> int:
    """Return the width of one of so many columns: long texts wrap, and heads between words."""
    words = chain(head.split(), (line for value in values for line in _texts(value)))
    longest = math.ceil(_ROOM * max(map(len, words)))
    return min(max(_NARROWEST, longest + _ARROW), max(_NARROW, _PAGE // columns), _WIDEST)


@dataclass(slots=True)
class WorkbookSheet:
    """One sheet; `last` is the last row that is taken, counted from 0."""

    workbook: Workbook
    page: Any
    name: str
    widths: tuple[int, ...]
    last: int = 0
    usual: int | None = None

    def expect(self, lines: Iterable[Sequence[Value]]) -> None:
        """Make rows as high as most of these are, because heights that are set stay in memory."""
        [(self.usual, _)] = Counter(map(self._height, lines)).most_common(1)
        self.page.set_default_row(self.usual)

    def line(self, values: Sequence[Value], shown: Mapping[int, str]) -> None:
        """Write the next row."""
        self.last += 1
        # not every program makes a row higher for text that wraps, so its height is set here
        height = self._height(values)
        if height != self.usual:
            self.page.set_row(self.last, height)
        for column, value in enumerate(values):
            self._cell(self.last, column, value, shown.get(column, NUMBER))

    def _height(self, values: Sequence[Value]) -> int:
        return min(_TALLEST, _LINE * max(map(_lines, values, self.widths)))

    def _cell(self, row: int, column: int, value: Value, shown: str) -> None:
        book, place = self.workbook, (row, column)
        match value:
            case None:
                return
            case bool():
                self.page.write_string(*place, "yes" if value else "no", book.wrap)
            case int() | float():
                kind = COUNT if isinstance(value, int) and shown == NUMBER else shown
                self.page.write_number(*place, value, book.numbers[kind])
            case date():
                self.page.write_datetime(*place, datetime.combine(value, time()), book.day)
            case _:
                self.page.write_string(*place, neutral(value)[:_LONGEST], book.wrap)

    def chart(self, chart: Any, rows: int, alternative: str) -> None:
        """Insert a chart below what is there, `rows` rows high, and go on beneath it."""
        chart.set_size({"width": 860, "height": 20 * rows})
        options = {"description": harmless(alternative), "object_position": 2}
        self.page.insert_chart(self.last + 2, 0, chart, options)
        self.last += rows + 3

    def area(self, first: int, last: int, column: int) -> list[str | int]:
        """Return a range of rows in a column as charts refer to it."""
        return [self.name, first, column, last, column]


def _lines(value: Value, width: int) -> int:
    return sum(max(1, math.ceil(_ROOM * len(text) / width)) for text in _texts(value))


def _texts(value: Value) -> list[str]:
    """Return the lines of a cell; a number or a date takes no more room than `2026-03-31`."""
    return value.split("\n") if isinstance(value, str) else ["2026-03-31"]
