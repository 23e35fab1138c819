"""Periods of an indicator: months, quarters or years, each with its figures or why it has none."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from surveys.impact.kinds import AtSource


class Periodicity(StrEnum):
    """How often an indicator has a value, finest first."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS: dict[Periodicity, int] = {
    Periodicity.MONTH: 1,
    Periodicity.QUARTER: 3,
    Periodicity.YEAR: 12,
}


class GapReason(StrEnum):
    """Why a period has no value here, other than a symbol of its source."""

    MISSING = "missing"
    INCOMPLETE = "incomplete"
    NO_DENOMINATOR = "no_denominator"
    NOT_OVER = "not_over"
    SMALL = "small"


Gap = GapReason | AtSource


@dataclass(frozen=True, slots=True)
class Period:
    """`months` months from `first_month`, which counts months since the year 0.

    The figures are sums over the period; with a `gap` there are none. A count has no denominator.
    """

    first_month: int
    months: int
    numerator: float = 0.0
    denominator: float | None = None
    gap: Gap | None = None

    @property
    def starts_on(self) -> date:
        """The first day."""
        year, month = divmod(self.first_month, 12)
        return date(year, month + 1, 1)

    @property
    def ends_on(self) -> date:
        """The last day."""
        year, month = divmod(self.first_month + self.months - 1, 12)
        return date(year, month + 1, monthrange(year, month + 1)[1])

    @property
    def value(self) -> float | None:
        """What is plotted: the count, or numerator over denominator; None for a gap."""
        if self.gap is not None:
            return None
        return self.numerator if self.denominator is None else self.numerator / self.denominator

    @property
    def in_words(self) -> str:
        """Return March 2025, January to March 2025, or November 2024 to January 2025."""
        first, last = self.starts_on, self.ends_on
        if self.months == 1:
            return f"{first:%B %Y}"
        return f"{first:%B}{'' if first.year == last.year else f' {first.year}'} to {last:%B %Y}"


def month_of(day: date) -> int:
    """Return the month of a day, counted since the year 0."""
    return day.year * 12 + day.month - 1
