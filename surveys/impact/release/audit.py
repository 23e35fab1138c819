"""The audit of a release: no figure that is withheld can be worked out from those that are out.

Linear programming over everything that is out finds how small and how large each can be; a figure
that is known to within 5 has been worked out.
"""

from collections.abc import Iterable, Mapping, Sequence

from surveys.impact.release.cells import CellKey, Release
from surveys.impact.release.feasible import Range, wide_enough
from surveys.impact.release.unknowns import Fact, Unknown, facts_of


def worked_out(earlier: Sequence[Release], new: Release) -> frozenset[CellKey]:
    """Return the figures of a release that could be worked out within 5 once it is out.

    Where the releases contradict each other, as after an erasure, less is taken to be known: first
    that figures only grow, then what was given out before.
    """
    for releases, growing in (([*earlier, new], True), ([*earlier, new], False), ([new], False)):
        before = _parts(facts_of(earlier, growing=growing))
        parts = [part for part in _parts(facts_of(releases, growing=growing)) if part not in before]
        ranges = [wide_enough(part) for part in parts]
        if None not in ranges:
            return _narrow(ranges) & {cell.key for cell in new.cells}
    return frozenset(key for table in new.tables for key in (table.total, *table.rows))


def _narrow(ranges: Iterable[Mapping[Unknown, Range] | None]) -> frozenset[CellKey]:
    return frozenset(
        key for some in ranges if some for (key, _), found in some.items() if not found.is_wide
    )


def _parts(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Return the facts in groups that have no unknown in common."""
    groups: list[tuple[set[Unknown], list[Fact]]] = []
    for fact in sorted(facts, key=lambda one: (one.terms, one.value, one.exact)):
        about = {one for one, _ in fact.terms}
        joined = [group for group in groups if not about.isdisjoint(group[0])]
        groups = [group for group in groups if about.isdisjoint(group[0])]
        members = [*(one for group in joined for one in group[1]), fact]
        groups.append((about.union(*(group[0] for group in joined)), members))
    return [sorted(facts, key=lambda one: (one.terms, one.value)) for _, facts in groups]
