"""The sheets of an XLSForm as rows with plain column names, their words by language.

Rows keep their number in the sheet, so that everything said of one can be found.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from surveys.asking.xlsform.languages import default_language, language_code

RawSheets = Mapping[str, Sequence[Mapping[str, str]]]  # by name: the rows below the header
FIRST_ROW = 2  # the header is row 1
FORMULAS = "gt_formulas"  # the columns of a row that held formulas, whose results are not taken

_WORDED = frozenset({"label", "hint"})
_BY_LANGUAGE = _WORDED | {
    "constraint_message",
    "required_message",
    "guidance_hint",
    "image",
    "big-image",
    "audio",
    "video",
}
_OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "command": "type",
        "tag": "name",
        "value": "name",
        "caption": "label",
        "relevance": "relevant",
        "calculate": "calculation",
        "constraining_message": "constraint_message",
        "requiredmsg": "required_message",
        "readonly": "read_only",
        "jr:count": "repeat_count",
        "count": "repeat_count",
        "listname": "list_name",
    }
)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row: its cells by column, and its words by column (label, hint) and language."""

    sheet: str
    line: int
    cells: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]

    def cell(self, column: str) -> str:
        """What a column holds, empty where there is nothing."""
        return self.cells.get(column, "")

    def text(self, column: str) -> dict[str, str]:
        """The words of a column by language."""
        return dict(self.words.get(column, {}))


@dataclass(frozen=True, slots=True)
class LostColumn:
    """A column whose content has no place here: its sheet, its name, in how many rows it stood."""

    sheet: str
    name: str
    rows: int
    why: str


@dataclass(frozen=True, slots=True)
class FormSheets:
    """What an XLSForm holds: its questions and groups, its choices, its settings."""

    survey: tuple[FormRow, ...]
    choices: tuple[FormRow, ...]
    settings: FormRow
    lost: tuple[LostColumn, ...]


def read_sheets(raw: RawSheets) -> FormSheets:
    """The sheets `survey`, `choices` and `settings`, with whatever each column is called."""
    rows = raw.get("settings", ())
    settings = {_snake(name): value for name, value in rows[0].items()} if rows else {}
    language = default_language(settings)
    survey = [_row("survey", at, row, language) for at, row in _numbered(raw.get("survey", ()))]
    choices = [_row("choices", at, row, language) for at, row in _numbered(raw.get("choices", ()))]
    told = _row("settings", FIRST_ROW, settings, language)
    return FormSheets(
        tuple(one for one in survey if one.cells or one.words),
        tuple(one for one in choices if one.cells or one.words),
        told,
        (*_lost("survey", raw.get("survey", ())), *_lost("choices", raw.get("choices", ()))),
    )


def _numbered(rows: Sequence[Mapping[str, str]]) -> Iterable[tuple[int, Mapping[str, str]]]:
    return enumerate(rows, start=FIRST_ROW)


def _row(sheet: str, line: int, raw: Mapping[str, str], language: str) -> FormRow:
    cells: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    for header, value in raw.items():
        column, named = column_of(header)
        if not value.strip():
            continue
        spoken = language_code(named) if named else language
        if column in _WORDED or (named and column.startswith("gt_")):
            if spoken:
                words.setdefault(column, {}).setdefault(spoken, value.strip())
        elif column not in cells:
            cells[column] = value.strip()
    return FormRow(sheet, line, cells, words)


def column_of(header: str) -> tuple[str, str]:
    """The plain name of a column, and the language that it names: label, Welsh (cy)."""
    first, _, rest = header.partition("::")
    if not rest and ":" in header and _snake(header.partition(":")[0]) in _BY_LANGUAGE:
        first, _, rest = header.partition(":")
    if _snake(first) in ("media", "bind", "body", "control", "instance"):
        first, _, rest = rest.partition("::")
    name = _snake(first)
    return _OTHER_NAMES.get(name, name), rest.strip()


def is_read(header: str) -> bool:
    """Say whether anything is taken from a column."""
    column = column_of(header)[0]
    return column in _KNOWN or column.startswith("gt_")


def _snake(name: str) -> str:
    return re.sub(r"[\s_]+", "_", name.strip().lower())


# What a column would do, where we cannot do it.
_LOST: Mapping[str, str] = MappingProxyType(
    {
        "calculation": "nothing is calculated",
        "default": "an answer filled in beforehand would be counted as given",
        "guidance_hint": "it is for the person who asks, and people read the form themselves",
        "constraint_message": "we have our own words for an answer that cannot be taken",
        "required_message": "we have our own words for an answer that is missing",
        "image": "questions have no pictures",
        "big-image": "questions have no pictures",
        "audio": "questions have no sound",
        "video": "questions have no films",
        "read_only": "what is only read is a note",
        "trigger": "nothing is calculated",
        "choice_filter": "all choices of a list are offered",
        "repeat_count": "no part of a form is asked again",
        "autoplay": "questions have no sound",
    }
)
_KNOWN = frozenset(
    {
        "type",
        "name",
        "label",
        "hint",
        "relevant",
        "required",
        "constraint",
        "appearance",
        "parameters",
        "list_name",
    }
)


def _lost(sheet: str, rows: Sequence[Mapping[str, str]]) -> Iterable[LostColumn]:
    filled: dict[str, int] = {}
    for row in rows:
        for header, value in row.items():
            if value.strip():
                filled[header] = filled.get(header, 0) + 1
    for header, count in filled.items():
        column, named = column_of(header)
        if column in _WORDED and named and language_code(named) is None:
            why = "we cannot tell its language (name it like this: Welsh (cy))"
            yield LostColumn(sheet, header, count, why)
        elif not is_read(header):
            yield LostColumn(sheet, header, count, _LOST.get(column, "we do not know this column"))
