"""From the text of a sheet to records: every bad cell of every row is found before anything is refused."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from surveys.records.rows import Record, WrongCell
from surveys.records.sheet import RowProblem, Sheet, SheetRow

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Numbered(Generic[R]):
    """A record and the line it stands on."""

    line: int
    row: R


@dataclass(frozen=True, slots=True)
class Reading(Generic[R]):
    """The records that could be read, and what is wrong with the others."""

    records: tuple[Numbered[R], ...]
    problems: tuple[RowProblem, ...]


def read_records(model: type[R], sheet: Sheet) -> Reading[R]:
    """Read every row of a sheet as `model`; a header that does not fit stops there, because every row would be bad."""
    problems = list(sheet.problems)
    if odd := _odd_columns(model, sheet.columns):
        return Reading((), (*problems, *odd))
    if not sheet.rows and not problems:
        return Reading((), (RowProblem(0, "", "there are no rows under the header"),))
    records: list[Numbered[R]] = []
    for row in sheet.rows:
        try:
            records.append(Numbered(row.line, model.model_validate(row.cells)))
        except ValidationError as error:
            problems += _problems(row, error)
    return Reading(tuple(records), tuple(problems))


def _odd_columns(model: type[Record], columns: tuple[str, ...]) -> list[RowProblem]:
    fields = model.model_fields
    known = ", ".join(fields)
    unknown = [
        RowProblem(1, c, f"is not a column we know; use: {known}")
        for c in columns
        if c not in fields
    ]
    wanted = (name for name, field in fields.items() if field.is_required())
    return unknown + [
        RowProblem(1, name, "this column is missing") for name in wanted if name not in columns
    ]


def _problems(row: SheetRow, error: ValidationError) -> Iterable[RowProblem]:
    for found in error.errors(include_url=False, include_input=False):
        cause = found.get("ctx", {}).get("error")
        column = (
            cause.column
            if isinstance(cause, WrongCell)
            else str(found["loc"][0])
            if found["loc"]
            else ""
        )
        reason = "is missing" if found["type"] == "missing" else str(cause or found["msg"])
        yield RowProblem(row.line, column, reason)


def repeated(
    records: Iterable[Numbered[R]], key: Callable[[R], Hashable | None], column: str, what: str
) -> list[RowProblem]:
    """Name each record whose key stood on an earlier line; a key of None is never a repeat."""
    first: dict[Any, int] = {}
    problems: list[RowProblem] = []
    for record in records:
        found = key(record.row)
        if found is not None and first.setdefault(found, record.line) != record.line:
            problems.append(
                RowProblem(record.line, column, f"{what} stands on line {first[found]} already")
            )
    return problems
