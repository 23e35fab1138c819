"""Published figures: cells, the tables that add them up, and a release of both.

A cell has one key for ever, so that a later release finds what was given out before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class CellKey:
    """Which figure; a part that does not apply is empty.

    `action` is empty for a survey, whose figures are the same in each action that shares its event.
    """

    action: str = ""
    outcome: str = ""
    level: str = ""
    source: str = ""
    wave: str = ""
    dimension: str = ""  # what the total is broken down by; empty for the total
    part: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A figure as it is: `n` people or records; the others are of the same people.

    `is_imported`: it was counted elsewhere, and a correction of it is published as such, so that it
    is not repeated. `is_printed`: False for what no summary shows, and a table adds up.
    """

    n: int
    favourable: int | None = None
    outside: int | None = None
    is_imported: bool = False
    is_printed: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as it was given out in a release; `n` None is withheld.

    `given_in` is the number of the release that it was first given out in, on `as_of`.
    `true_since` numbers the release since which the figure underneath is what it is: of a figure
    that is only repeated, it is later than `given_in`.
    """

    key: CellKey
    n: int | None
    favourable: int | None
    outside: int | None
    as_of: date
    given_in: int
    true_since: int


@dataclass(frozen=True, slots=True)
class CellTable:
    """Rows that add up to a total; `complete` is False where others may be in no row."""

    total: CellKey
    rows: tuple[CellKey, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """What a release would give out: every figure as it is, and how they add up.

    `follows` has figures with the figure that they would give away: with a source's count and those
    outside it goes how many answered the wave.
    """

    as_at: date
    counts: Mapping[CellKey, Count]
    tables: tuple[CellTable, ...] = ()
    follows: tuple[tuple[CellKey, CellKey], ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """What was given out: `number` counts the releases of a partnership."""

    number: int
    as_at: date
    cells: tuple[Cell, ...]
    tables: tuple[CellTable, ...] = ()
