"""The periods of charts as figures of a release: months, and what they are added up to.

A chart that goes over from months to quarters could give away the small month for which it does so:
the quarter less the months that were given out before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from surveys.impact.evidence import IndicatorSeries, WithheldPeriod
from surveys.impact.release.cells import Cell, CellKey, CellTable, Count, Release
from surveys.impact.version_2.indicator_periods import periods_of
from surveys.impact.version_2.periods import Period

Figures = Mapping[str, float | None]  # of a period, by what they count
MEASURES = ("numerator", "denominator")


def chart_parts(
    action: str, series: IndicatorSeries, as_at: date, minimum: int
) -> Iterator[tuple[dict[CellKey, Count], CellTable]]:
    """Yield the figures of each period that a chart shows, with the rows it is added up from.

    A share gives its numerator and denominator away, so that both count as shown.
    """
    finest = _shown(series, as_at, 0)
    for period in _shown(series, as_at, minimum):
        within = [one for one in finest if one != period and _is_within(one, period)]
        for measure in MEASURES:
            if (count := _count(period, measure)) is None:
                continue
            key = _key(action, series, period, measure)
            rows = {
                _key(action, series, one, measure): replace(count, is_printed=False, n=n)
                for one in within
                if (n := _whole(one, measure)) is not None
            }
            yield {key: count, **rows}, CellTable(key, tuple(rows))


def without_withheld(
    action: str, series: IndicatorSeries, release: Release, minimum: int
) -> IndicatorSeries:
    """Return a series without the rows of periods that a release does not give out as they are."""
    cells = {cell.key: cell for cell in release.cells}
    hidden = [
        period
        for period in _shown(series, release.as_at, minimum)
        if not _is_given_out(action, series, period, cells)
    ]

    def is_hidden(day: date) -> bool:
        return any(period.starts_on <= day <= period.ends_on for period in hidden)

    left = tuple(point for point in series.points if not is_hidden(point.period_start))
    days = {p.period_start for p in series.points} - {p.period_start for p in left}
    withheld = tuple(WithheldPeriod(day, None) for day in sorted(days))
    return replace(series, points=left, withheld=(*series.withheld, *withheld))


def _is_given_out(
    action: str, series: IndicatorSeries, period: Period, cells: Mapping[CellKey, Cell]
) -> bool:
    for measure in MEASURES:
        n, cell = _whole(period, measure), cells.get(_key(action, series, period, measure))
        if n is not None and cell is not None and cell.n != n:
            return False
    return True


def _shown(series: IndicatorSeries, as_at: date, minimum: int) -> list[Period]:
    return [p for p in periods_of(series, as_at, minimum).periods if p.gap is None]


def _is_within(one: Period, period: Period) -> bool:
    last = period.first_month + period.months
    return period.first_month <= one.first_month and one.first_month + one.months <= last


def _key(action: str, series: IndicatorSeries, period: Period, measure: str) -> CellKey:
    part = f"{period.starts_on:%Y-%m}, {period.months}"
    where = (action, series.outcome_ref, measure, "indicator", series.indicator)
    return CellKey(*where, dimension="period", part=part)


def _count(period: Period, measure: str) -> Count | None:
    n = _whole(period, measure)
    return None if n is None else Count(n, is_imported=True)


def _whole(period: Period, measure: str) -> int | None:
    """Return a figure of a period that counts something; None for one with a fraction, or none."""
    figure: float | None = getattr(period, measure)
    return int(figure) if figure is not None and float(figure).is_integer() else None
