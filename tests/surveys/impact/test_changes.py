from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from surveys.impact.changes import (
    ChangedThing,
    StoredChange,
    as_planned,
    first_start,
    of_row,
    with_correction,
)
from surveys.impact.evidence import Planned, Tally
from surveys.impact.kinds import Level, Source
from surveys.impact.provenance import CorrectedCounts

STARTED = date(2026, 3, 1)
BEFORE, LATER, LATEST = (STARTED + timedelta(days=days) for days in (-5, 40, 80))
WHICH = ("O1", "practice", "family", "")
PLAN = Planned(Level.PRACTICE, Source.FAMILY, "family", 0.4, planned_change=0.2)
AUDIT = Tally(
    "O1", Level.PRACTICE, Source.MULTI_AGENCY_AUDIT, None, None, LATER, LATER, 9, 8, survey=False
)


def moved(before: date | None, after: date | None, on: date) -> StoredChange:
    facts = ({"started_on": day and day.isoformat()} for day in (before, after))
    return StoredChange(ChangedThing.ACTION, (), on, *facts)


def changed(on: date, before: dict[str, Any], after: dict[str, Any]) -> StoredChange:
    return StoredChange(ChangedThing.PLAN, WHICH, on, before, after)


def test_a_start_that_is_put_off_before_it_comes_was_never_a_start() -> None:
    assert first_start([moved(STARTED, LATER, on=BEFORE)]) is None


@pytest.mark.parametrize("on", [STARTED, LATER])
def test_a_start_that_is_moved_once_it_has_passed_is_kept(on: date) -> None:
    put_off = moved(BEFORE + timedelta(days=1), STARTED, on=BEFORE)

    assert first_start([put_off, moved(STARTED, LATEST, on=on)]) == STARTED


def test_a_start_that_is_moved_into_the_past_or_taken_away_is_kept() -> None:
    assert first_start([moved(LATEST, STARTED, on=LATER)]) == LATEST
    assert first_start([moved(LATEST, None, on=LATER)]) == LATEST


def test_the_earliest_of_several_moves_counts_and_a_first_start_is_no_move() -> None:
    moves = [moved(None, STARTED, LATER), moved(STARTED, LATER, LATER), moved(LATER, None, LATEST)]

    assert first_start(moves) == STARTED


def test_a_baseline_counts_as_it_was_when_the_action_started() -> None:
    early = changed(BEFORE, {"baseline": 0.7}, {"baseline": 0.6})
    late = changed(LATER, {"baseline": 0.6}, {"baseline": 0.4})

    found = as_planned(PLAN, [early, late], STARTED)

    assert (found.baseline, found.typed_on) == (0.6, BEFORE)


def test_a_baseline_that_was_typed_only_later_stays_with_its_day() -> None:
    written = replace(PLAN, written_on=BEFORE)
    typed = changed(LATER, {"baseline": None}, {"baseline": 0.5})
    again = changed(LATEST, {"baseline": 0.5}, {"baseline": 0.4})

    found = as_planned(written, [typed, again], STARTED)

    assert (found.baseline, found.typed_on) == (0.4, LATEST)
    assert found.planned_change == 0.2


def test_a_change_that_was_planned_or_made_smaller_later_does_not_count() -> None:
    first = changed(LATER, {"planned_change": None}, {"planned_change": 0.3})
    smaller = changed(LATEST, {"planned_change": 0.3}, {"planned_change": 0.2})

    assert as_planned(PLAN, [first, smaller], STARTED).planned_change is None
    assert as_planned(PLAN, [smaller], STARTED).planned_change == 0.3


def test_a_trigger_that_is_taken_back_after_the_start_stays_one() -> None:
    taken_back = changed(LATER, {"trigger": True}, {"trigger": False})

    assert as_planned(PLAN, [taken_back], STARTED).trigger
    assert not as_planned(PLAN, [replace(taken_back, on=BEFORE)], STARTED).trigger


def test_without_a_start_or_changes_a_plan_is_as_it_is_written() -> None:
    change = changed(LATER, {"baseline": 0.6}, {"baseline": 0.4})

    assert as_planned(PLAN, [], STARTED) == PLAN
    assert as_planned(PLAN, [change], None).baseline == 0.4


def test_corrected_counts_keep_those_that_they_had_at_first() -> None:
    which = ("O1", "practice", "multi_agency_audit", LATER.isoformat(), "", "")
    facts = [
        ({"favourable": 20, "n": 60}, {"favourable": 8, "n": 10}),
        ({"favourable": 8, "n": 10, "eligible": 70}, {"favourable": 8, "n": 9, "eligible": None}),
    ]
    corrections = [
        StoredChange(ChangedThing.EVIDENCE, which, on, *both)
        for on, both in zip((LATER, LATEST), facts, strict=True)
    ]
    noted = StoredChange(
        ChangedThing.EVIDENCE, which, BEFORE, {"read_by": ""}, {"read_by": "Health"}
    )

    found = with_correction(AUDIT, [noted, *corrections])

    assert found.corrected_from == CorrectedCounts(LATER, 20, 60, 70)
    assert with_correction(AUDIT, [noted]) == AUDIT


def test_changes_of_one_row_are_told_from_those_of_others() -> None:
    mine = changed(LATER, {"target": 1}, {"target": 2})
    other = replace(mine, which=("O2", *WHICH[1:]))

    assert of_row([other, mine], ChangedThing.PLAN, WHICH) == (mine,)
    assert of_row([other, mine], ChangedThing.EVIDENCE, WHICH) == ()
