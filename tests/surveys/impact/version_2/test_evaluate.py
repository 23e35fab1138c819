from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from surveys.impact.evidence import Outcome
from surveys.impact.kinds import Direction
from surveys.impact.provenance import RecordedChange
from surveys.impact.version_2.evaluate import WITHHELD, evaluate
from surveys.impact.version_2.history import LabelAt
from tests.surveys.impact.version_1.builders import AS_AT, STARTED, planned
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    CHANGE_MODEL,
    CHILD,
    EARLIER,
    EMERGING,
    LASTING,
    LATER,
    counts,
    evaluation_of,
    judged,
    known,
    typed,
)

PLAN = (planned(AUDIT), planned(CHILD))


def test_an_action_takes_the_weakest_label_and_says_how_many_have_a_stronger_one():
    other = tuple(replace(row, outcome_ref="O2") for source in EMERGING for row in source)
    outcomes = tuple(Outcome(ref, "Children are heard", PLAN) for ref in ("O3", "O1", "O2"))
    found = evaluation_of(*LASTING, *other, outcomes=outcomes)
    assert [(one.ref, one.label) for one in found.outcomes] == [
        ("O1", "supported"),
        ("O2", "emerging"),
        ("O3", "insufficient"),
    ]
    assert (found.label, found.above) == ("insufficient", 2)


def test_outcomes_are_in_natural_order():
    outcomes = tuple(Outcome(ref, "-", PLAN) for ref in ("O10", "O2", "O1"))
    assert [one.ref for one in evaluation_of(outcomes=outcomes).outcomes] == ["O1", "O2", "O10"]


def test_an_action_without_outcomes_is_insufficient():
    found = evaluation_of(outcomes=())
    assert (found.label, found.above, found.history) == ("insufficient", 0, ())


def test_the_label_at_the_end_of_each_wave_is_as_it_was_known_then():
    assert evaluation_of(*LASTING).history == (
        LabelAt(EARLIER, "emerging", ("emerging",)),
        LabelAt(LATER, "supported", ("supported",)),
    )


def test_a_wave_of_too_few_people_has_no_end():
    small = counts(CHILD, 9, 9, date(2026, 5, 1))
    assert [one.on for one in evaluation_of(*LASTING, small).history] == [EARLIER, LATER]


@pytest.mark.parametrize(
    ("facts", "dates", "provisional"),
    [
        ({"decision_dates": (AS_AT,)}, (AS_AT,), False),
        ({"decision_dates": (LATER,)}, (LATER,), True),
        ({"plan": (typed(CHILD, 0.2, due_on=AS_AT), planned(AUDIT))}, (AS_AT,), False),
        ({"plan": PLAN}, (date(2026, 12, 31),), True),  # when the action is due
        (
            {"decision_dates": (LATER,), "plan": (typed(CHILD, 0.2, due_on=AS_AT),)},
            (LATER,),
            True,
        ),
    ],
)
def test_between_the_dates_that_the_plan_names_a_label_is_provisional(
    facts: dict[str, Any], dates: tuple[date, ...], provisional: bool
):
    found = evaluation_of(*EMERGING, **facts)
    assert (found.decision_dates, found.provisional) == (dates, provisional)


def test_evidence_after_the_date_is_left_out_and_said_to_be_known():
    late = counts(CHILD, 2, 40, date(2026, 8, 1))
    with_late, without = evaluation_of(*EMERGING, late), evaluation_of(*EMERGING)
    assert with_late.later_evidence_on == date(2026, 8, 1)
    assert without.later_evidence_on is None
    assert replace(with_late, later_evidence_on=None) == without


def test_a_judgement_after_the_date_is_later_evidence_too():
    found = evaluation_of(*EMERGING, judgements=(judged(Direction.BETTER, date(2026, 7, 1)),))
    assert found.later_evidence_on == date(2026, 7, 1)


def test_changes_up_to_the_date_are_printed_with_both_values_in_order():
    changes = (
        RecordedChange(date(2026, 2, 1), "start date", "1 March 2025", "1 June 2025"),
        RecordedChange(date(2026, 1, 1), "baseline of children (practice)", "40 %", "30 %"),
        RecordedChange(date(2026, 8, 1), "start date", "1 June 2025", "1 July 2025"),
    )
    assert evaluation_of(*EMERGING, changes=changes).changes == (changes[1], changes[0])


def test_a_change_that_few_people_are_behind_is_printed_without_its_values():
    seen = RecordedChange(LATER, "counts", "20 of 60", "10 of 10", people=10)
    small = RecordedChange(LATER, "counts of another", "20 of 60", "8 of 9", people=9)

    found = evaluation_of(*EMERGING, changes=(seen, small)).changes

    assert found[0] == seen
    assert (found[1].before, found[1].after, found[1].people) == (WITHHELD, WITHHELD, None)


def test_the_start_and_the_model_are_beside_the_label():
    found = evaluation_of(*EMERGING)
    assert (found.started_on, found.model.version, found.as_at) == (STARTED, "2", AS_AT)


def test_a_smaller_minimum_group_shows_smaller_groups():
    found = evaluate(known(counts(CHILD, 3, 7)), CHANGE_MODEL.with_minimum_group(7), AS_AT)
    figures = found.outcomes[0].levels[0].sources[0].figures
    assert figures
    assert figures.n == 7
