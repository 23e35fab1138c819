from dataclasses import replace
from typing import Any

import pytest

from surveys.impact.evidence import ReportedChange
from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.provenance import Selection
from surveys.impact.summary.source_parts import SourceResult
from tests.surveys.impact.summary.builders import result_of, source_in
from tests.surveys.impact.version_1.builders import pairs, planned, series
from tests.surveys.impact.version_2.builders import (
    AGENCY_AUDIT,
    AUDIT,
    BEFORE,
    CHILD,
    EARLIER,
    FAMILY,
    LATER,
    WORKERS,
    counts,
    judged,
    measured,
    paired,
    typed,
)

FIGURES = (
    "n",
    "eligible",
    "favourable",
    "outside",
    "proportion",
    "interval",
    "bounds",
    "response_rate",
    "weight",
    "difference",
    "direction",
)


def child_of(*tallies: Any, **facts: Any) -> SourceResult:
    return source_in(result_of(*tallies, **facts), CHILD)


@pytest.mark.parametrize(
    ("before", "after", "value", "interval", "direction"),
    [
        # the check values of Newcombe's method 10 in the specification
        ((9, 36), (16, 35), 0.207, (-0.014, 0.404), "no_clear_change"),
        ((48, 80), (56, 70), 0.2, (0.0524, 0.3339), "better"),
        ((56, 70), (48, 80), -0.2, (-0.3339, -0.0524), "worse"),
    ],
)
def test_a_counted_start_is_printed_with_difference_interval_and_direction(
    before: tuple[int, int],
    after: tuple[int, int],
    value: float,
    interval: tuple[float, float],
    direction: str,
):
    child = child_of(measured(CHILD, before, after))
    start, difference = child.starting_point, child.difference
    assert (start.kind, start.n, start.on, start.trigger) == ("counted", before[1], BEFORE, False)
    assert start.proportion == start.reference == before[0] / before[1]
    assert difference
    assert difference.value == pytest.approx(value, abs=5e-4)
    assert difference.interval == pytest.approx(interval, abs=5e-4)
    assert difference.value == pytest.approx(after[0] / after[1] - before[0] / before[1])
    assert (difference.design_effect, child.direction) == (1, direction)


def test_a_share_of_the_plan_is_read_as_of_as_many_people_as_the_follow_up():
    start = child_of(counts(CHILD, 26, 41), plan=(typed(CHILD, 0.3),)).starting_point
    assert (start.kind, start.proportion, start.n, start.on) == ("typed", 0.3, 41, None)


def test_pairs_have_no_share_and_their_difference_is_that_of_improved_less_worse():
    child = child_of(counts(CHILD, 26, 41), pairs=(paired(15, 6, 1),))
    start = child.starting_point
    assert (start.kind, start.proportion, start.n, start.on) == ("paired", None, 22, BEFORE)
    assert child.difference
    assert child.difference.value == pytest.approx(14 / 22)
    assert child.direction == "better"


def test_the_difference_of_what_started_the_action_is_taken_from_the_reference():
    plan = (planned(CHILD, trigger=True),)
    child = child_of(measured(CHILD, (12, 40), (26, 41)), plan=plan)
    start = child.starting_point
    assert (start.trigger, start.proportion) == (True, 0.3)
    assert start.reference
    assert start.reference == pytest.approx(0.399, abs=5e-4)  # Wilson 80 % of 12 of 40
    assert child.difference
    assert child.difference.value == pytest.approx(26 / 41 - start.reference)


def test_teams_widen_the_interval_by_the_design_effect():
    wide = child_of(measured(CHILD, (12, 40), (26, 41), teams=(10, 10, 21))).difference
    narrow = child_of(measured(CHILD, (12, 40), (26, 41))).difference
    assert wide
    assert narrow
    assert wide.design_effect > 1 == narrow.design_effect
    assert wide.interval[0] < narrow.interval[0]


def test_a_level_has_figures_and_no_difference_nor_direction():
    child = child_of(counts(CHILD, 39, 41))
    assert (child.n, child.favourable, child.proportion) == (41, 39, 39 / 41)
    assert (child.starting_point.kind, child.difference, child.direction) == ("none", None, None)
    assert child.sufficient
    assert child.wording.endswith("no starting point.")
    assert "better" not in child.wording


def test_a_source_that_is_not_sufficient_keeps_its_figures_and_says_why():
    child = child_of(measured(CHILD, (12, 40), (26, 41), eligible=400))
    assert (child.n, child.eligible, child.sufficient) == (41, 400, False)
    assert child.response_rate == pytest.approx(41 / 400)
    assert child.why_not == "answered by too few of those asked"
    assert child.wording.endswith("; not sufficient: answered by too few of those asked.")


