from typing import Any

import pytest

from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.provenance import Selection
from tests.surveys.impact.summary.builders import result_of
from tests.surveys.impact.version_1.builders import planned
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    CHILD,
    SUPERVISOR,
    WORKERS,
    counts,
    judged,
    measured,
    paired,
    typed,
)


def changed(*tallies: Any, **facts: Any) -> str:
    return result_of(*tallies, **facts).changed


def test_a_count_from_before_is_told_with_both_counts_difference_and_source():
    assert changed(measured(CHILD, (48, 80), (56, 70))) == (
        "60 % before the start (of 80) → 80 % after it (56 of 70), +20 points (5 to 33): better; "
        "by children (practice), 1 April 2026."
    )


def test_a_share_of_the_plan_is_told_as_written_in_the_plan():
    told = changed(counts(CHILD, 26, 41), plan=(typed(CHILD, 0.3),))
    assert told.startswith(
        "30 % before the start (as written in the plan) → 63 % after it (26 of 41), +33 points"
    )


def test_a_finding_that_started_the_action_is_told_with_what_it_is_read_as():
    plan = (planned(CHILD, trigger=True),)
    told = changed(measured(CHILD, (12, 40), (26, 41)), plan=plan)
    assert told.startswith(
        "30 % before the start (of 40), read as 40 % because it is what started the action, → "
        "63 % after it (26 of 41), +23 points"
    )


def test_the_same_people_asked_twice_are_told_as_pairs():
    told = changed(counts(CHILD, 26, 41), pairs=(paired(15, 6, 1),))
    assert told == (
        "15 of 22 people asked before and after improved and 1 became worse, +64 points "
        "(29 to 72): better; by children (practice), 1 April 2026."
    )


@pytest.mark.parametrize("after", [(4, 40), (39, 40)])
def test_a_level_is_never_told_as_a_change(after: tuple[int, int]):
    told = changed(counts(CHILD, *after), counts(AUDIT, 30, 40))
    assert told == (
        "Nothing can be said to have changed: no starting point for children (practice) and "
        "multi-agency audit (practice)."
    )


def test_without_a_start_date_nothing_is_told_whatever_was_counted():
    told = changed(measured(CHILD, (4, 40), (39, 40)), started_on=None)
    assert told == "Nothing can be said to have changed: the action has no start date."


def test_without_a_sufficient_source_nothing_is_told():
    told = changed(measured(CHILD, (12, 40), (26, 41), eligible=400))
    assert told == "Nothing can be said to have changed: no source has enough to go on."


def test_judgements_alone_are_told_as_no_count():
    told = changed(judgements=(judged(Direction.BETTER),))
    assert told == "No source counts a change; inspection, Ofsted (outcome): better."


def test_children_are_told_before_brighter_staff():
    staff = measured(SUPERVISOR, (4, 40), (40, 41))
    told = changed(staff, measured(CHILD, (12, 40), (14, 41)))
    assert told.endswith("no clear change; by children (practice), 1 April 2026.")


def test_children_are_told_before_an_audit_of_chosen_cases():
    chosen = measured(AUDIT, (4, 40), (40, 41), selection=Selection.CHOSEN)
    heard = measured(Source.CHILD_VIA_WORKER, (12, 40), (14, 42))
    assert changed(chosen, heard).endswith(
        "no clear change; by children through their workers (practice), 1 April 2026."
    )


def test_of_equal_quality_the_level_nearest_to_a_childs_life_is_told():
    near = measured(CHILD, (30, 40), (12, 41), level=Level.EXPERIENCE)
    told = changed(measured(AUDIT, (4, 40), (40, 41)), near)
    assert told.endswith("worse; by children (experience), 1 April 2026.")


def test_of_equal_sources_the_one_of_more_people_is_told():
    told = changed(measured(AUDIT, (12, 40), (30, 60)), measured(CHILD, (4, 40), (40, 41)))
    assert told.endswith("by multi-agency audit (practice), 1 April 2026.")


def test_staff_are_told_where_no_one_else_has_a_starting_point():
    told = changed(measured(WORKERS, (12, 40), (27, 42)), counts(CHILD, 26, 41))
    assert told.endswith("better; by practitioners (practice), 1 April 2026.")
