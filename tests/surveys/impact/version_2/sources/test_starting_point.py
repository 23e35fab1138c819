from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from surveys.impact.version_2.sources.no_start import NoStart
from surveys.impact.version_2.sources.starting_point import StartingPoint, StartKind
from tests.surveys.impact.version_1.builders import STARTED, planned
from tests.surveys.impact.version_2.builders import (
    BEFORE,
    CHILD,
    EARLIER,
    counts,
    measured,
    outcome_of,
    paired,
    source_of,
    typed,
)

AFTER = (30, 40)


def start(*tallies: Any, plan: Any = None, **facts: Any) -> StartingPoint:
    rows = tallies or measured(CHILD, None, AFTER)
    found = source_of(outcome_of(*rows, plan=plan or (planned(CHILD),), **facts), CHILD).start
    assert found
    return found


def test_counts_from_before_the_start_come_first():
    found = start(*measured(CHILD, (8, 20), AFTER), plan=(typed(CHILD, 0.2),))
    assert (found.kind, found.proportion, found.n, found.on) == (
        StartKind.COUNTED,
        0.4,
        20,
        BEFORE,
    )


def test_counts_of_the_day_of_the_start_are_from_before():
    rows = (counts(CHILD, 8, 20, STARTED), counts(CHILD, *AFTER))
    assert start(*rows).kind is StartKind.COUNTED


def test_a_share_typed_in_the_plan_is_read_as_of_the_follow_ups_people():
    found = start(plan=(typed(CHILD, 0.2),), pairs=(paired(20, 5, 5),))
    assert (found.kind, found.proportion, found.n) == (StartKind.TYPED, 0.2, 40)


def test_rows_of_the_plan_that_disagree_gain_nothing_by_how_they_are_spelt():
    low, high = typed(CHILD, 0.1, indicator="aaa"), typed(CHILD, 0.7, indicator="zzz")
    assert start(plan=(low, high)).proportion == 0.7


def test_pairs_of_the_same_people_in_two_waves_come_last():
    found = start(pairs=(paired(14, 20, 2),))
    assert (found.kind, found.proportion, found.n, found.on) == (
        StartKind.PAIRED,
        None,
        36,
        BEFORE,
    )


def test_of_several_paired_items_the_one_in_the_middle_counts():
    items = [paired(14, 20, 2, item="a"), paired(2, 20, 14, item="b"), paired(9, 20, 8, item="c")]
    chosen = start(pairs=tuple(items)).pairs
    assert chosen
    assert chosen.item == "c"


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"started_on": None, "plan": (typed(CHILD, 0.2),)}, NoStart.NO_START_DATE),
        (
            {"plan": (typed(CHILD, 0.2, written_on=STARTED + timedelta(days=1)),)},
            NoStart.TYPED_AFTERWARDS,
        ),
        ({"pairs": (paired(14, 20, 2, retrospective=True),)}, NoStart.ASKED_AFTERWARDS),
        ({"pairs": (paired(14, 20, 2, first_on=EARLIER),)}, NoStart.ASKED_AFTERWARDS),
        ({"pairs": (paired(14, 20, 2, first_on=None),)}, NoStart.ASKED_AFTERWARDS),
        ({"pairs": (paired(8, 20, 1),)}, NoStart.FEW_CHANGED_PAIRS),
        ({}, NoStart.NO_BASELINE),
    ],
)
def test_without_a_starting_point_the_reason_is_known(facts: dict[str, Any], why: NoStart):
    found = start(**facts)
    assert (found.kind, found.why_none) == (StartKind.NONE, why)


@pytest.mark.parametrize("facts", [{"n": 9}, {"n": 20, "eligible": 200}, {"eligible": None}])
def test_a_baseline_that_would_not_be_sufficient_is_no_starting_point(facts: dict[str, Any]):
    n = facts.pop("n", 20)
    rows = (counts(CHILD, 8, n, BEFORE, **facts), counts(CHILD, *AFTER))
    assert start(*rows).why_none is NoStart.WEAK_BASELINE


def test_a_share_typed_by_the_start_keeps_the_day_it_was_written():
    assert start(plan=(typed(CHILD, 0.2, written_on=BEFORE),)).on == BEFORE


def test_a_plan_has_its_starting_point_before_anything_is_collected():
    found = source_of(outcome_of(plan=(typed(CHILD, 0.2),)), CHILD).start
    assert found == StartingPoint(StartKind.TYPED, proportion=0.2)


def test_a_trigger_is_read_as_the_upper_end_of_its_80_percent_interval():
    found = start(*measured(CHILD, (9, 36), AFTER), plan=(planned(CHILD, trigger=True),))
    assert found.trigger
    assert found.proportion == 0.25
    assert found.reference
    assert found.reference.share == pytest.approx(0.35201, abs=5e-6)
    assert found.reference.n == 36


def test_a_typed_trigger_is_read_as_of_the_follow_ups_people():
    found = start(*measured(CHILD, None, (30, 40)), plan=(typed(CHILD, 0.3, trigger=True),))
    assert found.reference
    assert found.reference.share == pytest.approx(0.39924, abs=5e-6)


def test_a_later_date_of_the_second_wave_does_not_make_a_start_of_two_waves_before():
    early = replace(paired(14, 20, 2), collected_on=date(2025, 5, 20))
    assert start(pairs=(early,)).kind is StartKind.NONE
