from datetime import date, timedelta
from typing import Any

import pytest

from surveys.impact.evidence import Unchecked
from surveys.impact.kinds import Direction
from surveys.impact.version_2.intervals import Difference
from surveys.impact.version_2.sources.counted import direction_of
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.sufficiency import Insufficiency
from tests.surveys.impact.version_1.builders import STARTED, planned
from tests.surveys.impact.version_2.builders import (
    BEFORE,
    CHILD,
    EARLIER,
    LATER,
    counts,
    measured,
    outcome_of,
    paired,
    source_of,
    typed,
)


def child(*tallies: Any, **facts: Any) -> SourceEvaluation:
    return source_of(outcome_of(*tallies, **facts), CHILD)


def test_the_check_values_of_the_specification_have_their_directions():
    unclear = child(*measured(CHILD, (9, 36), (16, 35)))
    better = child(*measured(CHILD, (48, 80), (56, 70)))
    assert unclear.difference
    assert unclear.difference.value == pytest.approx(0.207, abs=5e-4)
    assert unclear.difference.interval == pytest.approx((-0.014, 0.404), abs=5e-4)
    assert unclear.direction is Direction.NO_CLEAR_CHANGE
    assert better.difference
    assert better.difference.interval == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert better.direction is Direction.BETTER


@pytest.mark.parametrize(
    ("value", "interval", "planned_change", "direction"),
    [
        (0.10, (0.01, 0.19), 0.10, Direction.BETTER),
        (0.09, (0.01, 0.17), 0.10, Direction.NO_CLEAR_CHANGE),
        (0.09, (0.01, 0.17), 0.05, Direction.BETTER),
        (0.20, (0.00, 0.40), 0.10, Direction.NO_CLEAR_CHANGE),
        (-0.02, (-0.03, -0.01), 0.10, Direction.WORSE),
        (-0.20, (-0.40, 0.00), 0.10, Direction.NO_CLEAR_CHANGE),
    ],
)
def test_a_direction_needs_an_interval_off_0_and_better_the_planned_change(
    value: float, interval: tuple[float, float], planned_change: float, direction: Direction
):
    assert direction_of(Difference(value, interval), planned_change) is direction


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ({}, 0.10),
        ({"planned_change": 0.25}, 0.25),
        ({"planned_change": 0.05}, 0.05),
        ({"planned_change": 0.05, "written_on": BEFORE}, 0.05),
        ({"planned_change": 0.05, "written_on": STARTED + timedelta(days=1)}, 0.10),
    ],
)
def test_the_planned_change_counts_if_it_was_written_before_the_start(
    plan: dict[str, Any], expected: float
):
    found = child(*measured(CHILD, (10, 40), (30, 40)), plan=(planned(CHILD, **plan),))
    assert found.planned_change == expected


def test_teams_widen_the_interval_of_a_difference():
    rows = measured(CHILD, (48, 80), (56, 70), teams=(14,) * 5)
    found = child(*rows).difference
    assert found
    assert found.design_effect == pytest.approx(1.65)
    assert found.value == pytest.approx(0.2)
    assert found.interval[0] < 0.0524


def test_a_trigger_lessens_the_difference_by_what_chance_explains():
    found = child(*measured(CHILD, (9, 36), (16, 35)), plan=(planned(CHILD, trigger=True),))
    assert found.difference
    assert found.difference.value == pytest.approx(16 / 35 - 0.35201, abs=5e-6)


def test_pairs_give_a_difference_where_there_are_no_counts_before():
    found = child(*measured(CHILD, None, (30, 40)), pairs=(paired(14, 20, 2),))
    assert found.difference
    assert found.difference.value == pytest.approx(12 / 36)
    assert found.direction is Direction.BETTER


def test_without_a_starting_point_there_is_neither_difference_nor_direction():
    found = child(*measured(CHILD, None, (38, 40)))
    assert (found.difference, found.direction) == (None, None)
    assert found.figures
    assert found.figures.proportion == 0.95


@pytest.mark.parametrize(
    ("tallies", "why"),
    [
        ((), Insufficiency.NOTHING),
        ((counts(CHILD, 8, 20, BEFORE),), Insufficiency.NO_FOLLOW_UP),
        ((counts(CHILD, 8, 9),), Insufficiency.SMALL),
        ((counts(CHILD, 8, 20, date(2025, 6, 2)),), Insufficiency.OLD),
        ((counts(CHILD, 8, 20),), None),
    ],
)
def test_why_a_source_cannot_decide(tallies: Any, why: Insufficiency | None):
    assert child(*tallies, plan=(planned(CHILD),)).insufficiency is why


def test_answers_that_no_lead_has_looked_at_decide_nothing():
    unchecked = Unchecked("form", CHILD, answered=20, given_out=10, at_once=0)
    found = child(counts(CHILD, 8, 20), unchecked=(unchecked,))
    assert found.insufficiency is Insufficiency.UNCHECKED


def test_the_earlier_difference_is_of_the_last_wave_sixty_days_before():
    sixty, fifty_nine = (LATER - timedelta(days=days) for days in (60, 59))
    near = child(*measured(CHILD, (8, 20), (30, 40)), counts(CHILD, 24, 30, fifty_nine))
    far = child(*measured(CHILD, (8, 20), (30, 40)), counts(CHILD, 24, 30, sixty))
    assert near.earlier is None
    assert far.earlier
    assert far.earlier.value == pytest.approx(0.4)


def test_an_earlier_wave_that_could_not_decide_is_left_out():
    rows = (*measured(CHILD, (8, 20), (30, 40)), counts(CHILD, 24, 30, EARLIER, eligible=None))
    assert child(*rows).earlier is None


def test_pairs_are_of_the_wave_that_counts_and_no_earlier_one():
    rows = measured(CHILD, None, (30, 40), earlier=(24, 30))
    assert child(*rows, pairs=(paired(14, 20, 2),)).earlier is None


def test_an_earlier_difference_from_a_typed_share_is_of_that_waves_people():
    rows = measured(CHILD, None, (30, 40), earlier=(12, 15))
    found = child(*rows, plan=(typed(CHILD, 0.4),)).earlier
    alone = child(counts(CHILD, 12, 15), plan=(typed(CHILD, 0.4),)).difference
    assert found == alone
