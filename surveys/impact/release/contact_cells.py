"""The cells of contacts: what newsletters, pages and the like counted, in all and by agency.

A count is one figure in every action that the item tells of. Each is withheld or shown as a count
of people is, because who opened something can be told from a small number.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from surveys.impact.dissemination import (
    AFTER_DELIVERY,
    ContactCount,
    ContactKind,
    Dissemination,
    is_about_readers,
)
from surveys.impact.release.cells import Cell, CellKey, CellTable, Count


def contact_key(told: Dissemination, what: ContactKind) -> CellKey:
    """Return the key of a count; that of an agency is a row of all agencies together."""
    dimension = "agency" if told.agency else ""
    wave = f"{told.item}, {told.since}"
    return CellKey("", "", what, told.kind, wave, dimension, told.agency)


def contact_counts(rows: Sequence[Dissemination]) -> dict[CellKey, Count]:
    """Return every count of readers that is known, by its key."""
    return {
        contact_key(told, one.what): Count(one.n or 0, is_imported=True)
        for told in rows
        for one in told.counts
        if is_about_readers(told, one)
    }


def contact_tables(rows: Sequence[Dissemination]) -> Iterator[CellTable]:
    """Yield agencies with their whole, and what was opened with what was delivered.

    Who is left of the delivered is guarded like those who opened it, as long as each counts once.
    """
    counts = contact_counts(rows)
    by_whole: dict[CellKey, list[CellKey]] = defaultdict(list)
    for key in counts:
        if key.dimension:
            by_whole[replace(key, dimension="", part="")].append(key)
    for whole, agencies in by_whole.items():
        if whole in counts:
            yield from _table(whole, agencies, counts)
    for told in rows:
        delivered = contact_key(told, ContactKind.DELIVERED)
        for what in AFTER_DELIVERY if told.each_once and delivered in counts else ():
            if (row := contact_key(told, what)) in counts:
                yield from _table(delivered, [row], counts, has_others=True)


def contacts_given_out(
    rows: Sequence[Dissemination], cells: Mapping[CellKey, Cell]
) -> tuple[Dissemination, ...]:
    """Return the rows with what their cells say; a withheld count is nought."""

    def given(told: Dissemination, one: ContactCount) -> ContactCount:
        if not is_about_readers(told, one):
            return one
        return replace(one, n=cells[contact_key(told, one.what)].n or 0)

    return tuple(replace(row, counts=tuple(given(row, one) for one in row.counts)) for row in rows)


def _table(
    total: CellKey,
    rows: Sequence[CellKey],
    counts: Mapping[CellKey, Count],
    *,
    has_others: bool = False,
) -> Iterator[CellTable]:
    """Yield rows with their total; where they come to more than it, they are no parts of it."""
    left = counts[total].n - sum(counts[row].n for row in rows)
    if left >= 0:
        yield CellTable(total, tuple(rows), complete=left == 0 and not has_others)
