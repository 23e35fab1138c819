from datetime import date

import pytest

from surveys.impact.indicator_evidence import IndicatorPoint
from surveys.impact.version_2.indicator_rows import kind_of, periodicity_of

FIRST = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("points", "kind"),
    [
        ([], "count"),
        ([(12, None), (3, None)], "count"),
        ([(12, 20), (20, 20)], "share"),
        ([(12, 20), (21, 20)], "rate"),
        ([(12, 20), (3, None)], "share"),
    ],
)
def test_the_kind_of_a_series_follows_from_its_denominators(
    points: list[tuple[float, float | None]], kind: str
):
    assert kind_of(IndicatorPoint(FIRST, *one) for one in points) == kind


@pytest.mark.parametrize(
    ("starts", "periodicity"),
    [
        ([], "month"),
        (["2024-01-01"], "month"),
        (["2024-01-01", "2024-02-01", "2024-03-01"], "month"),
        (["2024-01-01", "2024-01-08", "2024-01-15"], "month"),
        (["2024-01-01", "2024-02-01", "2024-05-01", "2024-06-01"], "month"),
        (["2024-01-01", "2024-04-01", "2024-07-01"], "quarter"),
        (["2024-01-01", "2024-04-01", "2024-10-01", "2025-01-01"], "quarter"),
        (["2023-01-01", "2023-04-01", "2023-07-01", "2023-08-01", "2023-10-01"], "quarter"),
        (["2024-02-15", "2024-05-15", "2024-08-15"], "quarter"),
        (["2023-04-01", "2024-04-01"], "year"),
        (["2020-04-01", "2022-04-01", "2023-04-01", "2024-04-01"], "year"),
        (["2024-04-01", "2023-04-01", "2022-04-01"], "year"),
    ],
)
def test_the_periodicity_is_the_usual_step_between_periods(starts: list[str], periodicity: str):
    assert periodicity_of(map(date.fromisoformat, starts)) == periodicity
