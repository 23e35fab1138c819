"""What holds for any evidence: of staff, of order, of levels, of more."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.impact.evidence import Evidence
from surveys.impact.kinds import Direction
from surveys.impact.version_2.evaluate import evaluate
from surveys.impact.version_2.labels.case import OutcomeCase
from surveys.impact.version_2.sources.families import Family
from surveys.impact.version_2.sources.sufficiency import Insufficiency
from tests.surveys.impact.version_1.builders import AS_AT
from tests.surveys.impact.version_2.builders import (
    CHANGE_MODEL,
    UP,
)
from tests.surveys.impact.version_2.generated import STAFF, actions, sources_of


def case_of(evidence: Evidence) -> OutcomeCase:
    return evaluate(evidence, CHANGE_MODEL, AS_AT).outcomes[0].case


def label_of(evidence: Evidence) -> str:
    return evaluate(evidence, CHANGE_MODEL, AS_AT).label


@given(actions(STAFF, smallest=10))
@settings(max_examples=60, deadline=None)
def test_staff_alone_never_raise_a_label(evidence: Evidence):
    assert label_of(evidence) not in UP


@given(actions(smallest=10))
@settings(max_examples=60, deadline=None)
def test_no_label_is_up_without_others_than_staff_who_are_better(evidence: Evidence):
    others = [one for one in case_of(evidence).sufficient if one.family is not Family.STAFF]
    better = any(one.direction is Direction.BETTER for one in others)
    joint = case_of(evidence).joint.overall
    is_better_together = joint is not None and joint.interval[0] > 0 and joint.value >= 0.099
    assert better or is_better_together or label_of(evidence) not in UP


@given(actions(), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_evidence_does_not_matter(evidence: Evidence, seed: int):
    def mixed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(Random(seed).sample(items, len(items)))

    (outcome,) = evidence.outcomes
    other = replace(
        evidence,
        tallies=mixed(evidence.tallies),
        pairs=mixed(evidence.pairs),
        judgements=mixed(evidence.judgements),
        outcomes=(replace(outcome, plan=mixed(outcome.plan)),),
    )
    assert evaluate(other, CHANGE_MODEL, AS_AT) == evaluate(evidence, CHANGE_MODEL, AS_AT)


@given(actions())
@settings(max_examples=60, deadline=None)
def test_a_level_has_no_direction(evidence: Evidence):
    without = replace(evidence, started_on=None)
    found = [
        *sources_of(evaluate(evidence, CHANGE_MODEL, AS_AT)),
        *sources_of(evaluate(without, CHANGE_MODEL, AS_AT)),
    ]
    levels = [one for one in found if one.start and one.start.why_none]
    assert {(one.direction, one.difference, one.earlier) for one in levels} <= {(None, None, None)}
    assert all(one.direction is None for one in sources_of(evaluate(without, CHANGE_MODEL, AS_AT)))


@given(actions(smallest=10), st.integers(2, 20))
@settings(max_examples=60, deadline=None)
def test_more_of_the_same_evidence_never_turns_better_into_worse(evidence: Evidence, times: int):
    more = replace(
        evidence,
        tallies=tuple(
            replace(
                row,
                n=times * row.n,
                favourable=times * row.favourable,
                eligible=None if row.eligible is None else times * row.eligible,
            )
            for row in evidence.tallies
        ),
    )
    few, many = (evaluate(one, CHANGE_MODEL, AS_AT) for one in (evidence, more))
    opposite = {Direction.BETTER, Direction.WORSE}
    for one, other in zip(sources_of(few), sources_of(many), strict=True):
        assert {one.direction, other.direction} != opposite
    assert not (few.label in UP and many.label == "worse")


@given(actions())
@settings(max_examples=60, deadline=None)
def test_scores_and_shares_are_within_their_intervals_and_the_scale(evidence: Evidence):
    evaluation = evaluate(evidence, CHANGE_MODEL, AS_AT)
    for level in evaluation.outcomes[0].levels:
        if level.score is not None:
            assert level.interval
            assert 0 <= level.interval[0] <= level.score <= level.interval[1] <= 1
    for source in sources_of(evaluation):
        if source.figures:
            low, high = source.figures.interval
            assert 0 <= low <= source.figures.proportion <= high <= 1
        if source.difference:
            low, high = source.difference.interval
            assert low <= source.difference.value <= high


@given(actions())
@settings(max_examples=60, deadline=None)
def test_what_cannot_decide_is_named_with_what_would_help(evidence: Evidence):
    outcome = evaluate(evidence, CHANGE_MODEL, AS_AT).outcomes[0]
    silent = [one for one in outcome.case.sources if not one.is_sufficient]
    for source in silent:
        name = source.name[0].upper() + source.name[1:]
        assert any(text.startswith(name) for text in outcome.missing)
    assert all(one.insufficiency is not Insufficiency.SMALL or not one.figures for one in silent)
