import pytest

from surveys.impact.distributions import wilson
from surveys.impact.evidence import Source
from surveys.impact.version_1.estimate import current_wave, silence_bounds, waves_of
from tests.surveys.impact.version_1.builders import (
    MODEL,
    days_before,
    outcome_of,
    plan_of,
    source_in,
    tally,
)

CHECK_VALUES = [
    (0, 5, 0.0, 0.4345),
    (5, 5, 0.5655, 1.0),
    (3, 4, 0.3006, 0.9544),
    (10, 14, 0.4535, 0.8828),
    (40, 100, 0.3094, 0.4980),
]


@pytest.mark.parametrize(("favourable", "n", "low", "high"), CHECK_VALUES)
def test_intervals_have_the_check_values_of_the_model(
    favourable: int, n: int, low: float, high: float
):
    assert wilson(favourable, n) == pytest.approx((low, high), abs=5e-5)


def test_silence_is_bounded_as_in_the_models_example():
    (wave,) = waves_of([tally(Source.FAMILY, 18, 24, eligible=60)])
    assert silence_bounds(wave) == pytest.approx((0.30, 0.90))
    assert wilson(18, 24) == pytest.approx((0.55, 0.88), abs=5e-3)


def test_an_open_link_has_neither_bounds_nor_response_rate():
    estimate = source_in(outcome_of(tally(Source.CHILD, 12, 20, survey=True)), Source.CHILD)
    assert (estimate.bounds, estimate.response_rate, estimate.sufficient) == (None, None, True)


def test_the_current_wave_is_the_latest_that_reaches_the_minimum_group():
    old = tally(Source.CHILD, 8, 10, wave="first", collected_on=days_before(100))
    new = tally(Source.CHILD, 9, 9, wave="second", collected_on=days_before(10))
    wave = current_wave(waves_of([new, old]), MODEL)
    assert wave is not None
    assert wave.name == "first"


def test_a_later_wave_too_small_to_show_leaves_no_figure_in_the_series():
    old = tally(Source.CHILD, 8, 10, wave="first", collected_on=days_before(100))
    new = tally(Source.CHILD, 9, 9, wave="second", collected_on=days_before(10))
    (point,) = source_in(outcome_of(old, new), Source.CHILD).series
    assert (point.wave, point.n, point.proportion, point.suppressed) == ("second", None, None, True)


def test_a_group_of_exactly_the_minimum_is_shown():
    assert source_in(outcome_of(tally(Source.CHILD, 5, 10)), Source.CHILD).n == 10


def test_a_group_one_short_of_the_minimum_is_withheld():
    estimate = source_in(outcome_of(tally(Source.CHILD, 5, 9)), Source.CHILD)
    assert (estimate.n, estimate.favourable, estimate.suppressed) == (None, None, True)


def test_a_wave_that_nobody_answered_is_withheld_like_any_small_group():
    estimate = source_in(
        outcome_of(tally(Source.CHILD, 0, 0, eligible=50, survey=True)), Source.CHILD
    )
    assert (estimate.n, estimate.eligible, estimate.suppressed) == (None, None, True)


@pytest.mark.parametrize(("eligible", "sufficient"), [(50, True), (51, False)])
def test_a_survey_answered_by_exactly_a_fifth_is_sufficient(eligible: int, sufficient: bool):
    estimate = source_in(
        outcome_of(tally(Source.CHILD, 8, 10, eligible=eligible, survey=True)), Source.CHILD
    )
    assert estimate.sufficient is sufficient


def test_the_response_rate_of_an_audit_decides_nothing():
    estimate = source_in(
        outcome_of(tally(Source.MULTI_AGENCY_AUDIT, 8, 10, eligible=500)), Source.MULTI_AGENCY_AUDIT
    )
    assert estimate.sufficient


def test_two_questionnaires_of_one_wave_ask_different_people_and_add_up():
    younger = tally(Source.CHILD, 4, 6, instrument="child-8-11, 1", eligible=10)
    older = tally(Source.CHILD, 5, 7, instrument="young-person-12-17, 1", eligible=20)
    estimate = source_in(outcome_of(younger, older), Source.CHILD)
    assert (estimate.favourable, estimate.n, estimate.eligible) == (9, 13, 30)


def test_people_counted_for_this_outcome_are_not_counted_again_for_all_outcomes():
    every = tally(Source.CHILD, 12, 20, outcome_ref=None)
    this = tally(Source.CHILD, 9, 18)
    assert source_in(outcome_of(every, this), Source.CHILD).n == 18


def test_evidence_after_the_date_is_left_out():
    late = tally(Source.CHILD, 12, 20, collected_on=days_before(-1))
    assert outcome_of(late) == outcome_of(plan=plan_of((late,)))
