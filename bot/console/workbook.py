"""The first sheet of an XLSX workbook as rows of text, dates and numbers as a CSV would hold them.

A formula is never read, because its stored result may be old or another program's.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, cast

from openpyxl import load_workbook

from surveys.problems import Refusal

LARGEST_UNPACKED = 400_000_000  # bytes
# Of any workbook: one that names a later row would be filled up with blank rows without end.
LAST_ROW = 1_048_576
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class RawRow:
    """The cells of one row as they came; `problems` are (place from 0, reason)."""

    line: int
    cells: Sequence[str]
    problems: tuple[tuple[int, str], ...] = ()

    @property
    def has_content(self) -> bool:
        """Say whether any cell holds more than white space."""
        return bool(self.problems) or any(cell.strip() for cell in self.cells)


def is_workbook(content: bytes) -> bool:
    """Say whether a file is a ZIP archive, as a workbook is."""
    return content.startswith(_ZIP)


def rows_of_workbook(content: bytes, name: str) -> Iterator[RawRow]:
    """Yield the rows of the first sheet; refuses `file-unreadable`."""
    refuse_bombs(content, name, LARGEST_UNPACKED)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write that a full sheet has one cell
        yield from _rows(sheet, name)
    except Exception as error:
        # whatever the library raises over a damaged file, the person gets one sentence
        if isinstance(error, Refusal):
            raise
        raise _unreadable(
            name, "the workbook is damaged or is not a workbook; save it again as .xlsx or CSV"
        ) from None


def _unreadable(where: str, why: str) -> Refusal:
    return Refusal("file-unreadable", where=where, why=f"{why}.")


def refuse_bombs(content: bytes, name: str, largest: int) -> None:
    """Refuse `file-unreadable` a workbook that would unpack to more bytes than `largest`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile:
        raise _unreadable(name, "the workbook is damaged; save it again as .xlsx or CSV") from None
    if unpacked > largest:
        raise _unreadable(name, f"it would unpack to more than {largest // 1_000_000} MB; split it")


def _rows(sheet: Any, name: str) -> Iterator[RawRow]:
    width = 0
    for line, cells in enumerate(
        cast("Iterator[Sequence[Any]]", sheet.iter_rows(max_row=LAST_ROW + 1)), start=1
    ):
        if line > LAST_ROW:
            raise _unreadable(
                f"{name}, line {line}",
                "no workbook has so many rows; save it again as .xlsx or CSV",
            )
        read = [_read(cell) for cell in cells]
        problems = tuple((place, why) for place, (_, why) in enumerate(read) if why)
        texts = [text for text, _ in read]
        width = width or len(texts)
        yield RawRow(line, texts + [""] * (width - len(texts)), problems)


def _read(cell: Any) -> tuple[str, str | None]:
    """Return the text of a cell, and what is wrong with it."""
    value: object = cell.value
    if value is None:
        return "", None
    kind = getattr(cell, "data_type", "s")
    if kind == "f":
        return "", "is a formula; paste its value instead"
    if kind == "e":
        return "", f"holds the error {value}"
    return _plain(value), None


def _plain(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return (
                value.date().isoformat()
                if value.time() == time()
                else value.isoformat(" ", "seconds")
            )
        case date() | time():
            return value.isoformat()
        case float():
            # never with an exponent
            return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"
        case _:
            return str(value)
