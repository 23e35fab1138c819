"""Complementary hiding: no withheld figure is left alone in a row or a column with a total.

A figure that is repeated though it has changed is as good as withheld: its table stands still.
"""

from surveys.impact.release.cells import CellKey, CellTable
from surveys.impact.release.disclosure import Disclosure, Planning, beside, withhold_rows


def hide_beside(planning: Planning) -> Planning:
    """Hold tables of which a figure stands still, and hide more where too little is hidden."""
    before = None
    while before != planning.choices:
        before = planning.choices
        for table in planning.draft.tables:
            planning = _guarded(planning, table)
        for follower, leader in planning.draft.follows:
            planning = _together(planning, follower, leader)
    return planning


def _together(planning: Planning, follower: CellKey, leader: CellKey) -> Planning:
    """Hold a source's count where its total stands still, and the total where it is withheld.

    All who answered, less the few who are outside, are the source's count.
    """
    choices, counts = planning.choices, planning.draft.counts
    if planning.is_behind(leader) or choices[leader] is Disclosure.WITHHOLD:
        return planning.choosing({follower: planning.held(follower)})
    if choices[follower] is Disclosure.WITHHOLD and beside(counts[follower], counts[leader]):
        return planning.choosing({leader: planning.held(leader)})
    return planning


def _guarded(planning: Planning, table: CellTable) -> Planning:
    members = (table.total, *table.rows)
    if planning.choices[table.total] is Disclosure.WITHHOLD or any(
        map(planning.is_behind, members)
    ):
        return withhold_rows(planning, table)
    return _with_enough_hidden(planning, table)


def _with_enough_hidden(planning: Planning, table: CellTable) -> Planning:
    """Hide the smallest rows still shown until those hidden can hide each other."""
    counts = planning.draft.counts
    hidden = [row for row in table.rows if planning.choices[row] is Disclosure.WITHHOLD]
    shown = sorted(
        (row for row in table.rows if row not in hidden),
        key=lambda row: (planning.is_held(row), counts[row].n, row),
    )
    while not _is_safe(planning, table, hidden) and shown:
        hidden.append(shown.pop(0))
    choices = dict.fromkeys(hidden, Disclosure.WITHHOLD)
    if len(hidden) == 1 and not shown and table.complete:
        choices[table.total] = planning.held(table.total)  # one row alone is its total
    return planning.choosing(choices)


def _is_safe(planning: Planning, table: CellTable, hidden: list[CellKey]) -> bool:
    counts, minimum = planning.draft.counts, planning.minimum
    unlisted = counts[table.total].n - sum(counts[row].n for row in table.rows)
    others = 0 if table.complete else max(0, unlisted)
    if not hidden:
        return not 0 < others < minimum
    return len(hidden) >= 2 and sum(counts[row].n for row in hidden) + others >= minimum
