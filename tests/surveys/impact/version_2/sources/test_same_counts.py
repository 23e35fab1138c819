from typing import Any

import pytest

from surveys.impact.kinds import Level
from surveys.impact.version_2.sources.no_start import NoStart
from surveys.impact.version_2.sources.same_counts import readings
from surveys.impact.version_2.sources.sufficiency import Insufficiency
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    CHANGE_MODEL,
    CHILD,
    FAMILY,
    FRONTLINE,
    LATER,
    WORKERS,
    counts,
    measured,
    outcome_of,
    source_of,
)

AUDITED = measured(AUDIT, (8, 40), (30, 40))


def _insufficiency(*tallies: Any) -> list[Insufficiency | None]:
    outcome = outcome_of(*AUDITED, *tallies)
    return [source_of(outcome, one).insufficiency for one in (AUDIT, tallies[0].source)]


@pytest.mark.parametrize("source", [FRONTLINE, WORKERS, FAMILY, CHILD])
def test_one_count_under_two_names_is_one_source(source: Any):
    found = _insufficiency(counts(source, 30, 40))
    assert sorted(map(str, found)) == ["None", "same_counts"]


@pytest.mark.parametrize(
    "other",
    [
        counts(FAMILY, 31, 40),
        counts(FAMILY, 30, 41),
        counts(FAMILY, 30, 40, LATER.replace(day=2)),
        counts(FAMILY, 30, 40, distinct_because="Forty files, and their forty families."),
        counts(AUDIT, 30, 40, level=Level.OUTCOME),  # the same source
    ],
)
def test_other_counts_or_a_reason_leave_two_sources(other: Any):
    outcome = outcome_of(*AUDITED, other)
    sources = [source for level in outcome.levels for source in level.sources]
    assert [source.insufficiency for source in sources] == [None, None]


def test_answers_given_here_are_not_the_same_answers():
    asked = counts(WORKERS, 30, 40, survey=True), counts(FRONTLINE, 30, 40, survey=True)
    outcome = outcome_of(*asked)
    assert source_of(outcome, WORKERS).is_sufficient
    assert source_of(outcome, FRONTLINE).is_sufficient


def test_the_name_that_gives_the_weaker_label_is_taken():
    unchanged, child = measured(FRONTLINE, (30, 40), (30, 40)), measured(CHILD, (12, 40), (33, 38))
    assert outcome_of(*AUDITED, *child).label == "emerging"
    outcome = outcome_of(*AUDITED, *unchanged, *child)
    assert outcome.label == "no_clear_change"
    assert source_of(outcome, AUDIT).insufficiency is Insufficiency.SAME_COUNTS
    assert source_of(outcome, AUDIT).same_counts_as is FRONTLINE


def test_the_same_name_at_another_level_is_left_as_it_is():
    rows = (*AUDITED, counts(FRONTLINE, 30, 40), counts(FRONTLINE, 30, 40, level=Level.LEARNING))
    levels = {one.level: one.sources for one in outcome_of(*rows).levels}
    assert levels[Level.LEARNING][0].is_sufficient


def test_the_same_counts_among_other_rows_of_a_source_are_found_too():
    again = counts(FRONTLINE, 30, 40, instrument="copied")
    outcome = outcome_of(counts(AUDIT, 30, 40), counts(FRONTLINE, 12, 35), again)
    assert source_of(outcome, AUDIT).insufficiency is Insufficiency.SAME_COUNTS
    assert source_of(outcome, FRONTLINE).same_counts_as is None


def test_each_choice_of_a_name_is_a_reading():
    audit, child = counts(AUDIT, 30, 40), counts(CHILD, 30, 40)
    found = list(readings([audit, child, counts(CHILD, 12, 35)], CHANGE_MODEL))
    assert found == [{audit: CHILD}, {child: AUDIT}]


def test_names_that_share_several_counts_are_chosen_together():
    rows = (*AUDITED, *measured(CHILD, (8, 40), (30, 40)), counts(FAMILY, 20, 30))
    assert [len(set_aside) for set_aside in readings(rows, CHANGE_MODEL)] == [2, 2]


def test_without_equal_counts_there_is_one_reading_that_leaves_out_nothing():
    assert list(readings(AUDITED, CHANGE_MODEL)) == [{}]


def test_a_baseline_that_another_source_has_is_no_starting_point():
    rows = (*measured(FRONTLINE, (8, 40), (9, 40)), *AUDITED)
    start = source_of(outcome_of(*rows), AUDIT).start
    assert start
    assert start.why_none is NoStart.SAME_COUNTS


def test_rows_of_too_few_people_are_not_compared():
    small = counts(AUDIT, 6, 8), counts(FRONTLINE, 6, 8)
    more = (counts(one, 12, 20 + at, instrument="b") for at, one in enumerate((AUDIT, FRONTLINE)))
    outcome = outcome_of(*small, *more)
    assert [source_of(outcome, one).same_counts_as for one in (AUDIT, FRONTLINE)] == [None, None]
