"""A file as rows of text, and the list of everything wrong with it.

An import accepts all rows or none; every bad row is reported with its line, its column and the
reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One problem to correct; `line` counts from 1, and 0 is the whole file or the command."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line else "the file"
        place = f"{where}, {self.column}" if self.column else where
        return f"{place}: {self.reason}"


class ImportRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The import of a file was refused, with everything to correct first."""

    def __init__(self, problems: Iterable[RowProblem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: p.line))
        super().__init__(f"{len(self.problems)} problems")

    def lines(self) -> list[str]:
        """Return a sentence for each problem, in the order of the file."""
        return [str(problem) for problem in self.problems]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its first line in the file, and its cells by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file with a header row; rows with `problems` found while reading are left out.

    `unread` are the cells of those rows, for what must be heard whatever is wrong with it.
    """

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    problems: tuple[RowProblem, ...] = ()
    unread: tuple[tuple[str, ...], ...] = ()


def sheet_of(rows: Sequence[Mapping[str, str]]) -> Sheet:
    """Return rows made by a program as a sheet with a header; missing cells are blank."""
    blank = dict.fromkeys((column for row in rows for column in row), "")
    filled = (SheetRow(line, {**blank, **row}) for line, row in enumerate(rows, start=2))
    return Sheet(tuple(blank), tuple(filled))
