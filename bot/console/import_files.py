"""From the bytes of a file to rows of text: CSV in UTF-8, or XLSX with the same headers.

Pure, and it guesses nothing: a file in another encoding, a formula or a ragged row is named with
its place, because a row that was read wrongly would be kept wrongly.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from bot.console.workbook import RawRow, is_workbook, rows_of_workbook
from surveys.problems import Refusal
from surveys.records.sheet import RowProblem, Sheet, SheetRow

LARGEST = 50_000_000  # bytes
LONGEST_CELL = 10_000  # characters
MOST_ROWS = 500_000
MOST_COLUMNS = 200
LONGEST_NAME = 100  # characters of a column's name

_OTHER_KINDS = (
    (b"\xd0\xcf\x11\xe0", "it is an old Excel file (.xls) or has a password"),
    (codecs.BOM_UTF32_LE, "it is in UTF-32"),
    (codecs.BOM_UTF16_LE, "it is in UTF-16 (“Unicode text”)"),
    (codecs.BOM_UTF16_BE, "it is in UTF-16 (“Unicode text”)"),
    (b"%PDF", "it is a PDF"),
)
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


def read_sheet(content: bytes, name: str) -> Sheet:
    """Read a file; `name` is what to call it.

    Refuses `file-unreadable` where no rows can be read at all; what is wrong with single rows is in
    the sheet's problems.
    """
    if len(content) > LARGEST:
        raise _unreadable(name, f"it is larger than {LARGEST // 1_000_000} MB; split it")
    if not content.strip():
        raise _unreadable(name, "it is empty")
    rows = (
        rows_of_workbook(content, name)
        if is_workbook(content)
        else _rows_of_text(_text(content, name), name)
    )
    return _sheet(rows, name)


def read_text(content: bytes, name: str, largest: int = 1_000_000) -> str:
    """Read a text file such as a briefing; refuses `file-unreadable`."""
    if len(content) > largest:
        raise _unreadable(name, f"it is larger than {largest // 1000:,} KB")
    return _text(content, name, "UTF-8")


def _unreadable(where: str, why: str) -> Refusal:
    return Refusal("file-unreadable", where=where, why=f"{why}.")


def _text(content: bytes, name: str, kept_as: str = "CSV UTF-8") -> str:
    for beginning, why in _OTHER_KINDS:
        if content.startswith(beginning):
            raise _unreadable(name, f"{why}; save it as {kept_as}")
    if (place := content.find(b"\0")) >= 0:
        where = f"{name}, line {_line(content, place)}"
        raise _unreadable(where, f"there is a zero byte, so it is not text; save it as {kept_as}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = f"{name}, line {_line(content, error.start)}"
        wrong = content[error.start : error.start + 1]
        perhaps = wrong.decode("cp1252", "replace")
        why = f"byte 0x{wrong.hex().upper()} is not UTF-8 (perhaps “{perhaps}” in Windows-1252)"
        raise _unreadable(where, f"{why}; save it as {kept_as}") from None


def _line(content: bytes, place: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", content[:place])) + 1


def _rows_of_text(text: str, name: str) -> Iterator[RawRow]:
    """Yield rows with the line each begins on; a cell may go over several lines."""
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _unreadable(f"{name}, line {line}", _csv_words(str(error))) from None
        yield RawRow(line, cells)
        line = reader.line_num + 1


def _csv_words(message: str) -> str:
    if "unexpected end of data" in message:
        return "a quotation mark is opened here and never closed"
    if "expected after" in message:
        return "there is a quotation mark inside a quoted cell; write it twice"
    return f"the row cannot be read ({message})"


def _sheet(rows: Iterator[RawRow], name: str) -> Sheet:
    header = next((row for row in rows if row.has_content), None)
    if header is None:
        raise _unreadable(name, "it is empty")
    columns = _columns(header, name)
    good: list[SheetRow] = []
    problems: list[RowProblem] = []
    unread: list[tuple[str, ...]] = []
    for row in rows:
        if not row.has_content:
            continue
        if len(good) + len(problems) >= MOST_ROWS:
            raise _unreadable(
                f"{name}, line {row.line}", f"it has more than {MOST_ROWS:,} rows; split it"
            )
        if wrong := list(_wrong(row, columns)):
            problems += wrong
            unread.append(tuple(row.cells))
        else:
            good.append(SheetRow(row.line, dict(zip(columns, row.cells, strict=False))))
    return Sheet(columns, tuple(good), tuple(problems), tuple(unread))


def _columns(header: RawRow, name: str) -> tuple[str, ...]:
    cells = _without_blank_end(header.cells)
    for separator, called in _SEPARATORS.items():
        if len(cells) == 1 and separator in cells[0]:
            raise _unreadable(
                name, f"the columns are separated by {called}; save it with commas, as CSV UTF-8"
            )
    columns = tuple(re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in cells)
    _refuse_odd_names(columns, f"{name}, line {header.line}")
    return columns


def _refuse_odd_names(columns: tuple[str, ...], where: str) -> None:
    if len(columns) > MOST_COLUMNS:
        raise _unreadable(where, f"there are {len(columns):,} columns; {MOST_COLUMNS} are the most")
    for place, column in enumerate(columns, start=1):
        if not column:
            raise _unreadable(where, f"column {place} has no name")
        if len(column) > LONGEST_NAME:
            raise _unreadable(
                where, f"the name of column {place} is longer than {LONGEST_NAME} characters"
            )
        if not column.isprintable():
            raise _unreadable(
                where, f"the name of column {place} has a character that cannot be shown"
            )
        if columns.index(column) != place - 1:
            raise _unreadable(where, f"there are two columns “{column}”")


def _without_blank_end(cells: Sequence[str]) -> list[str]:
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _wrong(row: RawRow, columns: tuple[str, ...]) -> Iterable[RowProblem]:
    for place, why in row.problems:
        yield RowProblem(row.line, _named(columns, place), why)
    given = len(_without_blank_end(row.cells))
    if given > len(columns):
        yield RowProblem(
            row.line, "", f"there are {given} cells, and the header has {len(columns)}"
        )
    elif len(row.cells) < len(columns):
        yield RowProblem(
            row.line,
            "",
            f"there are only {len(row.cells)} cells, and the header has {len(columns)}",
        )
    for place, cell in enumerate(row.cells):
        if len(cell) > LONGEST_CELL:
            yield RowProblem(
                row.line,
                _named(columns, place),
                f"the cell is longer than {LONGEST_CELL:,} characters",
            )


def _named(columns: tuple[str, ...], place: int) -> str:
    return columns[place] if place < len(columns) else f"cell {place + 1}"
