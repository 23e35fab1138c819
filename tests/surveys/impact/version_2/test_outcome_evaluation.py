from datetime import date
from typing import Any

import pytest

from surveys.impact.distributions import wilson
from surveys.impact.evidence import ReportedChange
from surveys.impact.kinds import Direction, Level
from surveys.impact.version_2.outcome_evaluation import LevelEvaluation, OutcomeEvaluation
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    CHILD,
    FAMILY,
    LATER,
    WORKERS,
    counts,
    judged,
    measured,
    outcome_of,
    paired,
)


def level(outcome: OutcomeEvaluation, wanted: Level = Level.PRACTICE) -> LevelEvaluation:
    return next(one for one in outcome.levels if one.level is wanted)


def test_a_score_is_the_mean_weighted_by_quality_and_size():
    found = level(outcome_of(counts(AUDIT, 15, 30), counts(WORKERS, 12, 15)))
    assert found.score == pytest.approx((1.0 * 0.5 + 0.25 * 0.8) / 1.25)
    assert found.interval
    assert found.interval[0] < 0.56 < found.interval[1]


def test_sources_that_cannot_decide_are_in_no_score():
    rows = (counts(AUDIT, 15, 30), counts(WORKERS, 12, 15, eligible=None))
    assert level(outcome_of(*rows)).score == 0.5


def test_evidence_of_half_a_year_ago_weighs_less():
    old = counts(WORKERS, 30, 30, date(2025, 11, 14))  # 137 of 273 days before none counts
    found = level(outcome_of(counts(AUDIT, 15, 30), old)).score
    assert found == pytest.approx((0.5 + 0.5 * 137 / 273) / (1 + 0.5 * 137 / 273))


def test_a_judgement_is_in_no_score():
    found = outcome_of(plan=(), judgements=(judged(Direction.BETTER),))
    assert level(found, Level.OUTCOME).score is None


@pytest.mark.parametrize(
    ("rows", "single"),
    [
        ((), False),
        ((counts(AUDIT, 15, 30),), True),
        ((counts(AUDIT, 15, 30), counts(CHILD, 9, 9)), True),
        ((counts(AUDIT, 15, 30), counts(CHILD, 15, 31)), False),
    ],
)
def test_a_level_with_one_source_says_so(rows: Any, single: bool):
    assert level(outcome_of(*rows)).single_source is single


def test_levels_of_claims_are_always_there_and_others_with_evidence():
    found = outcome_of(counts(WORKERS, 15, 30, level=Level.LEARNING))
    assert [one.level for one in found.levels] == [
        Level.LEARNING,
        Level.PRACTICE,
        Level.EXPERIENCE,
        Level.OUTCOME,
    ]


def test_learning_has_its_difference_and_no_part_in_the_case():
    found = outcome_of(*measured(WORKERS, (10, 40), (30, 40), level=Level.LEARNING))
    (source,) = level(found, Level.LEARNING).sources
    assert source.direction == "better"
    assert found.case.sources == ()


def test_paired_items_are_at_their_level():
    found = outcome_of(counts(CHILD, 15, 30), pairs=(paired(14, 20, 2), paired(3, 3, 3, item="b")))
    assert [(one.item, one.linked) for one in level(found).paired_items] == [
        ("I am listened to", 36),
        ("b", None),
    ]


def reported(n: int, reporting: int, **facts: Any) -> ReportedChange:
    given = {"outcome_ref": "O1", "item": "My practice has changed", **facts}
    return ReportedChange(
        level=Level.PRACTICE,
        source=WORKERS,
        collected_on=LATER,
        n=n,
        reporting=reporting,
        **given,
    )


def test_reported_change_is_a_count_and_no_source():
    found = outcome_of(plan=(), reported_changes=(reported(100, 22),))
    (one,) = found.reported
    assert (one.n, one.reporting, one.interval) == (100, 22, wilson(22, 100))
    assert found.case.sources == ()


def test_reported_change_of_too_few_people_has_no_figure():
    (one,) = outcome_of(plan=(), reported_changes=(reported(9, 8),)).reported
    assert (one.n, one.reporting, one.interval) == (None, None, None)


def test_reported_change_of_another_outcome_is_left_out():
    assert (
        outcome_of(plan=(), reported_changes=(reported(100, 22, outcome_ref="O2"),)).reported == ()
    )


def test_the_worked_silence_of_the_specification():
    (source,) = level(outcome_of(counts(FAMILY, 18, 24, eligible=60)), Level.EXPERIENCE).sources
    assert source.figures
    assert source.figures.bounds == (0.3, 0.9)
