"""Ways of making a summary look better than the evidence: each of them leaves the label down."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.provenance import Selection
from tests.surveys.impact.version_1.builders import series
from tests.surveys.impact.version_2.builders import (
    AGENCY_AUDIT,
    AUDIT,
    BEFORE,
    CHILD,
    FAMILY,
    FRONTLINE,
    LATER,
    SECTION_11,
    SUPERVISOR,
    UP,
    WORKERS,
    counts,
    judged,
    label_of,
    measured,
)
from tests.surveys.impact.version_2.gaming import (
    AUDIT_UNCHANGED,
    BETTER,
    CHILD_BETTER,
    UNCHANGED,
    WORKERS_BETTER,
    WORSE,
    does_not_rise,
)


@pytest.mark.parametrize("second", [FRONTLINE, SECTION_11, SUPERVISOR])
@pytest.mark.parametrize("audit", [AUDIT_UNCHANGED, ()])
def test_a_second_voice_of_staff_does_not_raise_the_label(second: Source, audit: Any):
    alone = label_of(*audit, *WORKERS_BETTER)
    both = label_of(*audit, *WORKERS_BETTER, *measured(second, (10, 40), (23, 44)))
    assert does_not_rise(both, alone)
    assert both not in UP


@pytest.mark.parametrize("name", [AGENCY_AUDIT, FAMILY, CHILD, WORKERS, SECTION_11])
@pytest.mark.parametrize("others", [(), WORKERS_BETTER, measured(CHILD, *UNCHANGED)])
def test_one_audit_under_two_names_does_not_raise_the_label(name: Source, others: Any):
    audit = measured(AUDIT, (12, 40), (28, 44))
    again = measured(name, (12, 40), (28, 44), agency="Health", read_by="Police")
    assert does_not_rise(label_of(*audit, *again, *others), label_of(*audit, *others))


@pytest.mark.parametrize("changed", [UNCHANGED, BETTER, WORSE])
@pytest.mark.parametrize("others", [CHILD_BETTER, WORKERS_BETTER, measured(CHILD, *WORSE)])
def test_a_name_that_hides_an_audit_does_not_raise_the_label(changed: Any, others: Any):
    audit = measured(AUDIT, *changed)
    again = measured(FRONTLINE, (2, 40), changed[1])
    assert does_not_rise(label_of(*audit, *again, *others), label_of(*audit, *others))


def test_a_census_of_families_without_a_number_asked_decides_nothing():
    claimed = measured(FAMILY, *BETTER, eligible=None)
    assert label_of(*claimed, *WORKERS_BETTER) == "insufficient"


@pytest.mark.parametrize("eligible", [None, 40])
def test_all_cases_without_their_number_are_as_good_as_chosen(eligible: int | None):
    claimed = measured(AUDIT, *BETTER, selection=Selection.ALL, eligible=eligible)
    chosen = measured(AUDIT, *BETTER, selection=Selection.CHOSEN)
    assert does_not_rise(label_of(*claimed, *WORKERS_BETTER), label_of(*chosen, *WORKERS_BETTER))


def test_cases_chosen_for_the_baseline_do_not_make_a_random_audit_better():
    chosen = counts(AUDIT, 2, 40, BEFORE, selection=Selection.CHOSEN)
    assert label_of(chosen, counts(AUDIT, 30, 42), *WORKERS_BETTER) == "insufficient"


def test_ten_files_after_a_bad_sixty_do_not_raise_the_label():
    audit = measured(AUDIT, (45, 60), (20, 60))
    ten = counts(AUDIT, 10, 10, LATER + timedelta(days=30))
    assert label_of(*audit, ten, *CHILD_BETTER) == label_of(*audit, *CHILD_BETTER) == "contradicted"


def test_an_indicator_under_two_names_is_one_voice():
    facts: dict[str, Any] = {"verdict_of": lambda *_: Direction.BETTER, "plan": ()}
    once = series([20.0] * 12, [22.0] * 12)
    twice = replace(once, indicator="seen-alone-again")
    one = label_of(indicators=(once,), **facts)
    two = label_of(indicators=(once, twice), **facts)
    assert one == two == "insufficient"
    beside = label_of(*AUDIT_UNCHANGED, indicators=(once, twice), **facts)
    assert does_not_rise(beside, label_of(*AUDIT_UNCHANGED, indicators=(once,), **facts))


@pytest.mark.parametrize(
    "second",
    [
        judged(Direction.BETTER, date(2026, 5, 1)),  # the same body and year
        judged(Direction.BETTER, body="ofsted"),
        judged(Direction.BETTER, source=Source.PEER_REVIEW),
        judged(Direction.BETTER, source=Source.PEER_REVIEW, body="Our neighbours"),
    ],
)
@pytest.mark.parametrize("others", [(), AUDIT_UNCHANGED])
def test_two_typed_judgements_do_not_raise_the_label(second: Any, others: Any):
    first = judged(Direction.BETTER)
    one = label_of(*others, judgements=(first,))
    two = label_of(*others, judgements=(first, second))
    assert does_not_rise(two, one)
    assert two not in UP


def test_a_better_judgement_typed_over_a_worse_one_changes_nothing():
    worse = judged(Direction.WORSE)
    over = judged(Direction.BETTER, date(2026, 5, 1))
    rows = (*CHILD_BETTER, *WORKERS_BETTER)
    assert label_of(*rows, judgements=(worse, over)) == "contradicted"


def test_another_agencys_audit_does_not_replace_a_bad_one():
    read = {"read_by": "the learning hub"}
    bad = measured(AGENCY_AUDIT, *WORSE, agency="Health", **read)
    good = counts(AGENCY_AUDIT, 40, 41, LATER + timedelta(days=20), agency="Police", **read)
    assert label_of(*bad, good, *CHILD_BETTER) == label_of(*bad, *CHILD_BETTER) == "contradicted"


def test_one_source_at_two_levels_is_not_two():
    assert label_of(*CHILD_BETTER, *measured(CHILD, *BETTER, level=Level.OUTCOME)) == "insufficient"
