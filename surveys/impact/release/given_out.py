"""Evidence as a release gives it out: what is repeated has its old figures, what is withheld none.

Everything that a summary says is made from this, so that no format and no sentence knows more. A
withheld count is nought, which every rule withholds as it does a small one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from surveys.impact.descriptions import Description
from surveys.impact.evidence import (
    AgencyCount,
    Asked,
    Evidence,
    PairCounts,
    Reach,
    ReportedChange,
    Tally,
)
from surveys.impact.item_counts import ItemCounts
from surveys.impact.release.cell_keys import (
    ACTS,
    AUDIENCE,
    DELIVERED,
    CellKeys,
    part_of,
    reached_of,
    row_of,
)
from surveys.impact.release.cells import Cell, CellKey, Draft, Release
from surveys.impact.release.contact_cells import contacts_given_out

Cells = Mapping[CellKey, Cell]


def as_given_out(evidence: Evidence, release: Release) -> Evidence:
    """Return the evidence with the figures of a release in place of its own."""
    cells: Cells = {cell.key: cell for cell in release.cells}
    keys = CellKeys(evidence)
    pairs = zip(evidence.pairs, keys.pairs(), strict=True)
    reported = zip(evidence.reported_changes, keys.reported(), strict=True)
    items = zip(evidence.items, keys.items(), strict=True)
    barriers = zip(evidence.barriers, keys.barriers(), strict=True)
    return replace(
        evidence,
        tallies=_tallies(evidence.tallies, keys.tallies(), cells),
        pairs=tuple(_pair(one, cells[key]) for one, key in pairs),
        reported_changes=tuple(_change(one, cells[key]) for one, key in reported),
        items=tuple(_item(one, cells[key]) for one, key in items),
        barriers=tuple((*one[:2], cells[key].n or 0) for one, key in barriers),
        descriptions=tuple(
            _description(one, key, cells)
            for one, key in zip(evidence.descriptions, keys.descriptions(), strict=True)
        ),
        asked=tuple(
            _asked(one, key, cells) for one, key in zip(evidence.asked, keys.asked(), strict=True)
        ),
        reach=_reach(evidence.reach, keys, cells),
        disseminations=contacts_given_out(evidence.disseminations, cells),
    )


def standing_since(draft: Draft, release: Release) -> tuple[date, ...]:
    """Return the days on which figures were given out that a release repeats, changed or not."""
    own = {key for key, count in draft.counts.items() if not count.is_imported}
    shown = {cell.as_of for cell in release.cells if cell.n is not None and cell.key in own}
    return tuple(sorted(shown - {release.as_at}))


def _tallies(rows: Sequence[Tally], keys: Sequence[CellKey], cells: Cells) -> tuple[Tally, ...]:
    """Return the rows with what their cell says; of several the first has all of it."""
    members: dict[CellKey, list[Tally]] = defaultdict(list)
    for row, key in zip(rows, keys, strict=True):
        members[key].append(row)
    given: dict[CellKey, Iterator[Tally]] = {}
    for key, mine in members.items():
        given[key] = iter(_given(mine, cells[key]))
    return tuple(next(given[key]) for key in keys)


def _given(rows: list[Tally], cell: Cell) -> list[Tally]:
    figures = (cell.n or 0, cell.favourable or 0, cell.outside or 0)
    if figures == tuple(sum(values) for values in zip(*map(_figures, rows), strict=True)):
        return rows
    return [_with(row, figures if row is rows[0] else (0, 0, 0)) for row in rows]


def _figures(tally: Tally) -> tuple[int, int, int]:
    return tally.n, tally.favourable, tally.outside


def _with(tally: Tally, figures: tuple[int, int, int]) -> Tally:
    n, favourable, outside = figures
    teams = _teams(len(tally.teams), n)
    return replace(tally, n=n, favourable=favourable, outside=outside, teams=teams)


def _teams(count: int, n: int) -> tuple[int, ...]:
    """Return as many teams of `n` people in all: only their mean size is used."""
    each, more = divmod(n, count or 1)
    return tuple(each + (place < more) for place in range(count))


def _pair(pair: PairCounts, cell: Cell) -> PairCounts:
    n, improved, worse = cell.n or 0, cell.favourable or 0, cell.outside or 0
    return replace(pair, improved=improved, worse=worse, same=n - improved - worse)


def _change(change: ReportedChange, cell: Cell) -> ReportedChange:
    return replace(change, n=cell.n or 0, reporting=cell.favourable or 0)


def _item(item: ItemCounts, cell: Cell) -> ItemCounts:
    n, favourable, outside = cell.n or 0, cell.favourable or 0, cell.outside or 0
    return replace(item, n=n, favourable=favourable, outside=outside)


def _description(one: Description, total: CellKey, cells: Cells) -> Description:
    parts = tuple((what, cells[part_of(total, what)].n or 0) for what, _ in one.parts)
    return replace(one, n=cells[total].n or 0, parts=parts)


def _asked(wave: Asked, total: CellKey, cells: Cells) -> Asked:
    def shown(dimension: str, part: str) -> int:
        return cells[row_of(total, dimension, part)].n or 0

    def reached(agency: str = "") -> int | None:
        return None if wave.reached is None else cells[reached_of(total, agency)].n or 0

    agencies = (
        AgencyCount(
            row.agency, shown("agency", row.agency), row.eligible, reached=reached(row.agency)
        )
        for row in wave.by_agency
    )
    return replace(
        wave,
        answered=cells[total].n or 0,
        by_agency=tuple(agencies),
        by_door=tuple((door, shown("door", door)) for door, _ in wave.by_door),
        by_helper=tuple((who, shown("helper", who)) for who, _ in wave.by_helper),
        reached=reached(),
        is_withheld=cells[total].n is None,
    )


def _reach(reach: Reach, keys: CellKeys, cells: Cells) -> Reach:
    if reach == Reach():
        return reach
    shown = {part: cells[keys.reach(part)].n or 0 for part in (AUDIENCE, *ACTS)}
    return replace(
        reach,
        **shown,
        delivered=cells[keys.reach(DELIVERED, "delivery")].n or 0,
        not_reached=tuple(
            (why, cells[keys.reach(why, "delivery")].n or 0) for why, _ in reach.not_reached
        ),
    )
