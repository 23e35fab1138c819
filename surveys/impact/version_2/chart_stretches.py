"""The periods before the start and after it, and the baseline that those before make.

A period that was over by the start is before it, one that began from the start on is after it; the
one within which the action started is neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from surveys.impact.parts import Interval
from surveys.impact.version_2.chart_change import Placed
from surveys.impact.version_2.chart_gates import ChartGates
from surveys.impact.version_2.chart_limits import limits_of
from surveys.impact.version_2.periods import Period
from surveys.impact.version_2.signals import ChartSignal, signals_of


@dataclass(frozen=True, slots=True)
class Stretch:
    """Periods that have a value, in order, and their values with their places in the series."""

    periods: tuple[Period, ...]
    placed: tuple[Placed, ...]

    @property
    def values(self) -> list[float]:
        """The values alone."""
        return [value for _, value in self.placed]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the periods before the start show.

    `centre` is None without values, `limits` with too few or none that differ.
    """

    stretch: Stretch
    centre: float | None
    limits: Interval | None
    signals: tuple[ChartSignal, ...]

    def signals_in(self, after: Stretch, gates: ChartGates) -> tuple[ChartSignal, ...]:
        """Return the signals among the periods after the start, against this baseline."""
        if self.centre is None:
            return ()
        return signals_of(after.values, self.centre, self.limits, gates)


def around(periods: Sequence[Period], started_on: date | None) -> tuple[int, int]:
    """Return how many periods were over by the start, and the place of the first after it.

    Without a start all are before.
    """
    day = started_on or date.max
    until = sum(period.ends_on <= day for period in periods)
    return until, sum(period.starts_on < day for period in periods)


def stretch_of(periods: Sequence[Period], places: range) -> Stretch:
    """Return the periods at these places that have a value."""
    found = [
        (place, periods[place], value)
        for place in places
        if (value := periods[place].value) is not None
    ]
    placed = tuple((place, value) for place, _, value in found)
    return Stretch(tuple(period for _, period, _ in found), placed)


def baseline_of(before: Stretch, gates: ChartGates) -> Baseline:
    """Return mean, limits and signals of the periods before the start, among themselves."""
    values = before.values
    if not values:
        return Baseline(before, None, None, ())
    centre = fmean(values)
    limits = limits_of(values) if len(values) >= gates.points_before else None
    return Baseline(before, centre, limits, signals_of(values, centre, limits, gates))
