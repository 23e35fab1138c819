"""Builders: the sheets of a form as rows, read as a file of them would be."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.console.xlsform_file import parse
from surveys.asking.instrument import Instrument
from surveys.asking.xlsform import FormFacts, RawSheets, ReadForm, check_form, read_form, sheets_for

FACTS = FormFacts(
    code="a-form",
    title="A form",
    voice="practitioner",
    reader="practitioner",
    audience="Everyone",
    wave="on-demand",
    mode="confidential",
    source="Elsewhere",
    licence="CC BY 4.0",
)
CHOICES = [
    {"list_name": "yn", "name": "yes", "label": "Yes"},
    {"list_name": "yn", "name": "no", "label": "No"},
    {"list_name": "how", "name": "a", "label": "Chronology"},
    {"list_name": "how", "name": "b", "label": "Genogram"},
    {"list_name": "how", "name": "none", "label": "Neither"},
]
Row = Mapping[str, str]


def read(
    *survey: Row, choices: Sequence[Row] = CHOICES, group: str = "", **settings: str
) -> ReadForm:
    rows: RawSheets = {"survey": list(survey), "choices": list(choices), "settings": [settings]}
    return read_form(rows, parse, group)


def made(form: ReadForm, facts: FormFacts = FACTS) -> Instrument:
    found = check_form(form, facts)
    assert found.errors == ()
    assert found.instrument is not None
    return found.instrument


def said(form: ReadForm, line: int, sheet: str = "survey") -> str:
    """What is said of one row: its outcome and the words."""
    (note,) = (note for note in form.notes if (note.sheet, note.line) == (sheet, line))
    return f"{note.outcome}. {note.says}".strip()


def asked(type_: str, name: str = "q", label: str = "What?", **cells: str) -> dict[str, str]:
    return {"type": type_, "name": name, "label": label, **cells}


def fields(form: ReadForm, name: str = "q") -> dict[str, Any]:
    (found,) = (one for one in form.questions if one["id"] == name)
    return found


def round_trip(instrument: Instrument) -> Instrument:
    """An instrument written as sheets and read again, without a file between."""
    sheets = {
        name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        for name, rows in sheets_for(instrument).items()
    }
    return made(read_form(sheets, parse), FormFacts())
