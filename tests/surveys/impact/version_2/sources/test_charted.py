from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from surveys.impact.indicator_evidence import IndicatorSeries
from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.sufficiency import Insufficiency
from tests.surveys.impact.version_1.builders import planned, series
from tests.surveys.impact.version_2.builders import outcome_of

CHART = series([20.0] * 12, [22.0] * 12)  # monthly, to May 2026


def better(_series: IndicatorSeries, _started_on: Any, _as_at: Any) -> Direction:
    return Direction.BETTER


def charted(*indicators: IndicatorSeries, **facts: Any) -> list[SourceEvaluation]:
    given = {"plan": (), "verdict_of": better, **facts}
    outcome = outcome_of(indicators=indicators, **given)
    return [source for level in outcome.levels for source in level.sources]


def test_an_indicator_has_the_direction_of_its_chart():
    (source,) = charted(CHART)
    assert (source.level, source.title, source.direction) == (
        Level.OUTCOME,
        "seen-alone",
        Direction.BETTER,
    )
    assert (source.figures, source.is_sufficient) == (None, True)


def test_the_chart_is_read_with_the_start_and_up_to_the_date():
    seen: list[tuple[int, Any, Any]] = []

    def verdict_of(series: IndicatorSeries, started_on: Any, as_at: Any) -> None:
        seen.append((len(series.points), started_on, as_at))

    outcome_of(indicators=(CHART,), plan=(), verdict_of=verdict_of)
    assert seen[0] == (24, date(2025, 6, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"verdict_of": lambda *_: None}, Insufficiency.NO_VERDICT),
        ({"started_on": None}, Insufficiency.NO_VERDICT),
    ],
)
def test_a_chart_that_cannot_say_decides_nothing(facts: dict[str, Any], why: Insufficiency):
    (source,) = charted(CHART, **facts)
    assert (source.insufficiency, source.direction) == (why, None)


def test_a_chart_that_ended_a_year_ago_decides_nothing():
    (source,) = charted(replace(CHART, points=CHART.points[:13]))  # to June 2025
    assert source.insufficiency is Insufficiency.OLD


def test_a_planned_indicator_without_points_is_silent():
    plan = (planned(Source.INDICATOR, Level.OUTCOME, indicator="seen-alone"),)
    (source,) = charted(replace(CHART, points=()), plan=plan)
    assert (source.insufficiency, source.is_planned) == (Insufficiency.NOTHING, True)


def test_an_indicator_speaks_at_the_level_it_was_planned_for():
    plan = (planned(Source.INDICATOR, Level.PRACTICE, indicator="seen-alone"),)
    (source,) = charted(CHART, plan=plan)
    assert (source.level, source.is_planned) == (Level.PRACTICE, True)
