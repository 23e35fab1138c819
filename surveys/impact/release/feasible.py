"""The values that unknown figures can have, given facts about them, by linear programming."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.impact.release.unknowns import Fact, Unknown

CLOSEST = 5  # a figure that is known to lie in a shorter range has been worked out
FAR = 1e6  # as far as any figure is looked for
ROUNDING = 1e-6
FOUND = 0  # as scipy numbers what came of a search


@dataclass(frozen=True, slots=True)
class Range:
    """Values that a figure can have; it may have others beyond them if they are far apart."""

    low: float
    high: float

    @property
    def is_wide(self) -> bool:
        """Say whether the figure stays unknown."""
        return self.high - self.low >= CLOSEST - ROUNDING


def wide_enough(facts: Sequence[Fact]) -> dict[Unknown, Range] | None:
    """Return how far apart the values of each unknown can be, or at least 5; None: no solution."""
    if (alone := of_one_sum(facts)) is not None:
        return alone
    place = {one: i for i, one in enumerate(sorted({u for f in facts for u, _ in f.terms}))}
    system = _system(facts, place)
    ranges: dict[Unknown, Range] = {}
    for one, at in place.items():
        for sign in (1, -1):
            if one in ranges and ranges[one].is_wide:
                break
            values = _furthest(system, at, len(place), sign)
            if values is None:
                return None
            ranges = {other: _with(ranges.get(other), values[i]) for other, i in place.items()}
    return ranges


def of_one_sum(facts: Sequence[Fact]) -> dict[Unknown, Range] | None:
    """Return the ranges where all that is known is one sum, which needs no search; else None.

    Each of several figures that add up to a value can be anything from nought to all of it. Where
    the total is not known either, it and each of them can grow together.
    """
    if len(facts) != 1:
        return None
    [fact] = facts
    factors = {factor for _, factor in fact.terms}
    if factors == {1, -1}:
        return {one: Range(0, FAR) for one, _ in fact.terms}
    if factors != {1} or fact.value < 0:
        return None
    least = fact.value if fact.exact and len(fact.terms) == 1 else 0
    return {one: Range(least, fact.value) for one, _ in fact.terms}


def _furthest(
    system: Mapping[str, Any], place: int, size: int, sign: int
) -> Sequence[float] | None:
    """Return a solution in which one unknown is as small (1) or as large (-1) as it can be."""
    from scipy.optimize import (  # noqa: PLC0415 - slow to load  # pyright: ignore[reportMissingTypeStubs]
        linprog,  # pyright: ignore[reportUnknownVariableType]
    )

    goal = [0.0] * size
    goal[place] = float(sign)
    found: Any = linprog(goal, **system, bounds=(0, FAR), method="highs")
    return found.x if found.status == FOUND else None


def _with(known: Range | None, value: float) -> Range:
    return (
        Range(value, value)
        if known is None
        else Range(min(known.low, value), max(known.high, value))
    )


def _system(facts: Iterable[Fact], place: Mapping[Unknown, int]) -> dict[str, Any]:
    """Return the facts as scipy takes them: A_eq, b_eq, A_ub, b_ub."""
    system: dict[str, list[Any]] = {"A_eq": [], "b_eq": [], "A_ub": [], "b_ub": []}
    for fact in facts:
        row = [0.0] * len(place)
        for one, factor in fact.terms:
            row[place[one]] = float(factor)
        kind = "eq" if fact.exact else "ub"
        system[f"A_{kind}"].append(row)
        system[f"b_{kind}"].append(float(fact.value))
    return {name: rows or None for name, rows in system.items()}
