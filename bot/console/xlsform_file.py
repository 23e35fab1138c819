"""The file of an XLSForm as its sheets, and pyxform's reading of them; bounded and never run.

pyxform is loaded when a form is read, so that nothing else takes the time and memory for it.
"""

import io
import warnings
from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

from openpyxl import load_workbook

from bot.console.workbook import is_workbook, refuse_bombs
from surveys.asking.xlsform.sheets import FORMULAS, RawSheets, column_of, is_read
from surveys.problems import Refusal

LARGEST = 5_000_000  # bytes
LARGEST_UNPACKED = 40_000_000
MOST_ROWS = 5_000
SUFFIXES = frozenset({".xlsx", ".xls", ".csv"})
Formulas = Mapping[str, Mapping[int, set[str]]]
_SHEETS = ("survey", "choices", "settings")
_BLANK_ROWS = 60  # after so many the sheet is over, as pyxform has it
_DAMAGED = "the file is damaged or has a password; save it again as .xlsx"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def sheets_of(content: bytes, name: str) -> RawSheets:
    """The sheets of an XLSForm, row by row below the headers; refuses `file-unreadable`."""
    if len(content) > LARGEST:
        raise _unreadable(name, f"it is larger than {LARGEST // 1_000_000} MB")
    with warnings.catch_warnings():  # of openpyxl, about what no form needs
        warnings.simplefilter("ignore")
        return _sheets_of(content, name)


def _sheets_of(content: bytes, name: str) -> RawSheets:
    if is_workbook(content):
        refuse_bombs(content, name, LARGEST_UNPACKED)
        formulas = formulas_in(content, name)  # before pyxform, which reads any number of rows
        return without_formulas(_read(content, name, ".xlsx"), formulas)
    if content.startswith(_OLD_EXCEL):
        return _read(content, name, ".xls")
    if name.lower().endswith(".csv"):
        return _read(content, name, ".csv")
    raise _unreadable(name, "it is not a workbook; save it again as .xlsx")


def parse(workbook: RawSheets) -> Mapping[str, Any]:
    """Return pyxform's reading of prepared sheets; refuses `file-unreadable` in its words."""
    errors, reading = import_module("pyxform.errors"), import_module("pyxform.xls2json")
    given: dict[str, object] = {"sheet_names": list(workbook)}
    for sheet, rows in workbook.items():
        given[sheet] = [dict(row) for row in rows]
        given[f"{sheet}_header"] = [dict.fromkeys(name for row in rows for name in row)]
    try:
        read = reading.workbook_to_json(reading.get_xlsform(given), warnings=[])
    except errors.PyXFormError as error:
        raise _unreadable("The form", _one_sentence(error)) from None
    return cast("Mapping[str, Any]", read)


def _read(content: bytes, name: str, kind: str) -> RawSheets:
    errors = import_module("pyxform.errors")
    reading = import_module("pyxform.xls2json_backends")
    try:
        read = reading.get_xlsform(content, file_type=kind)
    except errors.PyXFormError as error:
        known = "Duplicate column" in str(error)
        raise _unreadable(name, _one_sentence(error) if known else _DAMAGED) from None
    except Exception:  # whatever the library raises over a damaged file, people get one sentence
        raise _unreadable(name, _DAMAGED) from None
    sheets: dict[str, list[dict[str, str]]] = {
        sheet: list(getattr(read, sheet) or ()) for sheet in _SHEETS
    }
    if not any(column_of(header)[0] == "type" for row in sheets["survey"] for header in row):
        raise _unreadable(name, "it has no sheet “survey” with a column “type”: it is no XLSForm")
    for sheet, rows in sheets.items():
        if len(rows) > MOST_ROWS:
            raise _unreadable(f"{name}, {sheet}", f"it has more than {MOST_ROWS:,} rows")
    return sheets


def formulas_in(content: bytes, name: str) -> Formulas:
    """The formulas of a workbook by sheet, row (from 0 below the header) and column.

    Refuses `file-unreadable` more rows than a form can have.
    """
    found: dict[str, dict[int, set[str]]] = {}
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        for sheet in book.worksheets:
            if (title := sheet.title.lower()) in _SHEETS:
                found[title] = _formulas(sheet, f"{name}, {title}")
    except Refusal:
        raise
    except Exception:  # as in `_read`
        raise _unreadable(name, _DAMAGED) from None
    return found


def _formulas(sheet: Any, where: str) -> dict[int, set[str]]:
    sheet.reset_dimensions()  # some programs write that a full sheet has one cell
    found: dict[int, set[str]] = {}
    headers: list[str] = []
    blank = full = 0
    for line, cells in enumerate(sheet.iter_rows()):
        headers = headers or [str(cell.value or "") for cell in cells]
        filled = [place for place, cell in enumerate(cells) if cell.value is not None]
        blank, full = (0, full + 1) if filled else (blank + 1, full)
        if full > MOST_ROWS:
            raise _unreadable(where, f"it has more than {MOST_ROWS:,} rows")
        if blank > _BLANK_ROWS:
            break
        for place in filled:
            if cells[place].data_type == "f" and line and place < len(headers):
                found.setdefault(line - 1, set()).add(" ".join(headers[place].split()))
    return found


def without_formulas(sheets: RawSheets, formulas: Formulas) -> RawSheets:
    """The sheets without what a formula last came to, which may be old; its row says where."""
    cleaned: dict[str, list[dict[str, str]]] = {}
    for sheet, rows in sheets.items():
        cleaned[sheet] = [dict(row) for row in rows]
        for line, columns in formulas.get(sheet, {}).items():
            if line < len(rows):
                row = {name: cell for name, cell in rows[line].items() if name not in columns}
                row[FORMULAS] = ", ".join(sorted(filter(is_read, columns)))
                cleaned[sheet][line] = row
    return cleaned


def _one_sentence(error: Exception) -> str:
    return " ".join(str(error).split())[:300].rstrip(".")


def _unreadable(where: str, why: str) -> Refusal:
    return Refusal("file-unreadable", where=where, why=f"{why}.")
