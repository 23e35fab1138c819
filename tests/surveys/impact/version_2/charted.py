"""Charts for tests: months of an indicator up to the start of an action and from it on."""

import tomllib
from datetime import date
from importlib import resources
from typing import Any

from surveys.impact.indicator_evidence import IndicatorPoint, IndicatorSeries, WithheldPeriod
from surveys.impact.kinds import AtSource
from surveys.impact.ratified_model import months_before
from surveys.impact.version_2.chart import chart_of
from surveys.impact.version_2.chart_gates import ChartGates
from surveys.impact.version_2.chart_parts import Chart
from tests.surveys.impact.version_1.builders import monthly

MODEL_FILE = resources.files("surveys.impact").joinpath("models", "2.toml")
GATES = ChartGates.model_validate(tomllib.loads(MODEL_FILE.read_text("utf-8"))["charts"])
STARTED, AS_AT, GROUP = date(2025, 6, 1), date(2030, 12, 31), 10
STEADY = [110.0, 112.0, 112.0, 110.0, 112.0, 110.0] * 2  # mean 111, moving ranges 2 and 0


def counts(before: list[float], after: list[float], better: str = "up") -> IndicatorSeries:
    """Monthly counts up to the start and from it on."""
    first = months_before(STARTED, len(before))
    return IndicatorSeries("seen", "O1", "Children seen", better, monthly(first, before + after))


def shares(points: list[tuple[float, float]], first: date = date(2024, 1, 1)) -> IndicatorSeries:
    """Monthly numerators with their denominators."""
    months = monthly(first, [numerator for numerator, _ in points])
    divided = tuple(
        IndicatorPoint(one.period_start, one.numerator, denominator)
        for one, (_, denominator) in zip(months, points, strict=True)
    )
    return IndicatorSeries("seen", "O1", "Children seen", "up", divided)


def at(days: list[str], *, withheld: dict[str, AtSource] | None = None) -> IndicatorSeries:
    """A count of 50 in periods that begin on these days, and symbols on others."""
    points = tuple(IndicatorPoint(date.fromisoformat(day), 50.0) for day in days)
    gone = tuple(
        WithheldPeriod(date.fromisoformat(day), why) for day, why in (withheld or {}).items()
    )
    return IndicatorSeries("seen", "O1", "Children seen", "up", points, gone)


def chart(series: IndicatorSeries, **facts: Any) -> Chart:
    """The chart of a series of an action that started on 1 June 2025, unless said otherwise."""
    known = {"started_on": STARTED, "as_at": AS_AT, "minimum_group": GROUP, "gates": GATES, **facts}
    return chart_of(series, **known)
