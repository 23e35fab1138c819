"""From the rows of an indicator to its periods: what is expected, what is missing, what is small.

A series with any period under the minimum group is added up to quarters, and then to years: to
withhold single periods would leave out the low ones and so bend the chart.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from surveys.impact.indicator_evidence import IndicatorSeries
from surveys.impact.version_2.indicator_rows import SeriesKind, kind_of, periodicity_of, rows_of
from surveys.impact.version_2.periods import MONTHS, Gap, GapReason, Period, Periodicity

APRIL = 3  # months after January: what is added up fits the financial year


@dataclass(frozen=True, slots=True)
class IndicatorPeriods:
    """Every period from the first to the last; `pooled` where shorter ones were added up."""

    kind: SeriesKind
    periodicity: Periodicity
    pooled: bool
    periods: tuple[Period, ...]


def periods_of(series: IndicatorSeries, as_at: date, minimum_group: int) -> IndicatorPeriods:
    """Return the periods of a series as known at a date, none with a figure under the minimum."""
    kind = kind_of(series.points)
    starts = [row.period_start for row in (*series.points, *series.withheld)]
    given = periodicity_of(starts)
    rows = rows_of(series, kind, MONTHS[given])
    phase = min((row.first_month for row in rows), default=0) % MONTHS[given]
    finest = periods = _laid_out(rows, given, phase, as_at)
    periodicity = given
    for coarser in list(Periodicity)[list(Periodicity).index(given) + 1 :]:
        if not any(_is_small(period, minimum_group) for period in periods):
            break
        periodicity, periods = coarser, _laid_out(finest, coarser, APRIL + phase, as_at)
    shown = tuple(_withheld(p) if _is_small(p, minimum_group) else p for p in periods)
    return IndicatorPeriods(kind, periodicity, periodicity is not given, shown)


def _laid_out(
    parts: Sequence[Period], periodicity: Periodicity, phase: int, as_at: date
) -> list[Period]:
    """Return periods from the first part to the last, each the sum of the parts within it."""
    months = MONTHS[periodicity]
    within: dict[int, list[Period]] = defaultdict(list)
    for part in parts:
        within[(part.first_month - phase) // months].append(part)
    places = range(min(within, default=0), max(within, default=-1) + 1)
    empty = [(Period(phase + place * months, months), within[place]) for place in places]
    return [_summed(period, members, as_at) for period, members in empty]


def _summed(period: Period, parts: Sequence[Period], as_at: date) -> Period:
    """Return a period with the sum of its parts, or with why it has none."""
    if gap := _gap_of(period, parts, as_at):
        return replace(period, gap=gap)
    denominators = [part.denominator for part in parts if part.denominator is not None]
    return replace(
        period,
        numerator=sum(part.numerator for part in parts),
        denominator=sum(denominators) if denominators else None,
    )


def _gap_of(period: Period, parts: Sequence[Period], as_at: date) -> Gap | None:
    if period.ends_on > as_at:
        return GapReason.NOT_OVER
    if not parts:
        return GapReason.MISSING
    gaps = {part.gap for part in parts}
    is_whole = sum(part.months for part in parts) >= period.months
    return gaps.pop() if is_whole and len(gaps) == 1 else GapReason.INCOMPLETE


def _is_small(period: Period, minimum_group: int) -> bool:
    figures = [period.numerator, period.denominator]
    return period.gap is None and any(f is not None and f < minimum_group for f in figures)


def _withheld(period: Period) -> Period:
    return Period(period.first_month, period.months, gap=GapReason.SMALL)
