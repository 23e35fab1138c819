"""Ways of changing afterwards what was said before: each of them leaves the label down."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from surveys.impact.provenance import CorrectedCounts, RecordedChange
from tests.surveys.impact.version_1.builders import STARTED, planned
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    CHILD,
    EARLIER,
    UP,
    WORKERS,
    evaluation_of,
    label_of,
    measured,
    outcome_of,
    paired,
    source_of,
    typed,
)
from tests.surveys.impact.version_2.gaming import (
    CHILD_BETTER,
    WORKERS_BETTER,
    WORSE,
    does_not_rise,
)


def test_a_row_of_the_plan_that_is_spelt_to_come_first_does_not_raise_the_label():
    rows = (*measured(CHILD, None, (30, 42)), *WORKERS_BETTER)
    honest = (typed(CHILD, 0.7, indicator="child-8-11"), planned(WORKERS))
    spelt = (typed(CHILD, 0.1, indicator="aaa", planned_change=0.01), *honest)
    assert does_not_rise(label_of(*rows, plan=spelt), label_of(*rows, plan=honest))


CORRECTED = CorrectedCounts(date(2026, 5, 1), favourable=12, n=41)


@pytest.mark.parametrize("n", [9, 0])
@pytest.mark.parametrize("others", [(*CHILD_BETTER, *WORKERS_BETTER), measured(CHILD, *WORSE)])
def test_a_bad_audit_corrected_out_of_sight_does_not_raise_the_label(n: int, others: Any):
    before, bad = measured(AUDIT, *WORSE)
    corrected = replace(bad, n=n, favourable=0, corrected_from=CORRECTED)
    assert does_not_rise(label_of(before, corrected, *others), label_of(before, bad, *others))


def test_the_label_of_a_bad_audit_stays_with_its_reason():
    before, bad = measured(AUDIT, *WORSE)
    corrected = replace(bad, n=9, favourable=0, corrected_from=CORRECTED)
    outcome = outcome_of(before, corrected, *CHILD_BETTER, *WORKERS_BETTER)
    assert (outcome.label, outcome.is_limited) == ("contradicted", True)
    assert outcome.reason.startswith("As first released, before the start or counts were changed")
    assert source_of(outcome, AUDIT).figures is None


def test_an_evaluator_who_agrees_to_a_correction_lets_the_label_follow_it():
    before, bad = measured(AUDIT, *WORSE)
    agreed = replace(bad, n=9, favourable=0)
    assert label_of(before, agreed, *CHILD_BETTER, *WORKERS_BETTER) == "emerging"


def test_a_moved_start_is_printed_and_does_not_raise_the_label():
    """After the start it became worse, then as it was: a later start makes the dip the baseline."""
    dip = (
        measured(AUDIT, (24, 40), (25, 42), earlier=(10, 41)),
        measured(CHILD, (25, 40), (26, 43), earlier=(11, 42)),
    )
    first = evaluation_of(*dip)
    change = RecordedChange(date(2026, 5, 1), "start date", str(STARTED), str(EARLIER))
    moved = evaluation_of(*dip, started_on=EARLIER, first_started_on=STARTED, changes=(change,))
    assert evaluation_of(*dip, started_on=EARLIER).label in UP  # what moving it would gain
    assert (first.label, moved.label) == ("no_clear_change", "no_clear_change")
    assert moved.changes == (change,)
    assert moved.outcomes[0].is_limited


@pytest.mark.parametrize(
    "facts",
    [
        {"pairs": (paired(30, 8, 2, retrospective=True),)},
        {"plan": (typed(CHILD, 0.1, written_on=STARTED + timedelta(days=90)), planned(WORKERS))},
    ],
)
def test_a_before_asked_afterwards_does_not_raise_the_label(facts: dict[str, Any]):
    rows = (*measured(CHILD, None, (30, 42)), *WORKERS_BETTER)
    assert label_of(*rows, **facts) == label_of(*rows) == "insufficient"
