from dataclasses import replace
from typing import Any

import pytest

from surveys.impact.kinds import Direction, Level
from tests.surveys.impact.version_1.builders import planned, series
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    CHILD,
    EMERGING,
    FAMILY,
    FRONTLINE,
    LASTING,
    SUPERVISOR,
    WORKERS,
    counts,
    judged,
    label_of,
    measured,
    outcome_of,
)

SAME = ((20, 40), (20, 41))
UP_BY_30 = ((12, 40), (25, 41))
DOWN_BY_30 = ((25, 40), (12, 41))
AUDIT_BETTER, CHILD_BETTER = EMERGING


def test_evidence_from_groups_too_small_is_suppressed():
    assert label_of(counts(CHILD, 9, 9), counts(AUDIT, 0, 0)) == "suppressed"


def test_a_baseline_of_too_few_alone_is_suppressed_too():
    assert label_of(counts(CHILD, 9, 9, on=measured(CHILD, *SAME)[0].collected_on)) == "suppressed"


def test_no_evidence_is_insufficient_not_suppressed():
    assert label_of(plan=(planned(CHILD), planned(AUDIT))) == "insufficient"


def test_one_sufficient_source_is_insufficient():
    assert label_of(AUDIT_BETTER, counts(CHILD, 9, 9)) == "insufficient"


def test_one_source_at_two_levels_is_one_source():
    twice = measured(CHILD, (13, 40), (26, 41), level=Level.EXPERIENCE)
    outcome = outcome_of(CHILD_BETTER, twice)
    assert outcome.label == "insufficient"
    assert outcome.reason.startswith("Only one source has enough to go on")


def test_opposite_directions_are_contradicted():
    assert label_of(AUDIT_BETTER, measured(CHILD, *DOWN_BY_30)) == "contradicted"


def test_levels_without_a_starting_point_say_nothing_of_change():
    outcome = outcome_of(
        *(counts(source, 38, 40 + at) for at, source in enumerate((WORKERS, AUDIT, CHILD, FAMILY)))
    )
    assert outcome.label == "insufficient"
    assert outcome.reason.startswith("Change cannot be judged: no starting point for practitioners")


def test_without_a_start_date_nothing_has_changed():
    assert label_of(*EMERGING, started_on=None) == "insufficient"


def test_staff_alone_cannot_judge_change():
    staff = [
        measured(one, (12, 40 + at), (30, 41 + at))
        for at, one in enumerate((WORKERS, SUPERVISOR, FRONTLINE))
    ]
    outcome = outcome_of(*staff)
    assert outcome.label == "insufficient"
    assert "only staff speak of it" in outcome.reason


@pytest.mark.parametrize(
    ("sources", "label"),
    [
        ((measured(AUDIT, *DOWN_BY_30), measured(CHILD, (26, 40), (13, 41))), "worse"),
        ((measured(AUDIT, *DOWN_BY_30), measured(CHILD, (20, 40), (25, 41))), "no_clear_change"),
        # two of staff, though others did not change
        (
            (
                measured(WORKERS, *DOWN_BY_30),
                measured(SUPERVISOR, (26, 40), (13, 42)),
                measured(AUDIT, *SAME),
            ),
            "worse",
        ),
        # none clearly worse, and together clearly below 0
        ((measured(AUDIT, (26, 40), (18, 41)), measured(CHILD, (27, 40), (19, 42))), "worse"),
        # together clearly below 0, and by less than 5 points
        (
            (
                measured(AUDIT, (2400, 4000), (2270, 4000)),
                measured(CHILD, (2401, 4000), (2350, 4001)),
            ),
            "no_clear_change",
        ),
    ],
)
def test_worse_needs_two_sources_or_a_joint_difference_below_0(sources: Any, label: str):
    assert label_of(*sources) == label


def test_an_indicator_that_is_worse_contradicts():
    facts: dict[str, Any] = {
        "indicators": (series([20.0] * 12, [18.0] * 12),),
        "verdict_of": lambda *_: Direction.WORSE,
    }
    assert label_of(*LASTING, **facts) == "contradicted"


def test_two_indicators_that_are_worse_are_one_voice():
    chart = series([20.0] * 12, [18.0] * 12)
    facts: dict[str, Any] = {
        "indicators": (chart, replace(chart, indicator="under another name")),
        "verdict_of": lambda *_: Direction.WORSE,
    }
    assert label_of(measured(AUDIT, *SAME), **facts) == "no_clear_change"


def test_an_inspection_and_staff_are_two_kinds():
    outcome = label_of(measured(WORKERS, *UP_BY_30), judgements=(judged(Direction.BETTER),))
    assert outcome == "emerging"


@pytest.mark.parametrize("level", [Level.REACH, Level.REACTION, Level.LEARNING])
def test_what_was_done_and_how_well_never_raises_an_outcome(level: Level):
    glowing = [
        measured(one, (4, 40 + at), (39, 41 + at), level=level)
        for at, one in enumerate((WORKERS, CHILD, AUDIT))
    ]
    assert label_of(AUDIT_BETTER, *glowing) == "insufficient"