@pytest.mark.parametrize("n", [0, 9])
def test_a_source_of_too_few_people_has_no_figure_and_says_that_it_is_withheld(n: int):
    child = child_of(counts(CHILD, n, n, eligible=4321, outside=77), plan=(planned(CHILD),))
    assert {name: getattr(child, name) for name in FIGURES} == dict.fromkeys(FIGURES)
    assert (child.suppressed, child.sufficient) == (True, False)
    assert child.why_not == "too few people to show"
    assert child.wording == "Children (practice): too few people to show."


def test_what_was_never_collected_is_not_withheld():
    child = child_of(plan=(planned(CHILD),))
    assert {name: getattr(child, name) for name in FIGURES} == dict.fromkeys(FIGURES)
    assert (child.suppressed, child.why_not) == (False, "nothing collected yet")


def test_waves_beside_the_one_that_counts_are_a_series_and_small_ones_are_withheld():
    tiny = counts(CHILD, 4, 9, LATER.replace(month=5))
    child = child_of(measured(CHILD, (12, 40), (26, 41), earlier=(25, 42)), tiny)
    assert (child.n, child.collected_on) == (41, LATER)
    assert [(p.on, p.is_baseline, p.n, p.suppressed) for p in child.series] == [
        (BEFORE, True, 40, False),
        (EARLIER, False, 42, False),
        (tiny.collected_on, False, None, True),
    ]
    assert (child.series[-1].proportion, child.series[-1].interval) == (None, None)


def test_an_audit_says_who_chose_and_read_its_cases():
    own = counts(
        AGENCY_AUDIT,
        25,
        41,
        selection=Selection.RANDOM,
        agency="Police",
        read_by="Council",
        note="Drawn by lot.",
    )
    audit = source_in(result_of(own), AGENCY_AUDIT)
    assert (audit.selection, audit.read_by, audit.notes) == (
        ["random"],
        ["Council"],
        ["Drawn by lot."],
    )
    assert (audit.title, audit.family, audit.voice) == ("Police", "records", "auditor")


def test_a_judgement_and_a_chart_have_a_direction_and_no_figures():
    outcome = result_of(
        judgements=(judged(Direction.WORSE),),
        indicators=(series([110.0, 112.0] * 6, [126.0, 128.0, 127.0]),),
    )
    inspection, indicator = (
        source_in(outcome, source) for source in (Source.INSPECTION, Source.INDICATOR)
    )
    assert (inspection.direction, inspection.title, inspection.n) == ("worse", "Ofsted", None)
    assert (indicator.direction, indicator.title, indicator.n) == ("better", "seen-alone", None)
    assert not inspection.suppressed
    assert not indicator.suppressed
    assert inspection.wording == "Inspection, Ofsted (outcome): worse."


def test_a_level_of_one_voice_says_one_source_only():
    practice, experience, _ = result_of(
        counts(CHILD, 26, 41), counts(FAMILY, 24, 40), counts(AUDIT, 25, 42)
    ).levels
    assert (practice.single_source, experience.single_source) == (False, True)
    assert practice.score
    assert practice.interval
    assert practice.interval[0] < practice.score < practice.interval[1]


def test_paired_items_have_counts_or_are_withheld():
    few = replace(pairs(CHILD, 3, 3, 3), item="I am told what happens next")
    outcome = result_of(counts(CHILD, 26, 41), pairs=(paired(15, 6, 1), few))
    shown, hidden = outcome.levels[0].change
    assert (shown.pairs, shown.improved, shown.same, shown.worse) == (22, 15, 6, 1)
    assert shown.p_value == pytest.approx(0.000519, abs=1e-6)  # exact, 1 of 16
    assert (shown.retrospective, shown.suppressed) == (False, False)
    assert (hidden.pairs, hidden.improved, hidden.same, hidden.worse) == (None,) * 4
    assert (hidden.p_value, hidden.retrospective, hidden.suppressed) == (None, True, True)


@pytest.mark.parametrize(("n", "reporting"), [(31, 14), (9, 8)])
def test_reported_change_is_a_count_at_its_level_or_is_withheld(n: int, reporting: int):
    told = ReportedChange("O1", Level.PRACTICE, WORKERS, "Has it changed?", LATER, n, reporting)
    practice = result_of(counts(WORKERS, 20, 31), reported_changes=(told,)).levels[0]
    [found] = practice.reported
    assert (found.item, found.on, found.suppressed) == ("Has it changed?", LATER, n < 10)
    assert (found.n, found.reporting) == ((31, 14) if n == 31 else (None, None))
    assert (found.interval is None) is found.suppressed
    assert "direction" not in found.model_dump()
