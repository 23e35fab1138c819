"""From the rows of a sheet to records: every bad cell is found before the file is refused."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError

from surveys.records.rows import Record, WrongCell
from surveys.records.sheet import RowProblem, Sheet, SheetRow

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Numbered(Generic[R]):
    """A record and its line in the file."""

    line: int
    row: R


@dataclass(frozen=True, slots=True)
class Reading(Generic[R]):
    """The valid records, and the problems of the others."""

    records: tuple[Numbered[R], ...]
    problems: tuple[RowProblem, ...]


def read_records(model: type[R], sheet: Sheet) -> Reading[R]:
    """Validate every row of a sheet as `model`.

    A header with a wrong or missing column stops it there, because every row would be bad.
    """
    problems = list(sheet.problems)
    if wrong := _wrong_columns(model, sheet.columns):
        return Reading((), (*problems, *wrong))
    if not sheet.rows and not problems:
        return Reading((), (RowProblem(0, "", "there are no rows under the header"),))
    records: list[Numbered[R]] = []
    for row in sheet.rows:
        try:
            records.append(Numbered(row.line, model.model_validate(row.cells)))
        except ValidationError as error:
            problems += _problems(row, error)
    return Reading(tuple(records), tuple(problems))


def _wrong_columns(model: type[Record], columns: tuple[str, ...]) -> list[RowProblem]:
    fields = model.model_fields
    known = ", ".join(fields)
    unknown = [name for name in columns if name not in fields]
    required = (name for name, field in fields.items() if field.is_required())
    missing = [name for name in required if name not in columns]
    return [
        *(RowProblem(1, name, f"is not a column we know; use: {known}") for name in unknown),
        *(RowProblem(1, name, "this column is missing") for name in missing),
    ]


def _problems(row: SheetRow, error: ValidationError) -> Iterable[RowProblem]:
    for found in error.errors(include_url=False, include_input=False):
        cause = found.get("ctx", {}).get("error")
        place = str(found["loc"][0]) if found["loc"] else ""
        column = cause.column if isinstance(cause, WrongCell) else place
        reason = "is missing" if found["type"] == "missing" else str(cause or found["msg"])
        yield RowProblem(row.line, column, reason)


def repeated(
    records: Iterable[Numbered[R]], key: Callable[[R], Hashable | None], column: str, what: str
) -> list[RowProblem]:
    """Return a problem for each record whose key is on an earlier line; None is never a repeat."""
    return repeated_keys(((record.line, key(record.row)) for record in records), column, what)


def repeated_keys(
    keys: Iterable[tuple[int, Hashable | None]], column: str, what: str
) -> list[RowProblem]:
    """Return a problem for each line whose key is that of an earlier line; None is no repeat."""
    first: dict[Hashable, int] = {}
    problems: list[RowProblem] = []
    for line, key in keys:
        if key is not None and first.setdefault(key, line) != line:
            problems.append(RowProblem(line, column, f"{what} is already on line {first[key]}"))
    return problems
