"""The sheet in which forms on paper are typed in: its columns, and what a row of it says.

A row is one paper. A cell takes the words of a choice, in any language of the questionnaire, or its
code; several are separated by semicolons.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveys.asking.assistance import (
    HELP_WORDS,
    HELPED_BY,
    HELPED_HOW,
    Helper,
    HelpGiven,
    asks_for_help,
)
from surveys.asking.instrument import Instrument
from surveys.asking.kinds import KINDS
from surveys.asking.kinds.values import Fields
from surveys.asking.paper_form import INPUTS, PaperInput
from surveys.asking.question import Question
from surveys.asking.respondent import asked_of
from surveys.asking.texts import say

NUMBER = "form_number"
_APOSTROPHES = str.maketrans("’‘`", "'''")


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """A column: its `head` in the sheet, the `field` of the form, and what may be in a cell.

    `choices` are the words offered, by code; `question` is None for who helped.
    """

    head: str
    field: str
    asks: str
    choices: Mapping[str, tuple[str, ...]]
    several: bool
    question: Question | None = None

    def values(self, cell: str) -> tuple[str, ...]:
        """Return what a cell holds, as a form would send it: codes in the place of their words."""
        codes = {_plain(words): code for code, said in self.choices.items() for words in said}
        parts = cell.split(";") if self.several else [cell]
        return tuple(codes.get(_plain(part), part.strip()) for part in parts if part.strip())


def columns_of(instrument: Instrument) -> tuple[EntryColumn, ...]:
    """Return the columns after that of the number, in the order of the questions."""
    printed = asked_of(instrument, None).asked
    asked = (column for question in printed for column in _columns(question))
    return (*asked, *(_help_columns() if asks_for_help(instrument.reader) else ()))


def head_of(name: str) -> str:
    """Return a name as the head of a column, as every import reads it."""
    return re.sub(r"[\s-]+", "_", name.strip().lower())


def fields_of_row(columns: tuple[EntryColumn, ...], cells: Mapping[str, str]) -> Fields:
    """Return the fields of a row; a cell of an unknown column stays under the column's name."""
    known = {column.head: column for column in columns}
    fields: dict[str, tuple[str, ...]] = {}
    for head, cell in cells.items():
        column = known.get(head)
        if cell.strip() and head != NUMBER:
            fields[column.field if column else head] = column.values(cell) if column else (cell,)
    return fields


def _columns(question: Question) -> Iterator[EntryColumn]:
    several = INPUTS[question.kind] is PaperInput.SEVERAL
    names = KINDS[question.kind].names(question)
    placed = INPUTS[question.kind] is PaperInput.ORDER
    choices = {
        choice.code: (say(choice.text), choice.code, *choice.text.values())
        for choice in (() if placed else question.choices)
    }
    of_each = [say(choice.text) for choice in question.choices] if placed else [""] * len(names)
    for name, of in zip(names, of_each, strict=True):
        asks = f"{question.asks()} {of}".strip()
        yield EntryColumn(head_of(name), name, asks, choices, several, question)


def _help_columns() -> Iterator[EntryColumn]:
    for field, key, prefix, kind in (
        (HELPED_BY, "helped-by", "helper", Helper),
        (HELPED_HOW, "helped-how", "help-given", HelpGiven),
    ):
        words = {one.value: HELP_WORDS[f"{prefix}.{one}"] for one in kind}
        choices = {code: (say(text), code, *text.values()) for code, text in words.items()}
        several = field == HELPED_HOW
        yield EntryColumn(head_of(key), field, say(HELP_WORDS[key]), choices, several)


def _plain(words: str) -> str:
    return " ".join(words.translate(_APOSTROPHES).casefold().split())
