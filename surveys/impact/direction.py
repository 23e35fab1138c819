"""What a source says against its reference: better, worse or no clear change.

Only an interval that lies wholly on one side of the reference is a direction; a reference that is not a real
baseline is never worded as a change.
"""

from surveys.impact.estimate import NEARLY
from surveys.impact.evidence import Direction, Planned
from surveys.impact.summary import Interval

WORDINGS: dict[tuple[Direction, bool], str] = {
    (Direction.BETTER, True): "better than the baseline",
    (Direction.NO_CLEAR_CHANGE, True): "no clear change from the baseline",
    (Direction.WORSE, True): "worse than the baseline",
    (Direction.BETTER, False): "favourable, change not shown",
    (
        Direction.NO_CLEAR_CHANGE,
        False,
    ): "neither clearly favourable nor unfavourable, change not shown",
    (Direction.WORSE, False): "unfavourable, change not shown",
}


def direction_of(interval: Interval, reference: float) -> Direction:
    """Say on which side of the reference (0-1) the interval lies; touching it is no clear change."""
    if interval[0] > reference + NEARLY:
        return Direction.BETTER
    if interval[1] < reference - NEARLY:
        return Direction.WORSE
    return Direction.NO_CLEAR_CHANGE


def plan_for(planned: tuple[Planned, ...], instrument: str | None) -> Planned | None:
    """Choose among planned pieces of one source and level: the one for the instrument, else one with a baseline."""
    code = (instrument or "").split(",")[0].strip()
    ranked = sorted(planned, key=lambda p: (p.indicator != code, p.baseline is None, p.indicator))
    return ranked[0] if ranked else None


def wording_of(direction: Direction, *, against_baseline: bool) -> str:
    """Put a direction in words that claim no more than its reference allows."""
    return WORDINGS[direction, against_baseline]


def is_target_met(proportion: float, target: float | None) -> bool | None:
    """Say whether the proportion reaches the target; None where there is no target."""
    return None if target is None else proportion >= target - NEARLY
