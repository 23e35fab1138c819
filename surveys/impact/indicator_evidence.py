"""Indicators as they are handed in: a figure for each period, or why the source gave none."""

from dataclasses import dataclass
from datetime import date

from surveys.impact.kinds import AtSource


@dataclass(frozen=True, slots=True)
class IndicatorPoint:
    """One period of an indicator; the value is numerator / denominator, or the numerator alone."""

    period_start: date
    numerator: float
    denominator: float | None = None

    @property
    def value(self) -> float:
        """The plotted value; points with a denominator of zero must be left out before."""
        return self.numerator if self.denominator is None else self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class WithheldPeriod:
    """One period of an indicator for which the source gave a symbol instead of a figure.

    `why` is None where it is withheld here, to protect people.
    """

    period_start: date
    why: AtSource | None


@dataclass(frozen=True, slots=True)
class IndicatorSeries:
    """One indicator of one outcome over time; `better` is the desired direction, `up` or `down`."""

    indicator: str
    outcome_ref: str
    title: str
    better: str
    points: tuple[IndicatorPoint, ...]
    withheld: tuple[WithheldPeriod, ...] = ()
