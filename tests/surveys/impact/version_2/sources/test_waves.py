from datetime import date
from typing import Any

import pytest

from surveys.impact.evidence import Tally
from surveys.impact.version_2.sources.waves import WaveCounts, counted_wave, waves_of
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    CHANGE_MODEL,
    CHILD,
    EARLIER,
    FAMILY,
    LATER,
    SECTION_11,
    counts,
)


def wave(*rows: Tally) -> WaveCounts:
    (found,) = waves_of(rows)
    return found


def test_rows_of_one_day_and_wave_are_added():
    found = wave(
        counts(FAMILY, 6, 12, eligible=20, instrument="family, 1"),
        counts(FAMILY, 5, 8, eligible=10, instrument="family, 2", outside=3),
    )
    assert (found.favourable, found.n, found.eligible, found.outside) == (11, 20, 30, 3)


def test_how_many_could_have_answered_is_unknown_if_one_row_does_not_say():
    found = wave(
        counts(FAMILY, 6, 12, instrument="family, 1"),
        counts(FAMILY, 5, 8, eligible=None, instrument="family, 2"),
    )
    assert found.eligible is None


def test_a_row_for_all_outcomes_does_not_count_the_same_people_twice():
    found = wave(counts(CHILD, 6, 12), counts(CHILD, 9, 12, outcome_ref=None))
    assert (found.favourable, found.n) == (6, 12)


def test_of_two_waves_of_one_day_the_one_opened_later_is_the_later():
    first = counts(FAMILY, 6, 12, wave="z", opened_on=date(2025, 9, 1))
    last = counts(FAMILY, 9, 12, wave="a", opened_on=date(2026, 1, 1))
    assert [one.name for one in waves_of([last, first])] == ["z", "a"]


def test_silence_is_bounded_by_the_figures_of_the_specification():
    found = wave(counts(FAMILY, 18, 24, eligible=60))
    assert found.silence_bounds == (18 / 60, 54 / 60)
    assert found.interval == pytest.approx((0.551, 0.880), abs=5e-4)
    assert found.response_rate == 0.4


@pytest.mark.parametrize("eligible", [None, 20])
def test_silence_has_no_bounds_without_knowing_who_was_silent(eligible: int | None):
    assert wave(counts(FAMILY, 18, 24, eligible=eligible)).silence_bounds is None


def test_cases_that_were_not_read_are_not_silent():
    assert wave(counts(AUDIT, 18, 24, eligible=60)).silence_bounds is None


@pytest.mark.parametrize(
    ("source", "facts", "is_survey"),
    [
        (FAMILY, {"survey": False}, True),  # imported, and yet people were asked
        (SECTION_11, {"survey": False}, False),
        (AUDIT, {"survey": False}, False),
    ],
)
def test_a_survey_is_one_wherever_it_was_counted(
    source: Any, facts: dict[str, bool], is_survey: bool
):
    assert wave(counts(source, 18, 24, **facts)).is_survey is is_survey


def _counted(sizes: list[int]) -> int | None:
    rows = [counts(FAMILY, 0, n, date(2025, 9 + at, 1)) for at, n in enumerate(sizes)]
    found = counted_wave(waves_of(rows), CHANGE_MODEL)
    return found.collected_on.month if found else None


@pytest.mark.parametrize(
    ("sizes", "month"),
    [
        ([30, 15], 10),  # exactly half of the largest
        ([30, 14], 9),
        ([60, 10], 9),
        ([10, 60], 10),
        ([12, 9], 9),
        ([9, 9], None),
        ([], None),
    ],
)
def test_the_wave_counted_is_the_latest_of_at_least_half_of_the_largest(
    sizes: list[int], month: int | None
):
    assert _counted(sizes) == month


@pytest.mark.parametrize(
    ("facts", "effect"),
    [
        ({}, 1.0),
        ({"teams": (8, 8, 8)}, 1.35),  # 1 + .05 (8 - 1)
        ({"teams": (4, 20, 0)}, 1.55),  # mean 12: a team that gave no answer did not answer
        ({"teams": (8, 8, 8), "correlation": 0.2}, 2.4),
        ({"teams": (1,) * 24}, 1.0),
        ({"agency": "Health"}, 1.0),  # a single agency is not a cluster of others
    ],
)
def test_teams_that_answer_alike_lessen_what_a_number_is_worth(
    facts: dict[str, Any], effect: float
):
    found = wave(counts(FAMILY, 18, 24, **facts))
    assert found.design_effect(CHANGE_MODEL) == pytest.approx(effect)
    assert found.proportion(CHANGE_MODEL).n == pytest.approx(24 / effect)
    assert found.proportion(CHANGE_MODEL).share == 0.75


def test_rows_of_several_agencies_are_their_teams():
    found = wave(
        counts(AUDIT, 6, 12, agency="Health", instrument="a"),
        counts(AUDIT, 5, 8, agency="Police", instrument="b"),
    )
    assert found.design_effect(CHANGE_MODEL) == pytest.approx(1.45)


def test_one_row_without_teams_leaves_the_teams_unknown():
    found = wave(
        counts(FAMILY, 6, 12, teams=(6, 6), instrument="a"), counts(FAMILY, 5, 8, instrument="b")
    )
    assert found.design_effect(CHANGE_MODEL) == 1


def test_waves_are_in_the_order_of_their_days():
    rows = [counts(FAMILY, 1, 10, LATER), counts(FAMILY, 2, 10, EARLIER)]
    assert [one.favourable for one in waves_of(rows)] == [2, 1]
