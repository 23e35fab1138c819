from typing import Any

import pytest

from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.provenance import CodeReview
from surveys.impact.summary.outcome_parts import PlannedResult
from tests.surveys.impact.summary.builders import RICH, result_of, summarised
from tests.surveys.impact.version_1.builders import AS_AT, planned, series
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    BEFORE,
    CHILD,
    EMERGING,
    FAMILY,
    LASTING,
    LATER,
    WORKERS,
    counts,
    judged,
    measured,
    typed,
)


def row_of(*tallies: Any, row: Any) -> PlannedResult:
    (found,) = result_of(*tallies, plan=(row,)).plan
    return found


def test_an_outcome_is_printed_with_its_label_reason_and_what_is_missing():
    outcome = result_of(*EMERGING)
    assert (outcome.ref, outcome.statement, outcome.label) == (
        "O1",
        "Children are heard",
        "emerging",
    )
    assert "children (practice) better" in outcome.reason
    assert outcome.missing


def test_the_plan_is_printed_by_level_and_source_whatever_its_order():
    rows = [(row.level, row.source) for row in summarised(RICH).outcomes[0].plan]
    assert rows == [
        ("reaction", "practitioner"),
        ("practice", "practitioner"),
        ("practice", "child"),
        ("practice", "multi_agency_audit"),
        ("experience", "family"),
        ("outcome", "indicator"),
    ]


def test_a_row_of_the_plan_keeps_what_was_written():
    given = typed(
        CHILD,
        0.3,
        target=0.6,
        planned_change=0.2,
        trigger=True,
        due_on=AS_AT,
        written_on=BEFORE,
    )
    row = row_of(row=given)
    assert (row.baseline, row.target, row.planned_change) == (0.3, 0.6, 0.2)
    assert (row.trigger, row.due_on, row.written_on) == (True, AS_AT, BEFORE)


@pytest.mark.parametrize(
    ("tallies", "so_far"),
    [
        ((), "nothing collected yet"),
        ((counts(CHILD, 26, 41),), "sufficient"),
        ((counts(CHILD, 4, 9),), "too few people to show"),
        ((counts(CHILD, 26, 41, eligible=400),), "answered by too few of those asked"),
        ((counts(CHILD, 26, 41, BEFORE),), "nothing since the action started"),
    ],
)
def test_each_row_of_the_plan_says_what_has_come_of_it(tallies: Any, so_far: str):
    assert row_of(*tallies, row=planned(CHILD)).so_far == so_far


@pytest.mark.parametrize(
    ("tallies", "target", "met"),
    [
        ((counts(CHILD, 24, 40),), 0.6, True),
        ((counts(CHILD, 23, 40),), 0.6, False),
        ((counts(CHILD, 24, 40),), None, None),
        ((counts(CHILD, 9, 9),), 0.6, None),
        ((), 0.6, None),
    ],
)
def test_a_target_is_met_or_not_or_cannot_be_told(
    tallies: Any, target: float | None, met: bool | None
):
    assert row_of(*tallies, row=planned(CHILD, target=target)).target_met is met


def test_two_indicators_of_one_plan_are_told_apart():
    rows = [
        planned(Source.INDICATOR, Level.OUTCOME, indicator=i) for i in ("missing", "seen-alone")
    ]
    charted = series([110.0, 112.0] * 6, [126.0, 128.0, 127.0])
    outcome = result_of(plan=tuple(rows), indicators=(charted,))
    assert [(row.indicator, row.so_far) for row in outcome.plan] == [
        ("missing", "nothing collected yet"),
        ("seen-alone", "sufficient"),
    ]


def test_joint_differences_are_those_of_the_waves_that_count_and_of_those_before_them():
    outcome = result_of(*LASTING, measured(WORKERS, (12, 40), (40, 42)))
    for joint in (outcome.joint, outcome.earlier):
        assert [one.family for one in joint.families] == ["records", "children_and_families"]
        assert joint.overall
        values = [one.difference.value for one in joint.families]
        assert min(values) <= joint.overall.value <= max(values)
        low, high = joint.overall.interval
        assert low < joint.overall.value < high
    alone = result_of(measured(WORKERS, (12, 40), (40, 42)))
    assert (alone.joint.overall, alone.earlier.families) == (None, [])


def test_a_pair_of_sources_is_named_with_levels_code_reason_and_reviews():
    review = CodeReview(
        "O1",
        ("multi-agency audit (practice)", "children (practice)"),
        confirmed=False,
        reason="One team only.",
        on=LATER,
    )
    [pair] = result_of(*EMERGING, code_reviews=(review,)).triangulation
    assert set(pair.between) == {"child", "multi_agency_audit"}
    assert set(pair.names) == {"children (practice)", "multi-agency audit (practice)"}
    assert pair.names[pair.between.index(CHILD)] == "children (practice)"
    assert (pair.levels, pair.code) == (("practice", "practice"), "agreement")
    assert pair.why.startswith("The same direction: ")
    assert [(one.confirmed, one.reason, one.on) for one in pair.reviews] == [
        (False, "One team only.", LATER)
    ]


def test_of_a_pair_at_two_levels_each_source_has_its_own_level():
    [pair] = result_of(counts(AUDIT, 12, 41), counts(FAMILY, 30, 42)).triangulation
    sources = zip(pair.between, pair.levels, pair.names, strict=True)
    assert set(sources) == {
        ("multi_agency_audit", "practice", "multi-agency audit (practice)"),
        ("family", "experience", "families (experience)"),
    }


def test_a_level_beside_a_direction_has_no_starting_point_and_is_no_agreement():
    [pair] = result_of(measured(CHILD, (12, 40), (26, 41)), counts(AUDIT, 26, 42)).triangulation
    assert pair.code == "no_starting_point"
    assert "no starting point for multi-agency audit (practice)" in pair.why


def test_silence_is_listed_and_is_no_agreement():
    plan = (planned(CHILD), planned(AUDIT))
    [pair] = result_of(measured(CHILD, (12, 40), (26, 41)), plan=plan).triangulation
    assert (pair.code, pair.why) == (
        "silence",
        "Multi-agency audit (practice): nothing collected yet.",
    )


def test_two_judgements_of_one_body_and_year_are_printed_as_one():
    both = (judged(Direction.BETTER), judged(Direction.WORSE, reference="page 4"))
    [found] = result_of(judgements=both).judgements
    assert (found.body, found.direction, found.recorded) == ("Ofsted", "worse", 2)
    assert (found.reason, found.reference) == ("Children are seen alone.", "page 4")
