"""Drafts of releases: one wave with its agencies, day by day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from surveys.impact.release.cells import Cell, CellKey, CellTable, Count, Draft, Release
from surveys.impact.release.prepare import prepare

MINIMUM = 10
FIRST_DAY = date(2026, 3, 2)


def day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def total_of(wave: str = "wave") -> CellKey:
    return CellKey(level="answered", wave=wave)


def row_of(part: str, wave: str = "wave", dimension: str = "agency") -> CellKey:
    return CellKey(level="answered", wave=wave, dimension=dimension, part=part)


def a_draft(
    agencies: Mapping[str, int], on: int = 0, unlisted: int = 0, wave: str = "wave"
) -> Draft:
    """A wave by agency; `unlisted` answered and belong to no agency."""
    rows = {row_of(name, wave): Count(n) for name, n in agencies.items()}
    total = sum(agencies.values()) + unlisted
    table = CellTable(total_of(wave), tuple(rows), complete=not unlisted)
    return Draft(day(on), {total_of(wave): Count(total), **rows}, (table,))


def joined(*drafts: Draft, tables: Sequence[CellTable] = ()) -> Draft:
    """Several drafts of one day as one."""
    counts = {key: count for draft in drafts for key, count in draft.counts.items()}
    own = (table for draft in drafts for table in draft.tables)
    return Draft(drafts[0].as_at, counts, (*own, *tables))


def released(*drafts: Draft) -> list[Release]:
    """The drafts given out one after the other."""
    releases: list[Release] = []
    for number, draft in enumerate(drafts, start=1):
        releases.append(prepare(draft, releases, MINIMUM, number))
    return releases


def cell_in(release: Release, key: CellKey) -> Cell:
    return next(cell for cell in release.cells if cell.key == key)


def shown_in(release: Release) -> dict[str, int | None]:
    return {cell.key.part or "total": cell.n for cell in release.cells}
