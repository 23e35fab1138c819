"""XLSForm in and out: its rows as questions, an instrument as its sheets, and what became of each.

Pure: the file is read and written elsewhere, and pyxform's reading is handed in.
"""

from surveys.asking.xlsform.checked import FormFacts, check_form
from surveys.asking.xlsform.export import sheets_for
from surveys.asking.xlsform.form import ReadForm, read_form
from surveys.asking.xlsform.report import RowNote, RowOutcome, counted
from surveys.asking.xlsform.sheets import LostColumn, RawSheets

__all__ = [
    "FormFacts",
    "LostColumn",
    "RawSheets",
    "ReadForm",
    "RowNote",
    "RowOutcome",
    "check_form",
    "counted",
    "read_form",
    "sheets_for",
]
