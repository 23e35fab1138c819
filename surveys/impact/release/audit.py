"""The audit of a release: no figure that is withheld can be worked out from those that are out.

Linear programming over everything that is out finds how small and how large each can be; a figure
that is known to within 5 has been worked out.
"""

from collections.abc import Iterable, Mapping, Sequence

from surveys.impact.release.cells import CellKey, Release
from surveys.impact.release.feasible import Range, wide_enough
from surveys.impact.release.unknowns import Fact, Unknown, facts_of


def worked_out(earlier: Sequence[Release], new: Release) -> frozenset[CellKey]:
    """Return the figures of a release that could be worked out within 5 once it is out."""
    before = _parts(facts_of(earlier))
    found: frozenset[CellKey] = frozenset()
    for part in _parts(facts_of([*earlier, new])):
        if part not in before:
            ranges = wide_enough(part)
            found |= _less_certain(part, earlier, new) if ranges is None else _narrow(ranges)
    return found & {cell.key for cell in new.cells}


def _less_certain(
    part: Sequence[Fact], earlier: Sequence[Release], new: Release
) -> frozenset[CellKey]:
    """Return the same for facts that contradict each other, as after an erasure.

    Less is taken to be known: first not that figures only grow, then not what was out before.
    """
    keys = {key for fact in part for (key, _), _ in fact.terms}
    for releases in ([*earlier, new], [new]):
        about = [
            one
            for one in _parts(facts_of(releases, growing=False))
            if any(key in keys for fact in one for (key, _), _ in fact.terms)
        ]
        ranges = [wide_enough(one) for one in about]
        if None not in ranges:
            return frozenset(key for some in ranges if some for key in _narrow(some))
    return frozenset(keys)


def _narrow(ranges: Mapping[Unknown, Range]) -> frozenset[CellKey]:
    return frozenset(key for (key, _), found in ranges.items() if not found.is_wide)


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
