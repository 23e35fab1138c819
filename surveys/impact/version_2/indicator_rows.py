"""What the rows of an indicator are: shares, counts or rates, by the month, quarter or year.

Both are found from the rows themselves, because no column of a file says them.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from itertools import pairwise

from surveys.impact.evidence import IndicatorPoint, IndicatorSeries
from surveys.impact.version_2.periods import MONTHS, GapReason, Period, Periodicity, month_of


class SeriesKind(StrEnum):
    """What a value is: part of a whole, a number, or a number for each of something else."""

    SHARE = "share"
    COUNT = "count"
    RATE = "rate"


def kind_of(points: Iterable[IndicatorPoint]) -> SeriesKind:
    """Return a count where no point has a denominator, a share where none goes beyond its own."""
    divided = [(p.numerator, p.denominator) for p in points if p.denominator is not None]
    if not divided:
        return SeriesKind.COUNT
    is_share = all(numerator <= denominator for numerator, denominator in divided)
    return SeriesKind.SHARE if is_share else SeriesKind.RATE


def periodicity_of(starts: Iterable[date]) -> Periodicity:
    """Return the longest periodicity that fits into the most common step between the starts."""
    steps = Counter(b - a for a, b in pairwise(sorted(map(month_of, starts))))
    usual = min(steps, key=lambda step: (-steps[step], step), default=0)
    fitting = [one for one, months in MONTHS.items() if months <= usual]
    return fitting[-1] if fitting else Periodicity.MONTH


def rows_of(series: IndicatorSeries, kind: SeriesKind, months: int) -> list[Period]:
    """Return a period of so many months for each row, in no order."""
    withheld = [(month_of(row.period_start), row.why) for row in series.withheld]
    return [
        *(_row(point, kind, months) for point in series.points),
        *(Period(month, months, gap=why or GapReason.SMALL) for month, why in withheld),
    ]


def _row(point: IndicatorPoint, kind: SeriesKind, months: int) -> Period:
    month = month_of(point.period_start)
    if kind is not SeriesKind.COUNT and point.denominator is None:
        return Period(month, months, gap=GapReason.NO_DENOMINATOR)
    return Period(month, months, point.numerator, point.denominator)
