"""Signals of an XmR chart, by the rules of NHS England's "Making Data Count".

They draw attention, and decide no direction. A gap does not break a row of values, so that leaving
out a period cannot hide a signal.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from math import isclose

from surveys.impact.parts import Interval
from surveys.impact.version_2.chart_gates import ChartGates

NEAR = 2 / 3  # of the way from the mean to a limit
ON_A_SIDE, NEAR_A_LIMIT, OUTSIDE = 1, 2, 3  # where a value lies; negative below the mean


class SignalKind(StrEnum):
    """The rules of which one is enough."""

    OUTSIDE = "outside"
    RUN = "run"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"


@dataclass(frozen=True, slots=True)
class ChartSignal:
    """Values from place `first` to place `last` that are a signal; `side` is 1 up and -1 down."""

    kind: SignalKind
    side: int
    first: int
    last: int


def signals_of(
    values: Sequence[float], centre: float, limits: Interval | None, gates: ChartGates
) -> tuple[ChartSignal, ...]:
    """Return the signals in values that follow each other, by rule and place.

    Without limits, the rules that need them give none.
    """
    zones = [zone_of(value, centre, limits) for value in values]
    steps = [_side(later, earlier) for earlier, later in pairwise(values)]
    found = {
        SignalKind.OUTSIDE: _stretches(zones, 1, lambda zone: zone[0] >= OUTSIDE),
        SignalKind.RUN: _stretches(zones, gates.run, _on_one_side),
        SignalKind.TREND: _stretches(steps, gates.trend - 1, _on_one_side),
        SignalKind.TWO_OF_THREE: _stretches(zones, 3, _two_are_near),
    }
    return tuple(
        # a trend of steps ends one value later than its last step began
        ChartSignal(kind, side, first, last + (kind is SignalKind.TREND))
        for kind, stretches in found.items()
        for side, first, last in stretches
    )


def zone_of(value: float, centre: float, limits: Interval | None) -> int:
    """Return where a value lies: 0 on the mean, above it 1, near the limit 2, outside 3.

    Below the mean the same, negative. On a border it is inside.
    """
    side = _side(value, centre)
    if limits is None or side == 0:
        return side * ON_A_SIDE
    limit = limits[side > 0]
    if _side(value, limit) == side:
        return side * OUTSIDE
    is_near = _side(value, centre + NEAR * (limit - centre)) == side
    return side * (NEAR_A_LIMIT if is_near else ON_A_SIDE)


def _on_one_side(window: Sequence[int]) -> bool:
    return min(window) > 0


def _two_are_near(window: Sequence[int]) -> bool:
    return _on_one_side(window) and window.count(NEAR_A_LIMIT) >= 2


def _stretches(
    marks: Sequence[int], width: int, holds: Callable[[Sequence[int]], bool]
) -> Iterator[tuple[int, int, int]]:
    """Yield side, first and last place of each stretch of windows that hold, seen from a side."""
    for side in (1, -1):
        seen = [side * mark for mark in marks]
        ends = [end for end in range(width, len(seen) + 1) if holds(seen[end - width : end])]
        for _, neighbours in groupby(enumerate(ends), lambda pair: pair[1] - pair[0]):
            together = [end for _, end in neighbours]
            yield side, together[0] - width, together[-1] - 1


def _side(value: float, border: float) -> int:
    """Return 1 above, -1 below, and 0 where the difference is rounding of binary fractions."""
    return 0 if isclose(value, border) else 1 if value > border else -1
