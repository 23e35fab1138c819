"""What everybody can know from releases together: the equations that they publish.

An unknown is one figure as it was since one release. Figures of people only grow, so that a later
one is at least an earlier one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from surveys.impact.release.cells import Cell, CellKey, CellTable, Release

Unknown = tuple[CellKey, int]  # a figure, and the release since which it is what it is
NO_PERIODS = "period"  # the figures of a period of a chart may fall as well as grow


@dataclass(frozen=True, slots=True)
class Fact:
    """The unknowns, each times its factor, add up to `value`, or to no more where not `exact`."""

    terms: tuple[tuple[Unknown, int], ...]
    value: int
    exact: bool


def facts_of(releases: Sequence[Release], *, growing: bool = True) -> frozenset[Fact]:
    """Return every fact about figures that no release has shown."""
    known = _known(releases)
    facts = {_reduced(*said, known) for said in _sums(releases)}
    if growing:
        facts |= {_reduced(*said, known) for said in _growth(releases)}
    return frozenset(fact for fact in facts if fact.terms)


def _known(releases: Iterable[Release]) -> dict[Unknown, int]:
    return {
        (cell.key, cell.given_in): cell.n
        for release in releases
        for cell in release.cells
        if cell.n is not None
    }


def _sums(releases: Iterable[Release]) -> Iterator[tuple[list[tuple[Unknown, int]], bool]]:
    """Yield for each table: the rows less their total are 0, or no more than 0."""
    for release in releases:
        cells = {cell.key: cell for cell in release.cells}
        for table in release.tables:
            if table.total in cells and all(row in cells for row in table.rows):
                yield _sum(table, cells), table.complete


def _sum(table: CellTable, cells: Mapping[CellKey, Cell]) -> list[tuple[Unknown, int]]:
    rows = [((row, cells[row].true_since), 1) for row in table.rows]
    return [*rows, ((table.total, cells[table.total].true_since), -1)]


def _growth(releases: Iterable[Release]) -> Iterator[tuple[list[tuple[Unknown, int]], bool]]:
    """Yield for each figure: what it was is no more than what it became."""
    times: dict[CellKey, set[int]] = defaultdict(set)
    for release in releases:
        for cell in release.cells:
            if cell.key.dimension != NO_PERIODS:
                times[cell.key] |= {cell.given_in, cell.true_since}
    for key, known in times.items():
        for before, after in pairwise(sorted(known)):
            yield [((key, before), 1), ((key, after), -1)], False


def _reduced(
    terms: Iterable[tuple[Unknown, int]], exact: bool, known: Mapping[Unknown, int]
) -> Fact:
    """Return a fact about what is not known, with what is known on its other side."""
    listed = list(terms)
    value = -sum(factor * known[one] for one, factor in listed if one in known)
    left = sorted((one, factor) for one, factor in listed if one not in known)
    return Fact(tuple(left), value, exact)
