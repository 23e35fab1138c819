"""The workbook in which forms on paper are typed in: one row a form, one column a question.

The second sheet has the words of every question, and those of every choice, which the cells offer.
"""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import (  # pyright: ignore[reportMissingTypeStubs]
    xl_col_to_name,  # pyright: ignore[reportUnknownVariableType]
)

from bot.documents.formula_guard import neutral
from bot.documents.workbook import Workbook
from surveys.asking.entry_sheet import NUMBER, EntryColumn, columns_of
from surveys.asking.instrument import Instrument, say

FORMS, CHOICES = "Forms", "Questions and choices"
_WIDTH, _WORDS_ROW = 22, 1  # characters in a column; the row of the words of a question
_SPARE = 200  # rows beside those with a number, for which the choices are offered too


def draw(instrument: Instrument, numbers: Sequence[str]) -> bytes:
    """Return the workbook, with a row for each number."""
    workbook = Workbook(say(instrument.title), "")
    forms = workbook.book.add_worksheet(FORMS)
    offered = workbook.book.add_worksheet(CHOICES)
    columns = columns_of(instrument)
    forms.freeze_panes(1, 1)
    forms.set_column(0, len(columns), _WIDTH, workbook.book.add_format({"num_format": "@"}))
    forms.write_string(0, 0, NUMBER, workbook.head)
    for at, number in enumerate(numbers, start=1):
        forms.write_string(at, 0, number)
    for at, column in enumerate(columns, start=1):
        forms.write_string(0, at, column.head, workbook.head)
        _write_choices(workbook, offered, at - 1, column)
        if column.choices and not column.several:
            _offer(forms, at, len(numbers) + _SPARE, column)
    return workbook.done()


def _write_choices(workbook: Workbook, sheet: Any, at: int, column: EntryColumn) -> None:
    sheet.set_column(at, at, _WIDTH)
    sheet.write_string(0, at, column.head, workbook.head)
    sheet.write_string(_WORDS_ROW, at, neutral(column.asks), workbook.wrap)
    for row, (words, *_) in enumerate(column.choices.values(), start=_WORDS_ROW + 1):
        sheet.write_string(row, at, neutral(words), workbook.wrap)


def _offer(sheet: Any, at: int, last: int, column: EntryColumn) -> None:
    """Offer the choices of a column; a number beside them may be typed all the same."""
    letter = xl_col_to_name(at - 1, col_abs=True)
    first, end = _WORDS_ROW + 2, _WORDS_ROW + 1 + len(column.choices)
    source = f"='{CHOICES}'!{letter}${first}:{letter}${end}"
    rule = {"validate": "list", "source": source, "show_error": False}
    sheet.data_validation(1, at, last, at, rule)
