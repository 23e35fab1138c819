"""What became of each row of an XLSForm: kept, changed or dropped, with the reason."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class RowOutcome(StrEnum):
    """What came of one row."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class RowNote:
    """What is said of one row, such as: survey row 14, total: dropped. Nothing is calculated."""

    sheet: str
    line: int
    name: str
    outcome: RowOutcome
    says: str

    def __str__(self) -> str:
        named = f", {self.name}" if self.name else ""
        return f"{self.sheet} row {self.line}{named}: {self.outcome}. {self.says}".rstrip()


class Notebook:
    """The notes of one form while it is read: of each row its name and everything said of it."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, int], str] = {}
        self._changes: dict[tuple[str, int], list[str]] = {}
        self._dropped: dict[tuple[str, int], str] = {}

    def row(self, sheet: str, line: int, name: str) -> None:
        """Note that there is such a row; it is kept unless something is said of it."""
        self._names.setdefault((sheet, line), name)

    def changed(self, sheet: str, line: int, says: str) -> None:
        """Note what is not as it was written; said once of a row."""
        known = self._changes.setdefault((sheet, line), [])
        if says not in known:
            known.append(says)

    def dropped(self, sheet: str, line: int, says: str) -> None:
        """Note that the row has no place here, and why."""
        self._dropped.setdefault((sheet, line), says)

    def notes(self) -> tuple[RowNote, ...]:
        """All notes, sheet by sheet and row by row."""
        return tuple(self._note(*row) for row in sorted(self._names, key=_by_sheet))

    def _note(self, sheet: str, line: int) -> RowNote:
        row, name = (sheet, line), self._names[sheet, line]
        if row in self._dropped:
            return RowNote(sheet, line, name, RowOutcome.DROPPED, self._dropped[row])
        says = " ".join(self._changes.get(row, ()))
        outcome = RowOutcome.CHANGED if says else RowOutcome.KEPT
        return RowNote(sheet, line, name, outcome, says)


def _by_sheet(row: tuple[str, int]) -> tuple[bool, str, int]:
    sheet, line = row
    return sheet != "survey", sheet, line


def counted(notes: Iterable[RowNote]) -> Mapping[RowOutcome, int]:
    """How many rows were kept, changed and dropped."""
    found = Counter(note.outcome for note in notes)
    return {outcome: found[outcome] for outcome in RowOutcome}
