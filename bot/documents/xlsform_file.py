"""A questionnaire as an XLSForm workbook: three sheets of plain text and nothing calculated."""

import io
from typing import Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from bot.documents.workbook import CREATED
from surveys.asking.instrument import Instrument
from surveys.asking.xlsform import sheets_for

_WIDEST = 60  # characters


def write(instrument: Instrument) -> bytes:
    """Return the workbook (.xlsx); the same questionnaire gives the same bytes."""
    page = io.BytesIO()
    book: Any = xlsxwriter.Workbook(page, {"in_memory": True})  # XlsxWriter ships no types
    book.set_properties({"title": instrument.title["en"], "created": CREATED})
    head = book.add_format({"bold": True, "text_wrap": True})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for name, rows in sheets_for(instrument).items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column in range(len(rows[0])):
            widest = max(len(row[column]) for row in rows)
            sheet.set_column(column, column, min(_WIDEST, widest + 2))
        for line, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(line, column, text, body if line else head)
    book.close()
    return page.getvalue()
