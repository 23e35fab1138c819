"""Turn a draft into a release that gives nothing away beside all earlier ones.

What fails the audit is rolled up: first the breakdown of its table is held, then its total.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from surveys.impact.release.audit import worked_out
from surveys.impact.release.cells import Cell, CellKey, CellTable, Draft, Release
from surveys.impact.release.disclosure import (
    Disclosure,
    Disclosures,
    Planning,
    beside,
    first_choices,
    past_of,
    withhold_rows,
)
from surveys.impact.release.hiding import hide_beside


def prepare(draft: Draft, earlier: Sequence[Release], minimum: int, number: int) -> Release:
    """Return what may be given out as release `number`; at a released date, what was given out."""
    before = [release for release in earlier if release.as_at <= draft.as_at]
    if len(before) < len(earlier):
        return _as_it_was(draft, before, number)
    planning = hide_beside(first_choices(draft, past_of(earlier), minimum))
    release = _release(planning, number)
    while failed := worked_out(earlier, release):
        coarser = _rolled_up(planning, failed)
        if coarser.choices == planning.choices:
            break  # nothing new is given out of these figures: it was out before
        planning = hide_beside(coarser)
        release = _release(planning, number)
    return release


def _as_it_was(draft: Draft, before: Sequence[Release], number: int) -> Release:
    """Return the figures as they had been given out up to the date, and nothing else."""
    planning = first_choices(draft, past_of(before), 0)
    choices: Disclosures = {key: planning.held(key) for key in draft.counts}
    return _release(planning.choosing(choices), number)


def _rolled_up(planning: Planning, failed: Collection[CellKey]) -> Planning:
    """Hold the breakdowns that have to do with figures that failed, or else their totals."""
    tables = _around([*planning.draft.tables, *_followed(planning.draft)], failed)
    near = [table for table in tables if not {table.total, *table.rows}.isdisjoint(failed)]
    for some in (near, tables):
        rows = [table for table in some if not all(map(planning.is_held, table.rows))]
        if rows:
            for table in rows:
                planning = withhold_rows(planning, table)
            return planning
    totals = {table.total for table in tables if not planning.is_held(table.total)}
    return planning.choosing({total: planning.held(total) for total in totals})


def _followed(draft: Draft) -> list[CellTable]:
    return [CellTable(leader, (follower,)) for follower, leader in draft.follows]


def _around(tables: Sequence[CellTable], keys: Collection[CellKey]) -> list[CellTable]:
    """Return the tables that are connected with some figures through figures in common."""
    reached, around = set(keys), list[CellTable]()
    left = list(tables)
    while found := [t for t in left if not reached.isdisjoint({t.total, *t.rows})]:
        around += found
        left = [table for table in left if table not in found]
        reached |= {key for table in found for key in (table.total, *table.rows)}
    return around


def _release(planning: Planning, number: int) -> Release:
    draft = planning.draft
    stirred = _stirred(planning)
    cells = {
        key: _cell(planning, key, number, is_stirred=key in stirred) for key in sorted(draft.counts)
    }
    outside, tables = _with_outside(draft, cells)
    return Release(number, draft.as_at, (*cells.values(), *outside), (*draft.tables, *tables))


def _stirred(planning: Planning) -> frozenset[CellKey]:
    """Return the figures that may have become others, as far as anybody can see.

    Where a figure of a table is shown anew, or for the first time, the others that are not known to
    be the same may have changed with it, and so may their own tables.
    """
    draft, past = planning.draft, planning.past
    known = {key for key in draft.counts if planning.as_before(key) is not None}
    moved = {
        key
        for key, choice in planning.choices.items()
        if choice is Disclosure.SHOW or past.last(key) is None
    }
    tables = [{table.total, *table.rows} for table in (*draft.tables, *_followed(draft))]
    while more := {
        key for table in tables if not moved.isdisjoint(table) for key in table - known - moved
    }:
        moved |= more
    return frozenset(moved)


def _with_outside(
    draft: Draft, cells: Mapping[CellKey, Cell]
) -> tuple[list[Cell], list[CellTable]]:
    """Return those outside a source's count as cells, and how they add up to who answered."""
    outside: list[Cell] = []
    tables: list[CellTable] = []
    for follower, leader in draft.follows:
        cell, key = cells[follower], replace(follower, dimension="outside")
        outside.append(replace(cell, key=key, n=cell.outside, favourable=None, outside=None))
        complete = beside(draft.counts[follower], draft.counts[leader])
        tables.append(CellTable(leader, (follower, key), complete))
    return outside, tables


def _cell(planning: Planning, key: CellKey, number: int, *, is_stirred: bool) -> Cell:
    since = _true_since(planning, key, number, is_stirred=is_stirred)
    return CELLS[planning.choices[key]](planning, key, since, number)


def _true_since(planning: Planning, key: CellKey, number: int, *, is_stirred: bool) -> int:
    """Return since which release a figure is what it is, as far as anybody could guess."""
    same, last = planning.as_before(key), planning.past.last(key)
    if same is not None:
        return same.given_in
    return number if last is None or is_stirred else last.true_since


def _shown(planning: Planning, key: CellKey, _since: int, number: int) -> Cell:
    count = planning.draft.counts[key]
    figures = (count.n, count.favourable, count.outside)
    return Cell(key, *figures, planning.draft.as_at, number, number)


def _repeated(planning: Planning, key: CellKey, since: int, _number: int) -> Cell:
    return replace(planning.past.shown(key)[-1], true_since=since)


def _withheld(planning: Planning, key: CellKey, since: int, _number: int) -> Cell:
    return Cell(key, None, None, None, planning.draft.as_at, since, since)


CELLS: Mapping[Disclosure, Callable[[Planning, CellKey, int, int], Cell]] = {
    Disclosure.SHOW: _shown,
    Disclosure.REPEAT: _repeated,
    Disclosure.WITHHOLD: _withheld,
}
