from datetime import date

import pytest

from surveys.impact.ratified_model import shipped_text
from surveys.impact.version_1.model import shipped_model
from surveys.impact.version_2.change_model import (
    VERSION,
    parsed_change_model,
    shipped_change_model,
)
from surveys.problems import Refusal

TEXT, CHANGE_MODEL = shipped_text(VERSION), shipped_change_model()
AS_AT = date(2026, 6, 30)


def test_the_shipped_model_has_the_qualities_of_the_specification():
    assert CHANGE_MODEL.version == "2"
    assert CHANGE_MODEL.quality == shipped_model().quality


@pytest.mark.parametrize(
    ("collected_on", "weight"),
    [
        (date(2026, 6, 30), 1.0),
        (date(2026, 3, 30), 1.0),  # three months
        (date(2025, 11, 14), 137 / 273),  # on the line between 273 days apart
        (date(2025, 6, 30), 0.0),  # twelve months
        (date(2020, 1, 1), 0.0),
    ],
)
def test_freshness_falls_in_a_straight_line_from_three_months_to_twelve(
    collected_on: date, weight: float
):
    assert CHANGE_MODEL.freshness.weight(collected_on, AS_AT) == pytest.approx(weight)


def test_the_weight_is_quality_times_precision_times_freshness():
    half_fresh = date(2025, 11, 14)
    weight = CHANGE_MODEL.weight("supervisor", 15, half_fresh, AS_AT)
    assert weight == pytest.approx(0.75 * 15 / 30 * 137 / 273)


def test_a_source_that_is_never_averaged_has_no_weight():
    assert CHANGE_MODEL.weight("inspection", 60, AS_AT, AS_AT) == 0


@pytest.mark.parametrize(
    ("collected_on", "recent"), [(date(2025, 6, 30), True), (date(2025, 6, 29), False)]
)
def test_evidence_of_twelve_months_ago_is_recent_and_a_day_older_is_not(
    collected_on: date, recent: bool
):
    assert CHANGE_MODEL.is_recent(collected_on, AS_AT) is recent


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ("response_rate", "respons_rate", "respons_rate"),
        ("minimum_group = 10", "minimum_group = 4", "5 or more"),
        ("full_months = 3 ", "full_months = 12", "less than none_months"),
        ("planned = 0.10", "planned = 10", "less than or equal to 1"),
    ],
)
def test_a_model_file_that_is_wrong_is_an_error_that_names_it(right: str, wrong: str, named: str):
    assert right in TEXT
    with pytest.raises(ValueError, match=named):
        parsed_change_model(TEXT.replace(right, wrong))


def test_a_minimum_group_under_the_floor_is_refused_in_words():
    with pytest.raises(Refusal, match="5 or more"):
        CHANGE_MODEL.with_minimum_group(4)


def test_another_minimum_group_leaves_the_rest_as_it_was():
    assert CHANGE_MODEL.with_minimum_group(7).minimum_group == 7
    assert CHANGE_MODEL.with_minimum_group(7).labels == CHANGE_MODEL.labels
