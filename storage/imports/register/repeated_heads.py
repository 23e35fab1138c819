"""Rows of the register by the partnership that they name, and what they repeat, kept once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from storage.imports.intake import Intake, given
from storage.imports.merge import Key
from storage.imports.places import Places
from surveys.records.agreement import StatedRow
from surveys.records.heads import Heads, heads_of
from surveys.records.reading import Numbered

R = TypeVar("R", bound=Any)


@dataclass(frozen=True, slots=True)
class PlacedRow(Generic[R]):
    """A row, its line, and the id of its partnership."""

    line: int
    row: R
    partnership_id: int

    def key(self, *columns: str) -> Key:
        """Return the partnership and what the row has in these columns."""
        return (self.partnership_id, *(getattr(self.row, name) for name in columns))


def placed(places: Places, records: Sequence[Numbered[R]]) -> list[PlacedRow[R]]:
    """Return the rows with their partnerships; rows of one that was not asked for are refused."""
    found = ((one, places.partnership(one.line, one.row.partnership)) for one in records)
    return [PlacedRow(one.line, one.row, its) for one, its in found if its is not None]


@dataclass(frozen=True, slots=True)
class RepeatedHead:
    """What rows repeat: `keys` say of which thing, `columns` what of it; `what` is its name."""

    what: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]

    def of(self, intake: Intake, rows: Sequence[PlacedRow[R]]) -> Heads:
        """Return what the rows say of each thing, by its key; refuse those that disagree."""
        stated = [
            StatedRow(one.key(*self.keys), given(one.row), f"on line {one.line}", one.line)
            for one in rows
        ]
        heads, problems = heads_of(stated, self.columns, self.what)
        intake.problems += problems
        return heads
