"""For each figure of a draft: show it, repeat what was given out before, or withhold it.

Steps from here on only ever turn what is shown into something repeated or withheld.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from surveys.impact.release.cells import Cell, CellKey, CellTable, Count, Draft, Release
from surveys.impact.suppress import NEW_PEOPLE


class Disclosure(StrEnum):
    """What becomes of a figure."""

    SHOW = "show"
    REPEAT = "repeat"
    WITHHOLD = "withhold"


Disclosures = Mapping[CellKey, Disclosure]


@dataclass(frozen=True, slots=True)
class EarlierCells:
    """What earlier releases said of each figure, oldest first."""

    cells: Mapping[CellKey, Sequence[Cell]]

    def shown(self, key: CellKey) -> list[Cell]:
        """Return the cells of a figure in which it was not withheld."""
        return [cell for cell in self.cells.get(key, ()) if cell.n is not None]

    def last(self, key: CellKey) -> Cell | None:
        """Return the latest cell of a figure."""
        return next(reversed(self.cells.get(key, ())), None)


def past_of(earlier: Iterable[Release]) -> EarlierCells:
    """Return the cells of earlier releases by figure."""
    cells: dict[CellKey, list[Cell]] = defaultdict(list)
    for release in sorted(earlier, key=lambda one: (one.as_at, one.number)):
        for cell in release.cells:
            cells[cell.key].append(cell)
    return EarlierCells(cells)


@dataclass(frozen=True, slots=True)
class Planning:
    """A draft beside what was given out before, and the choice made for each of its figures."""

    draft: Draft
    past: EarlierCells
    minimum: int
    choices: Disclosures

    def choosing(self, choices: Disclosures) -> "Planning":
        """Return it with other choices for some figures."""
        return replace(self, choices={**self.choices, **choices})

    def is_behind(self, key: CellKey) -> bool:
        """Say whether the figure is repeated though it is another by now."""
        if self.choices[key] is not Disclosure.REPEAT:
            return False
        return not is_same(self.past.shown(key)[-1], self.draft.counts[key])

    def as_before(self, key: CellKey) -> Cell | None:
        """Return the latest cell that gave the figure out as it is now."""
        count = self.draft.counts[key]
        return next((c for c in reversed(self.past.shown(key)) if is_same(c, count)), None)

    def held(self, key: CellKey) -> Disclosure:
        """Return the choice that gives out nothing new of a figure, and never more than now."""
        is_out = self.choices[key] is not Disclosure.WITHHOLD and self.past.shown(key)
        return Disclosure.REPEAT if is_out else Disclosure.WITHHOLD

    def is_held(self, key: CellKey) -> bool:
        """Say whether nothing new is given out of a figure."""
        return self.choices[key] is not Disclosure.SHOW


def is_same(cell: Cell, count: Count) -> bool:
    """Say whether a cell gives out a figure as it is."""
    given = (cell.n, cell.favourable, cell.outside)
    return given == (count.n, count.favourable, count.outside)


def first_choices(draft: Draft, past: EarlierCells, minimum: int) -> Planning:
    """Choose for each figure on its own: a small one is withheld, a released one repeated."""
    choices = {
        key: _first_choice(past.shown(key), count, minimum) for key, count in draft.counts.items()
    }
    return Planning(draft, past, minimum, choices)


def _first_choice(shown: Sequence[Cell], count: Count, minimum: int) -> Disclosure:
    if not count.is_printed:
        return Disclosure.WITHHOLD
    if any(_is_near(cell, count) for cell in shown):
        return Disclosure.REPEAT
    return Disclosure.SHOW if count.n >= minimum else Disclosure.WITHHOLD


def _is_near(cell: Cell, count: Count) -> bool:
    """Say whether too few new people answered since a cell was given out."""
    if count.is_imported:
        return is_same(cell, count)
    return abs(count.n - (cell.n or 0)) < NEW_PEOPLE


def withhold_rows(planning: Planning, table: CellTable) -> Planning:
    """Return the plan with nothing new in the rows of a table."""
    return planning.choosing({row: planning.held(row) for row in table.rows})


def beside(count: Count, total: Count) -> bool:
    """Say whether a source's count and those outside it are all who answered."""
    return count.n + (count.outside or 0) == total.n
