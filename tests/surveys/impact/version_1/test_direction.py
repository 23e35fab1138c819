import pytest

from surveys.impact.evidence import Direction, Source
from surveys.impact.version_1.direction import direction_of, is_target_met, plan_for
from tests.surveys.impact.version_1.builders import outcome_of, planned, source_in, tally


@pytest.mark.parametrize(
    ("interval", "direction"),
    [
        ((0.51, 0.9), Direction.BETTER),
        ((0.1, 0.49), Direction.WORSE),
        ((0.4, 0.6), Direction.NO_CLEAR_CHANGE),
        ((0.5, 0.9), Direction.NO_CLEAR_CHANGE),
        ((0.1, 0.5), Direction.NO_CLEAR_CHANGE),
    ],
)
def test_only_an_interval_wholly_on_one_side_is_a_direction(
    interval: tuple[float, float], direction: Direction
):
    assert direction_of(interval, 0.5) is direction


def test_exactly_half_is_no_clear_change():
    assert (
        source_in(outcome_of(tally(Source.CHILD, 20, 40)), Source.CHILD).direction
        == "no_clear_change"
    )


def test_a_source_without_a_baseline_is_never_worded_as_a_change():
    assert (
        source_in(outcome_of(tally(Source.CHILD, 38, 40)), Source.CHILD).wording
        == "favourable, change not shown"
    )


def test_a_source_is_measured_against_its_baseline():
    plan = (planned(Source.CHILD, baseline=0.95),)
    estimate = source_in(outcome_of(tally(Source.CHILD, 30, 40), plan=plan), Source.CHILD)
    assert (estimate.direction, estimate.wording) == ("worse", "worse than the baseline")


def test_a_target_of_seven_tenths_is_met_by_seven_of_ten():
    assert is_target_met(7 / 10, 0.1 + 0.2 + 0.4) is True


def test_without_a_target_none_is_met_or_missed():
    assert is_target_met(0.7, None) is None


def test_the_plan_for_the_questionnaire_comes_before_one_with_a_baseline():
    other = planned(Source.CHILD, indicator="audit-tool", baseline=0.2)
    own = planned(Source.CHILD, indicator="child-8-11")
    assert plan_for((other, own), "child-8-11, 3") is own
