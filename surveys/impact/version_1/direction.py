"""What a source shows against its reference: better, worse or no clear change.

Only an interval entirely on one side of the reference has a direction. Where the reference is not a
real baseline, the wording never claims a change.
"""

from surveys.impact.counting import NEARLY
from surveys.impact.evidence import Direction, Planned
from surveys.impact.parts import Interval

AGAINST_BASELINE: dict[Direction, str] = {
    Direction.BETTER: "better than the baseline",
    Direction.NO_CLEAR_CHANGE: "no clear change from the baseline",
    Direction.WORSE: "worse than the baseline",
}
WITHOUT_BASELINE: dict[Direction, str] = {
    Direction.BETTER: "favourable, change not shown",
    Direction.NO_CLEAR_CHANGE: "neither clearly favourable nor unfavourable, change not shown",
    Direction.WORSE: "unfavourable, change not shown",
}


def direction_of(interval: Interval, reference: float) -> Direction:
    """Return on which side of the reference (0-1) the interval lies; touching is neither."""
    if interval[0] > reference + NEARLY:
        return Direction.BETTER
    if interval[1] < reference - NEARLY:
        return Direction.WORSE
    return Direction.NO_CLEAR_CHANGE


def plan_for(planned: tuple[Planned, ...], instrument: str | None) -> Planned | None:
    """Choose among planned pieces of one source and level.

    The one for the instrument comes first, then one with a baseline.
    """
    code = (instrument or "").split(",")[0].strip()
    ranked = sorted(planned, key=lambda p: (p.indicator != code, p.baseline is None, p.indicator))
    return ranked[0] if ranked else None


def wording_of(direction: Direction, *, against_baseline: bool) -> str:
    """Return a direction in words that claim no more than its reference allows."""
    return (AGAINST_BASELINE if against_baseline else WITHOUT_BASELINE)[direction]


def is_target_met(proportion: float, target: float | None) -> bool | None:
    """Return whether the proportion reaches the target; None without a target."""
    return None if target is None else proportion >= target - NEARLY
