"""Indicators as XmR charts with a direction: the one way from the rows of a file to a chart.

Limits and signals draw attention; the direction comes from the means before and after the start.
"""

from collections.abc import Sequence
from datetime import date

from surveys.impact.indicator_evidence import IndicatorSeries
from surveys.impact.version_2.chart_change import MeanChange
from surveys.impact.version_2.chart_direction import (
    ChartCase,
    ChartVerdict,
    direction_of,
    verdict_of,
)
from surveys.impact.version_2.chart_gates import ChartGates
from surveys.impact.version_2.chart_parts import Chart, ChartGap, Undecided
from surveys.impact.version_2.chart_stretches import Baseline, around, baseline_of, stretch_of
from surveys.impact.version_2.chart_values import change_in_words
from surveys.impact.version_2.chart_words import signals_in_words, why_gap, why_undecided
from surveys.impact.version_2.indicator_periods import IndicatorPeriods, periods_of
from surveys.impact.version_2.periods import Period


def chart_of(
    series: IndicatorSeries,
    started_on: date | None,
    as_at: date,
    minimum_group: int,
    gates: ChartGates,
) -> Chart:
    """Return the chart of one indicator as known at a date.

    Without a start every period is baseline, and nothing is said to have changed.
    """
    found = periods_of(series, as_at, minimum_group)
    until, since = around(found.periods, started_on)
    before = baseline_of(stretch_of(found.periods, range(until)), gates)
    after = stretch_of(found.periods, range(since, len(found.periods)))
    better = "up" if series.better == "up" else "down"
    verdict = verdict_of(ChartCase(started_on, before, after, gates))
    return Chart(
        indicator=series.indicator,
        title=series.title,
        better=better,
        kind=found.kind,
        periodicity=found.periodicity,
        pooled=found.pooled,
        started_on=started_on,
        points=[(period.starts_on, period.value) for period in found.periods],
        baseline_until=until,
        after_from=since,
        gaps=_gaps(found.periods),
        centre=before.centre,
        limits=before.limits,
        signals_before=signals_in_words(before.signals, before.stretch.periods, gates),
        signals=signals_in_words(before.signals_in(after, gates), after.periods, gates),
        change=verdict if isinstance(verdict, MeanChange) else None,
        direction=direction_of(verdict, better),
        undecided=verdict if isinstance(verdict, Undecided) else None,
        finding=_finding(verdict, found, before, gates),
    )


def _finding(
    verdict: ChartVerdict, found: IndicatorPeriods, before: Baseline, gates: ChartGates
) -> str:
    if isinstance(verdict, MeanChange):
        return change_in_words(found.kind, found.periodicity, verdict, gates)
    signals = signals_in_words(before.signals, before.stretch.periods, gates)
    return why_undecided(verdict, len(before.stretch.periods), signals, gates)


def _gaps(periods: Sequence[Period]) -> list[ChartGap]:
    return [
        ChartGap(on=p.starts_on, period=p.in_words, reason=p.gap, why=why_gap(p.gap))
        for p in periods
        if p.gap
    ]
