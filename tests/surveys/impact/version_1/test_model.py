from datetime import date
from importlib import resources

import pytest

from surveys.impact.ratified_model import months_before
from surveys.impact.version_1.model import parsed_model, shipped_model
from surveys.problems import Refusal

TEXT = resources.files("surveys.impact").joinpath("models", "1.toml").read_text(encoding="utf-8")


def test_the_shipped_model_carries_the_weights_of_the_specification():
    quality = shipped_model().quality
    assert quality == {
        **dict.fromkeys(("multi_agency_audit", "single_agency_audit", "child", "family"), 1.0),
        **dict.fromkeys(("section_11", "supervisor", "frontline"), 0.75),
        "child_via_worker": 0.6,
        "practitioner": 0.5,
    }


def test_the_shipped_model_asks_for_ten_people():
    assert shipped_model().minimum_group == 10


def test_a_minimum_group_at_the_floor_is_taken():
    assert shipped_model().with_minimum_group(5).minimum_group == 5


def test_a_minimum_group_under_the_floor_is_refused_in_words():
    with pytest.raises(Refusal, match="5 or more"):
        shipped_model().with_minimum_group(4)


def test_a_model_file_under_its_own_floor_is_an_error():
    with pytest.raises(ValueError, match="5 or more"):
        parsed_model(TEXT.replace("minimum_group = 10", "minimum_group = 4"))


def test_a_misspelt_gate_is_an_error_that_names_it():
    with pytest.raises(ValueError, match="respons_rate"):
        parsed_model(TEXT.replace("response_rate", "respons_rate"))


def test_six_months_before_the_end_of_august_is_the_end_of_february():
    assert months_before(date(2026, 8, 31), 6) == date(2026, 2, 28)


def test_months_before_january_reach_into_the_year_before():
    assert months_before(date(2026, 1, 15), 12) == date(2025, 1, 15)
    assert months_before(date(2026, 1, 15), 1) == date(2025, 12, 15)
