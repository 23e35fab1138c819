"""Rows of the register by the partnership and agency that they name; what they repeat, kept once.

A name is known in any spelling before rows are compared, so that two spellings are one thing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from storage.imports.intake import Intake, given
from storage.imports.merge import Key
from storage.imports.places import Places
from surveys.records.agreement import StatedRow
from surveys.records.heads import Heads, heads_of
from surveys.records.reading import Numbered, repeated_keys

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


def with_agencies(places: Places, rows: Iterable[PlacedRow[R]]) -> list[PlacedRow[R]]:
    """Return the rows with each agency that they name in the spelling that is kept."""

    def spelt(one: PlacedRow[R]) -> PlacedRow[R]:
        if not one.row.agency:
            return one
        name = places.agency(one.partnership_id, one.row.agency).name
        return replace(one, row=one.row.model_copy(update={"agency": name}))

    return [spelt(one) for one in rows]


def refuse_repeats(
    intake: Intake, rows: Iterable[PlacedRow[Any]], columns: Sequence[str], what: str
) -> None:
    """Refuse, at the last of these columns, each row that has in all of them what an earlier has.

    `what` names what is repeated, as in “this point and action”.
    """
    keys = ((one.line, one.key(*columns)) for one in rows)
    intake.problems += repeated_keys(keys, columns[-1], what)


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
