"""Natural process limits of an XmR chart: mean and moving ranges of a baseline."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

from surveys.impact.parts import Interval
from surveys.impact.xmr import LIMIT_FACTOR, OUTLYING_RANGE


def limits_of(values: Sequence[float]) -> Interval | None:
    """Return the limits, in the unit of the values; None for fewer than two or all the same."""
    reach = LIMIT_FACTOR * mean_moving_range(values)
    centre = fmean(values) if values else 0.0
    return (centre - reach, centre + reach) if reach else None


def mean_moving_range(values: Sequence[float]) -> float:
    """Return the mean step between neighbours; 0 for fewer than two values.

    Outlying steps are left out once (Nelson 1982), unless none but zeros would remain.
    """
    steps = [abs(later - earlier) for earlier, later in pairwise(values)]
    mean = fmean(steps) if steps else 0.0
    kept = [step for step in steps if step <= OUTLYING_RANGE * mean]
    return fmean(kept) if any(kept) else mean
