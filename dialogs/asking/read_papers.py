"""Read the sheet of forms on paper: each row's number and answers, and everything wrong with it.

A question that must be answered may be blank here: nobody can be asked again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dialogs.asking.read_form import raw_answers, read_answers, unread_words
from dialogs.asking.record_answers import Words
from storage.asking.public_links import LinkRow
from storage.unit import Unit
from surveys.asking.answers import Answer
from surveys.asking.assistance import Assistance, read_assistance
from surveys.asking.entry_sheet import NUMBER, EntryColumn, columns_of, fields_of_row
from surveys.asking.instrument import Instrument
from surveys.asking.kinds.values import Fields
from surveys.asking.paper_number import paper_number, read_paper_number
from surveys.problems import Refusal
from surveys.records.reading import repeated_keys
from surveys.records.sheet import RowProblem, Sheet, SheetRow


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One form as it was typed; `number` is empty where it is none of this link.

    `unread` are words that could not be taken as answers.
    """

    line: int
    number: str
    answers: dict[str, Answer]
    assistance: Assistance
    unread: Words
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A sheet as it was read: rows that say something, and all problems, by line."""

    rows: tuple[PaperRow, ...]
    problems: tuple[RowProblem, ...]


def read_papers(unit: Unit, link: LinkRow, instrument: Instrument, sheet: Sheet) -> PaperSheet:
    """Return what a sheet says; rows with nothing beside their number are left aside."""
    columns = columns_of(instrument)
    asked = _with_nothing_required(instrument)
    rows = [_row(unit, link, asked, columns, row) for row in sheet.rows]
    rows += [_ragged(asked, cells) for cells in sheet.unread]
    said = tuple(row for row in rows if row.answers or row.unread or row.problems)
    repeated = repeated_keys(((row.line, row.number or None) for row in said), NUMBER, "this form")
    problems = (
        *sheet.problems,
        *_wrong_columns(columns, sheet),
        *(problem for row in said for problem in row.problems),
        *repeated,
    )
    return PaperSheet(said, problems)


def _with_nothing_required(instrument: Instrument) -> Instrument:
    optional = (one.model_copy(update={"required": False}) for one in instrument.questions)
    return instrument.model_copy(update={"questions": tuple(optional)})


def _wrong_columns(columns: tuple[EntryColumn, ...], sheet: Sheet) -> Iterator[RowProblem]:
    known = (NUMBER, *(column.head for column in columns))
    for head in sheet.columns:
        if head not in known:
            yield RowProblem(1, head, f"is not a column we know; use: {', '.join(known)}")
    if NUMBER not in sheet.columns:
        yield RowProblem(1, NUMBER, "this column is missing")


def _row(
    unit: Unit,
    link: LinkRow,
    instrument: Instrument,
    columns: tuple[EntryColumn, ...],
    row: SheetRow,
) -> PaperRow:
    fields = fields_of_row(columns, row.cells)
    answers, wrong = read_answers(instrument, raw_answers(instrument, fields), unit.today)
    number = _number(unit, link, row.cells.get(NUMBER, ""))
    problems = [*_wrong_cells(row.line, columns, wrong), *_wrong_help(row.line, columns, fields)]
    if fields and not number:
        why = "is not the number of a form of this link; check it against the paper"
        problems.append(RowProblem(row.line, NUMBER, why))
    unread = unread_words(instrument, fields, answers)
    help_given = read_assistance(fields)
    return PaperRow(row.line, number, answers, help_given, unread, tuple(problems))


def _ragged(instrument: Instrument, cells: tuple[str, ...]) -> PaperRow:
    """A row that has other cells than the header: what it says is heard, and nothing more."""
    unread = unread_words(instrument, {"": cells}, {})
    return PaperRow(0, "", {}, read_assistance({}), unread, ())


def _number(unit: Unit, link: LinkRow, typed: str) -> str:
    found = read_paper_number(typed)
    if found is None or not 1 <= found[0] <= link.papers:
        return ""
    count, letters = found
    is_ours = letters == unit.public_links.paper_letters(link.wave_id, count)
    return paper_number(count, letters) if is_ours else ""


def _wrong_cells(
    line: int, columns: tuple[EntryColumn, ...], wrong: dict[str, Any]
) -> Iterator[RowProblem]:
    heads = {column.question.id: column.head for column in columns if column.question}
    for question, sentence in wrong.items():
        yield RowProblem(line, heads[question], str(sentence))


def _wrong_help(
    line: int, columns: tuple[EntryColumn, ...], fields: Fields
) -> Iterator[RowProblem]:
    for column in columns:
        given = fields.get(column.field, ()) if column.question is None else ()
        if any(one not in column.choices for one in given):
            yield RowProblem(line, column.head, Refusal("answer-not-offered").sentence)
