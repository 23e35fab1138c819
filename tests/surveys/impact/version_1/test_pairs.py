import pytest

from surveys.impact.distributions import sign_test
from surveys.impact.evidence import Source
from surveys.impact.version_1.pairs import change_of, shows_improvement
from tests.surveys.impact.version_1.builders import MODEL, level_in, outcome_of, pairs, tally


def test_the_sign_test_is_exact_and_two_sided():
    assert sign_test(9, 1) == pytest.approx(22 / 1024)


def test_ten_changed_pairs_are_tested():
    assert change_of(pairs(Source.PRACTITIONER, 9, 5, 1), MODEL).p_value == pytest.approx(22 / 1024)


def test_nine_changed_pairs_are_counted_without_a_test():
    change = change_of(pairs(Source.PRACTITIONER, 8, 5, 1), MODEL)
    assert (change.p_value, change.pairs, change.improved) == (None, 14, 8)


def test_fewer_linked_people_than_the_minimum_group_leave_no_count():
    change = change_of(pairs(Source.PRACTITIONER, 8, 0, 1), MODEL)
    assert (change.pairs, change.improved, change.same, change.worse, change.suppressed) == (
        None,
    ) * 4 + (True,)


def test_improvement_needs_significantly_more_better_than_worse():
    assert shows_improvement([pairs(Source.PRACTITIONER, 9, 5, 1)], MODEL)
    assert not shows_improvement([pairs(Source.PRACTITIONER, 8, 5, 2)], MODEL)
    assert not shows_improvement([pairs(Source.PRACTITIONER, 1, 5, 9)], MODEL)


def test_pairs_stand_at_the_level_of_their_source():
    outcome = outcome_of(
        tally(Source.PRACTITIONER, 31, 41), pairs=(pairs(Source.PRACTITIONER, 9, 5, 1),)
    )
    assert [change.retrospective for change in level_in(outcome).change] == [True]
