"""A file as rows of text, and the list of everything wrong with it.

All rows are taken or none, and every bad row is named with its line, its column and the reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing to mend: `line` counts from 1 at the top of the file, 0 is the file or the command as a whole."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line else "the file"
        return (
            f"{where}, {self.column}: {self.reason}" if self.column else f"{where}: {self.reason}"
        )


class ImportRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A file of which nothing was taken, with everything that must be mended first."""

    def __init__(self, problems: Iterable[RowProblem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: p.line))
        super().__init__(f"{len(self.problems)} problems")

    def lines(self) -> list[str]:
        """Return a sentence for each problem, in the order of the file."""
        return [str(problem) for problem in self.problems]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: the line it begins on and its cells by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file with a header row; `problems` are those found while it was read, in rows that are left out here."""

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    problems: tuple[RowProblem, ...] = ()


def sheet_of(rows: Sequence[Mapping[str, str]]) -> Sheet:
    """Return rows made by a program as a sheet whose header is line 1; what a row leaves out is a blank cell of it."""
    blank = dict.fromkeys((column for row in rows for column in row), "")
    return Sheet(
        tuple(blank), tuple(SheetRow(i, {**blank, **row}) for i, row in enumerate(rows, start=2))
    )
