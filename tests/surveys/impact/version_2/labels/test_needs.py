from typing import Any

import pytest

from surveys.impact.kinds import Direction
from surveys.impact.provenance import RivalWeighed
from tests.surveys.impact.version_1.builders import planned, series
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    CHILD,
    EMERGING,
    FAMILY,
    LASTING,
    SUPERVISOR,
    WORKERS,
    label_of,
    measured,
    outcome_of,
)

SAME = ((20, 40), (20, 41))
UP_BY_30 = ((12, 40), (25, 41))
DOWN_BY_30 = ((25, 40), (12, 41))
AUDIT_BETTER, _ = EMERGING
STRONG: dict[str, Any] = {
    "indicators": (series([20.0] * 12, [22.0] * 12),),
    "verdict_of": lambda *_: Direction.BETTER,
    "rival_explanations": ("A new duty began.",),
    "rivals_weighed": (RivalWeighed("A new duty began.", "It began a year later here."),),
}


@pytest.mark.parametrize(
    ("sources", "label"),
    [
        (EMERGING, "emerging"),
        ((AUDIT_BETTER, measured(WORKERS, (13, 40), (26, 41))), "emerging"),
        ((AUDIT_BETTER, measured(CHILD, *SAME)), "no_clear_change"),
        # no source is better alone, but both kinds together
        ((measured(AUDIT, (18, 40), (26, 41)), measured(CHILD, (19, 40), (27, 42))), "emerging"),
        # so few that chance explains it
        ((measured(AUDIT, (5, 12), (7, 12)), measured(CHILD, (6, 13), (8, 13))), "no_clear_change"),
        # and a source that is worse
        (
            (
                measured(AUDIT, (18, 40), (26, 41)),
                measured(CHILD, (19, 40), (27, 42)),
                measured(SUPERVISOR, *DOWN_BY_30),
            ),
            "no_clear_change",
        ),
        # together clearly above 0, and by less than 10 points
        (
            (
                measured(AUDIT, (2000, 4000), (2320, 4000)),
                measured(CHILD, (2001, 4000), (2320, 4001)),
            ),
            "no_clear_change",
        ),
        # one kind alone carries the joint difference
        ((measured(AUDIT, (10, 60), (50, 60)), measured(CHILD, *SAME)), "no_clear_change"),
        ((*EMERGING, measured(SUPERVISOR, *DOWN_BY_30)), "contradicted"),
    ],
)
def test_emerging_needs_two_kinds_of_sources_that_are_better(sources: Any, label: str):
    assert label_of(*sources) == label


@pytest.mark.parametrize(
    ("sources", "facts", "label"),
    [
        (LASTING, {}, "supported"),
        (EMERGING, {}, "emerging"),  # no earlier wave
        # the earlier wave was better by less than 10 points
        (
            (
                measured(AUDIT, *UP_BY_30, earlier=(14, 40)),
                measured(CHILD, (13, 40), (26, 41), earlier=(15, 42)),
            ),
            {},
            "emerging",
        ),
        # a family was below 0 in the earlier wave
        (
            (
                measured(AUDIT, *UP_BY_30, earlier=(38, 40)),
                measured(CHILD, (13, 40), (26, 41), earlier=(13, 42)),
            ),
            {},
            "emerging",
        ),
    ],
)
def test_supported_needs_a_change_that_was_there_before(sources: Any, facts: Any, label: str):
    assert label_of(*sources, **facts) == label


def test_what_started_the_action_cannot_carry_supported_alone():
    rows = (
        measured(AUDIT, (8, 40), (36, 41), earlier=(34, 40)),
        measured(WORKERS, (13, 40), (26, 41), earlier=(25, 42)),
    )
    plan = (planned(AUDIT), planned(WORKERS))
    trigger = (planned(AUDIT, trigger=True), planned(WORKERS))
    assert label_of(*rows, plan=plan) == "supported"
    assert label_of(*rows, plan=trigger) == "emerging"


def test_what_the_silent_could_hide_is_not_supported():
    quiet = {"eligible": 200}
    asked = measured(CHILD, (13, 40), (26, 41), earlier=(25, 42), **quiet)
    workers = measured(WORKERS, (12, 40), (25, 41), earlier=(24, 40))
    loud = measured(CHILD, (13, 40), (26, 41), earlier=(25, 42), eligible=50)
    assert label_of(loud, workers) == "supported"
    # 30.9 points of 41 of 200 people are 6 points of all; of half as large a change they are 3
    assert label_of(asked, workers) == "supported"
    less = measured(CHILD, (130, 400), (220, 401), earlier=(230, 402), eligible=2000)
    assert label_of(less, workers) == "emerging"


def test_a_joint_difference_that_touches_0_is_not_supported():
    rows = (
        measured(AUDIT, (6, 12), (11, 12), earlier=(11, 12)),
        measured(WORKERS, (13, 40), (26, 41), earlier=(25, 42)),
        measured(FAMILY, (8, 12), (7, 13), earlier=(8, 13)),
    )
    found = outcome_of(*rows)
    assert found.case.joint.overall
    assert found.case.joint.overall.interval[0] < 0
    assert found.label == "emerging"


def test_strong_needs_an_indicator_and_rivals_that_were_weighed():
    assert label_of(*LASTING, **STRONG) == "strong"


@pytest.mark.parametrize(
    "lacking",
    [
        {"verdict_of": lambda *_: Direction.NO_CLEAR_CHANGE},
        {"rival_explanations": ()},
        {"rivals_weighed": ()},
        {"rival_explanations": ("A new duty began.", "The team doubled.")},
        {"rivals_weighed": (RivalWeighed("A new duty began.", " "),)},
    ],
)
def test_without_one_of_them_it_stays_supported(lacking: dict[str, Any]):
    assert label_of(*LASTING, **{**STRONG, **lacking}) == "supported"
