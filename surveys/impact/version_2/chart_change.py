"""What changed in an indicator: the mean after the start against the mean before it.

Neighbouring periods resemble each other, so their number is reduced before the interval is taken; a
baseline that leans is continued, and the mean after must lie beyond its line too.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from statistics import fmean, linear_regression

from surveys.impact.distributions import student_quantile, student_two_sided
from surveys.impact.parts import Interval, Part
from surveys.impact.version_2.chart_gates import ChartGates

Placed = tuple[int, float]  # the place of a period in the series, and its value


class MeanChange(Part):
    """The mean after less the mean before, with its interval, in the unit of the values.

    `counted` are the `periods` before and after once they are reduced by `lag_1`, the correlation
    of neighbours. `line` is the baseline's lean continued to the middle of the periods after, None
    where it does not lean.
    """

    before: float
    after: float
    difference: float
    interval: Interval
    periods: tuple[int, int]
    counted: tuple[float, float]
    lag_1: float
    line: float | None

    @property
    def side(self) -> int:
        """Return 1 for a change up, -1 for one down, 0 for no clear change."""
        low, high = self.interval
        line = self.before if self.line is None else self.line
        return (low > 0 and self.after > line) - (high < 0 and self.after < line)


def change_of(before: Sequence[Placed], after: Sequence[Placed], gates: ChartGates) -> MeanChange:
    """Compare the means of at least three values before, not all the same, and one after.

    Student's t with one variance, 1 / `counted` in place of 1 / n.
    """
    parts = [[value for _, value in part] for part in (before, after)]
    means = fmean(parts[0]), fmean(parts[1])
    away = [[value - mean for value in part] for part, mean in zip(parts, means, strict=True)]
    squares = sum(d * d for part in away for d in part)
    lag_1 = _lag_1(away, squares)
    counted = _reduced(len(before), lag_1), _reduced(len(after), lag_1)
    variance = squares / (len(before) + len(after) - 2)
    error = sqrt(variance * (1 / counted[0] + 1 / counted[1]))
    reach = error * student_quantile((1 + gates.confidence) / 2, max(1.0, sum(counted) - 2))
    difference = means[1] - means[0]
    return MeanChange(
        before=means[0],
        after=means[1],
        difference=difference,
        interval=(difference - reach, difference + reach),
        periods=(len(before), len(after)),
        counted=counted,
        lag_1=lag_1,
        line=_line_continued(before, fmean(place for place, _ in after), gates.lean),
    )


def _lag_1(away: Sequence[Sequence[float]], squares: float) -> float:
    """Return the correlation of neighbours within each part, 0-1, corrected for its bias.

    Each mean that is taken out costs 1 / n, and the correlation itself 4 r / n (Kendall 1954).
    """
    n = sum(map(len, away))
    raw = sum(one * other for part in away for one, other in pairwise(part)) / squares
    return min(1.0, max(0.0, raw + (2 + 4 * raw) / n))


def _reduced(n: int, lag_1: float) -> float:
    """Return how many independent values `n` correlated ones are worth; at least 1."""
    return max(1.0, n * (1 - lag_1) / (1 + lag_1))


def _line_continued(before: Sequence[Placed], place: float, lean: float) -> float | None:
    """Return the least-squares line of the baseline at a later place; None if it does not lean."""
    places, values = zip(*before, strict=True)
    slope, intercept = linear_regression(places, values)
    middle = fmean(places)
    spread = sum((x - middle) ** 2 for x in places)
    rest = sum((y - intercept - slope * x) ** 2 for x, y in before)
    error = sqrt(rest / (len(before) - 2) / spread)
    leans = student_two_sided(slope / error, len(before) - 2) < lean if error else slope != 0
    return intercept + slope * place if leans else None
