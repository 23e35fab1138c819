from datetime import date
from typing import Any

import pytest

from surveys.impact.kinds import Direction, Level
from surveys.impact.provenance import CodeReview
from surveys.impact.version_2.labels.triangulation import PairCode, PairRelation
from tests.surveys.impact.version_1.builders import planned
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    CHILD,
    FAMILY,
    SUPERVISOR,
    WORKERS,
    counts,
    judged,
    measured,
    outcome_of,
)


def relations(*tallies: Any, **facts: Any) -> tuple[PairRelation, ...]:
    return outcome_of(*tallies, **facts).case.relations


def code(*tallies: Any, **facts: Any) -> PairCode:
    (relation,) = relations(*tallies, **facts)
    return relation.code


BETTER, WORSE, SAME = ((12, 40), (30, 41)), ((30, 40), (12, 41)), ((20, 40), (20, 41))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (BETTER, ((10, 40), (28, 41)), PairCode.AGREEMENT),
        (SAME, ((20, 41), (21, 41)), PairCode.AGREEMENT),
        (BETTER, WORSE, PairCode.DISSONANCE),
        (BETTER, SAME, PairCode.PARTIAL),
        (SAME, WORSE, PairCode.PARTIAL),
        (((60, 400), (120, 401)), ((20, 400), (360, 401)), PairCode.PARTIAL),  # +15 and +85
        (BETTER, (None, (20, 41)), PairCode.NO_STARTING_POINT),
        ((None, (20, 40)), (None, (20, 41)), PairCode.NO_STARTING_POINT),
        (BETTER, (None, (9, 9)), PairCode.SILENCE),
    ],
)
def test_two_sources_at_different_levels_have_the_code_of_their_directions(
    one: Any, other: Any, expected: PairCode
):
    assert code(*measured(AUDIT, *one), *measured(FAMILY, *other)) is expected


@pytest.mark.parametrize(
    ("worker", "audit", "expected"),
    [
        ((56, 70), (48, 80), PairCode.DISSONANCE),  # a gap of 20 points, 5 to 33
        ((16, 35), (9, 36), PairCode.NO_STARTING_POINT),  # of 21 points, which chance explains
        ((300, 400), (245, 401), PairCode.NO_STARTING_POINT),  # of 14 points
        ((48, 80), (56, 70), PairCode.NO_STARTING_POINT),  # the better source is the brighter
    ],
)
def test_a_weaker_source_that_is_clearly_brighter_is_a_dissonance(
    worker: Any, audit: Any, expected: PairCode
):
    assert code(counts(WORKERS, *worker), counts(AUDIT, *audit)) is expected


def test_a_gap_that_chance_explains_makes_an_agreement_partial():
    workers, audit = measured(WORKERS, (15, 30), (16, 30)), measured(AUDIT, (10, 30), (11, 30))
    assert code(*workers, *audit) is PairCode.PARTIAL


def test_shares_at_different_levels_or_of_one_quality_are_not_compared():
    assert code(counts(WORKERS, 56, 70), counts(FAMILY, 20, 80)) is PairCode.NO_STARTING_POINT
    assert code(counts(CHILD, 56, 70), counts(AUDIT, 20, 80)) is PairCode.NO_STARTING_POINT


def test_teams_that_answer_alike_make_a_gap_less_sure():
    workers = counts(WORKERS, 56, 70, teams=(35, 35))
    assert code(workers, counts(AUDIT, 48, 80)) is PairCode.NO_STARTING_POINT


def test_comparisons_share_one_error():
    pair = (counts(WORKERS, 28, 40), counts(AUDIT, 21, 45))
    third = counts(SUPERVISOR, 20, 36)
    assert code(*pair) is PairCode.DISSONANCE
    assert PairCode.DISSONANCE not in {one.code for one in relations(*pair, third)}


def test_a_planned_source_without_answers_is_silent_and_says_why():
    (relation,) = relations(counts(AUDIT, 20, 40), plan=(planned(AUDIT), planned(CHILD)))
    assert relation.code is PairCode.SILENCE
    assert relation.why == "Children (practice): nothing collected yet."


def test_an_unplanned_source_is_compared_once_it_is_sufficient():
    plan = (planned(AUDIT),)
    assert relations(counts(AUDIT, 20, 40), counts(CHILD, 9, 9), plan=plan) == ()
    assert len(relations(counts(AUDIT, 20, 40), counts(CHILD, 20, 41), plan=plan)) == 1


def test_one_source_at_two_levels_is_not_compared_with_itself():
    rows = (counts(CHILD, 20, 40), counts(CHILD, 20, 40, level=Level.EXPERIENCE))
    assert relations(*rows) == ()


def test_a_judgement_has_no_interval_that_could_not_overlap():
    found = code(*measured(AUDIT, *BETTER), judgements=(judged(Direction.BETTER),))
    assert found is PairCode.AGREEMENT


def test_reaction_and_learning_are_in_no_pair():
    rows = (counts(WORKERS, 20, 40, level=Level.LEARNING), counts(AUDIT, 20, 41))
    assert relations(*rows) == ()


def test_what_evaluators_say_of_a_code_is_beside_it():
    names = ("multi-agency audit (practice)", "families (experience)")
    contested = CodeReview("O1", names, False, "Other cases.", date(2026, 5, 2))
    confirmed = CodeReview("O1", names[::-1], True, "Rightly so.", date(2026, 5, 1))
    other = CodeReview("O1", (names[0], "children (practice)"), True, "-", date(2026, 5, 1))
    elsewhere = CodeReview("O2", names, True, "Of another outcome.", date(2026, 5, 1))
    (relation,) = relations(
        *measured(AUDIT, *BETTER),
        *measured(FAMILY, *WORSE),
        code_reviews=(contested, confirmed, other, elsewhere),
    )
    assert relation.code is PairCode.DISSONANCE
    assert relation.reviews == (confirmed, contested)


def test_the_reason_has_the_figures_of_both():
    (relation,) = relations(*measured(AUDIT, (48, 80), (56, 70)), *measured(FAMILY, *WORSE))
    assert relation.why == (
        "Opposite directions: multi-agency audit (practice): 80 % favourable (56 of 70, 95 % "
        "interval 69-88 %), from 60 % of 80 before: +20 points (5 to 33), better; families "
        "(experience): 29 % favourable (12 of 41, 95 % interval 18-44 %), from 75 % of 40 before: "
        "-46 points (-62 to -24), worse."
    )
