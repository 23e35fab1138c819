"""Indicators as XmR charts, by the rules of NHS England's "Making Data Count".

The period before the action is the baseline and sets the limits; only points after it can be a
signal.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from statistics import fmean
from typing import Literal

from surveys.impact.evidence import Direction
from surveys.impact.indicator_evidence import IndicatorSeries
from surveys.impact.parts import Interval
from surveys.impact.version_1.model import ImpactModel
from surveys.impact.version_1.summary import Indicator
from surveys.impact.xmr import LIMIT_FACTOR, OUTLYING_RANGE
from surveys.london import day_in_words

RUN = 7
Dated = tuple[date, float]


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal after the baseline; `side` is 1 for up and -1 for down."""

    text: str
    side: int


def chart_of(series: IndicatorSeries, started_on: date | None, model: ImpactModel) -> Indicator:
    """Return the chart of one indicator.

    Without a start date every point is baseline, and no signal is claimed.
    """
    points = sorted((p.period_start, p.value) for p in series.points if p.denominator != 0)
    before = [p for p in points if started_on is None or p[0] < started_on]
    after = points[len(before) :]
    centre = fmean(value for _, value in before) if before else None
    enough = len(before) >= model.gates.baseline_points
    limits = limits_of([value for _, value in before]) if enough else None
    signals = signals_of(after, centre, limits)
    is_judged = bool(after) and (limits is not None or bool(signals))
    return Indicator(
        indicator=series.indicator,
        title=series.title,
        better="up" if series.better == "up" else "down",
        points=points,
        centre=centre,
        limits=limits,
        baseline_points=len(before),
        direction=_direction(signals, series.better, is_judged=is_judged),
        signals=[*_shortfall(len(before), len(after), model), *(signal.text for signal in signals)],
    )


def limits_of(values: list[float]) -> Interval:
    """Return the natural process limits of at least two values, in their own unit."""
    centre, reach = fmean(values), LIMIT_FACTOR * mean_moving_range(values)
    return centre - reach, centre + reach


def mean_moving_range(values: list[float]) -> float:
    """Return the mean step between neighbours, leaving out outlying steps once."""
    steps = [abs(b - a) for a, b in pairwise(values)]
    mean = fmean(steps)
    return fmean([step for step in steps if step <= OUTLYING_RANGE * mean])


def signals_of(after: list[Dated], centre: float | None, limits: Interval | None) -> list[Signal]:
    """Return every signal in the points after the baseline.

    Rules that need limits give none without them.
    """
    if centre is None:
        return []
    found = [*_runs(after, centre), *_trends(after)]
    if limits is not None:
        found = [*_outside(after, limits), *found, *_two_of_three(after, centre, limits)]
    return found


def _outside(after: list[Dated], limits: Interval) -> list[Signal]:
    """Return one signal for each run of points outside the limits on one side."""
    stretches = groupby(after, key=lambda point: _side(point[1], *limits))
    return [_stretch(side, [on for on, _ in points]) for side, points in stretches if side]


def _stretch(side: int, days: list[date]) -> Signal:
    first, last = day_in_words(days[0]), day_in_words(days[-1])
    when = first if len(days) == 1 else f"{first} to {last}"
    return Signal(f"outside the limits, {_way(side)}: {when}", side)


def _runs(after: list[Dated], centre: float) -> list[Signal]:
    sides = [_side(value, centre, centre) for _, value in after]
    return _windows(after, sides, RUN, RUN, "seven in a row on one side of the mean")


def _trends(after: list[Dated]) -> list[Signal]:
    steps = [_side(b, a, a) for (_, a), (_, b) in pairwise(after)]
    return _windows(after[1:], steps, RUN - 1, RUN - 1, "a trend of seven points")


def _two_of_three(after: list[Dated], centre: float, limits: Interval) -> list[Signal]:
    low, high = (centre + (limit - centre) * 2 / 3 for limit in limits)
    sides = [_side(value, low, high) for _, value in after]
    return _windows(after, sides, 3, 2, "two of three points near a limit")


def _windows(
    points: list[Dated], sides: list[int], width: int, need: int, name: str
) -> list[Signal]:
    """Return one signal for each stretch in which `need` of `width` neighbours lie on one side."""
    found: list[Signal] = []
    last: dict[int, int] = {}
    for end in range(width, len(sides) + 1):
        for side in (1, -1):
            if sides[end - width : end].count(side) >= need:
                if last.get(side) != end - 1:
                    until = day_in_words(points[end - 1][0])
                    found.append(Signal(f"{name}, {_way(side)}: to {until}", side))
                last[side] = end
    return found


def _direction(signals: list[Signal], better: str, *, is_judged: bool) -> Direction | None:
    if not is_judged:
        return None
    sides = {signal.side for signal in signals}
    if len(sides) != 1:
        return Direction.NO_CLEAR_CHANGE
    return Direction.BETTER if sides == {1 if better == "up" else -1} else Direction.WORSE


def _shortfall(before: int, after: int, model: ImpactModel) -> list[str]:
    need = model.gates.baseline_points
    short = f"fewer than {need} baseline points ({before}): no signal is claimed from limits"
    return [
        *([short] if before < need else []),
        *([] if after else ["no point after the action began"]),
    ]


def _side(value: float, low: float, high: float) -> int:
    return (value > high) - (value < low)


def _way(side: int) -> Literal["up", "down"]:
    return "up" if side > 0 else "down"
