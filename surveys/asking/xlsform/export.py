"""An instrument as the sheets of an XLSForm; what XLSForm cannot say is in columns of our own.

Other programs that read XLSForms pass those by; read here again, the form is the same instrument.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from surveys.asking.instrument import Instrument, Question, QuestionKind, say
from surveys.asking.question import Branch
from surveys.asking.xlsform.languages import column_language
from surveys.asking.xlsform.own_columns import (
    OWN,
    QUESTION_COLUMNS,
    QUESTION_WORDS,
    SETTINGS_COLUMNS,
    SETTINGS_WORDS,
)

Cells = dict[str, str]
TYPE_OF: Mapping[QuestionKind, str] = MappingProxyType(
    {
        QuestionKind.SINGLE: "select_one",
        QuestionKind.AGREEMENT: "select_one",
        QuestionKind.YES_NO: "select_one",
        QuestionKind.SCENARIO: "select_one",
        QuestionKind.MATRIX: "select_one",
        QuestionKind.SMILEYS: "select_one",
        QuestionKind.SEVERAL: "select_multiple",
        QuestionKind.RANKING: "rank",
        QuestionKind.SCALE: "range",
        QuestionKind.BEFORE_NOW: "range",
        QuestionKind.NUMBER: "integer",
        QuestionKind.DATE: "date",
        QuestionKind.TEXT: "text",
        QuestionKind.SECTION: "note",
    }
)
_LISTED = frozenset({"select_one", "select_multiple", "rank"})


def sheets_for(instrument: Instrument) -> dict[str, list[list[str]]]:
    """The sheets `survey`, `choices` and `settings`, each with its header."""
    plain = instrument.model_dump(mode="json", exclude_defaults=True)
    survey = [
        _survey_row(question, fields)
        for question, fields in zip(instrument.questions, plain["questions"], strict=True)
    ]
    choices = [
        {"list_name": _name(question.id), "name": choice.code, **_words("label", choice.text)}
        for question in instrument.questions
        for choice in question.choices
    ]
    return {
        "survey": _table(survey, ("type", "name")),
        "choices": _table(choices, ("list_name", "name")),
        "settings": _table([_settings(instrument, plain)], ("form_title", "form_id")),
    }


def _table(rows: list[Cells], first: tuple[str, ...]) -> list[list[str]]:
    """Rows under their header, a column for whatever any of them has."""
    columns = list(dict.fromkeys((*first, *(name for row in rows for name in row))))
    return [columns, *([row.get(column, "") for column in columns] for row in rows)]


def _survey_row(question: Question, fields: dict[str, Any]) -> Cells:
    cells = {"type": _type(question), "name": _name(question.id)}
    cells |= _words("label", question.text)
    cells |= _words("hint", question.hint or {})
    cells |= {"required": "yes"} if question.required else {}
    cells |= {name: text for name, text in _native(question) if text}
    own = {"kind": question.kind.value, "id": question.id, **fields}
    for name, column in QUESTION_COLUMNS.items():
        if name in own:
            cells[f"{OWN}{name}"] = column.write(own[name])
    if question.choices and cells["type"].split()[0] not in _LISTED:
        cells[f"{OWN}list"] = _name(question.id)
    for name in QUESTION_WORDS:
        cells |= _words(f"{OWN}{name}", getattr(question, name) or {})
    return cells


def _type(question: Question) -> str:
    name = TYPE_OF[question.kind]
    if name in _LISTED:
        return f"{name} {_name(question.id)}"
    return "decimal" if name == "integer" and question.decimals else name


def _native(question: Question) -> Iterator[tuple[str, str]]:
    """The columns by which other programs keep to the branch and to the bounds."""
    yield "relevant", _condition(question.show_if) if question.show_if else ""
    bounds = ((">=", question.least), ("<=", question.most))
    numbers = [f". {sign} {n}" for sign, n in bounds if isinstance(n, int | float)]
    yield "constraint", " and ".join(numbers)
    yield "parameters", "start=0 end=10 step=1" if TYPE_OF[question.kind] == "range" else ""


def _condition(branch: Branch) -> str:
    if branch.question is None:
        return ""
    name = _name(branch.question)
    chosen = {
        field: " or ".join(f"selected(${{{name}}}, '{code}')" for code in getattr(branch, field))
        for field in ("any_of", "not_any_of")
    }
    parts = (
        f"({chosen['any_of']})" if chosen["any_of"] else "",
        f"not({chosen['not_any_of']})" if chosen["not_any_of"] else "",
    )
    return " and ".join(filter(None, parts))


def _name(question_id: str) -> str:
    """An id as XML takes it: no digit or hyphen comes first."""
    return question_id if re.match(r"[a-z_]", question_id) else f"q_{question_id}"


def _words(column: str, text: Mapping[str, str]) -> Cells:
    return {f"{column}::{column_language(language)}": words for language, words in text.items()}


def _settings(instrument: Instrument, plain: Mapping[str, Any]) -> Cells:
    cells = {
        "form_title": say(instrument.title),
        "form_id": instrument.code,
        "version": instrument.version[:12],
        "default_language": column_language("en"),
    }
    for name, column in SETTINGS_COLUMNS.items():
        if name in plain:
            cells[f"{OWN}{name}"] = column.write(plain[name])
    for name in SETTINGS_WORDS:
        cells |= _words(f"{OWN}{name}", getattr(instrument, name) or {})
    return cells
