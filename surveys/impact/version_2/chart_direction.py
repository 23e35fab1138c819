"""Whether an indicator became better or worse, or why that cannot be said.

The means before and after decide, once the periods before the start were enough and steady.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from surveys.impact.evidence import Direction
from surveys.impact.version_2.chart_change import MeanChange, change_of
from surveys.impact.version_2.chart_gates import ChartGates
from surveys.impact.version_2.chart_parts import Better, Undecided
from surveys.impact.version_2.chart_stretches import Baseline, Stretch

ChartVerdict = MeanChange | Undecided
WANTED: dict[Better, int] = {"up": 1, "down": -1}  # the side of a change for the better


@dataclass(frozen=True, slots=True)
class ChartCase:
    """All that the direction of a chart depends on."""

    started_on: date | None
    before: Baseline
    after: Stretch
    gates: ChartGates


UNLESS: dict[Undecided, Callable[[ChartCase], bool]] = {  # the first that holds is the reason
    Undecided.NO_START: lambda case: case.started_on is None,
    Undecided.SHORT_BASELINE: lambda case: (
        len(case.before.stretch.placed) < case.gates.points_before
    ),
    Undecided.NO_VARIATION: lambda case: case.before.limits is None,
    Undecided.UNSTEADY: lambda case: bool(case.before.signals),
    Undecided.NOTHING_AFTER: lambda case: not case.after.placed,
}


def verdict_of(case: ChartCase) -> ChartVerdict:
    """Return the change, or the first reason against saying that there is one."""
    against = next((why for why, holds in UNLESS.items() if holds(case)), None)
    return against or change_of(case.before.stretch.placed, case.after.placed, case.gates)


def direction_of(verdict: ChartVerdict, better: Better) -> Direction | None:
    """Return the direction of a change, None where there is a reason against one."""
    if isinstance(verdict, Undecided):
        return None
    if not verdict.side:
        return Direction.NO_CLEAR_CHANGE
    return Direction.BETTER if verdict.side == WANTED[better] else Direction.WORSE
