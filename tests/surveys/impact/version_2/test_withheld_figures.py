"""What holds for any evidence: a figure of too few people is nowhere, and changes nothing."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.impact.evidence import Evidence
from surveys.impact.kinds import Source
from surveys.impact.version_2.evaluate import Evaluation, evaluate
from tests.surveys.impact.version_1.builders import AS_AT
from tests.surveys.impact.version_2.builders import (
    CHANGE_MODEL,
    LATER,
    SECTION_11,
    counts,
)
from tests.surveys.impact.version_2.generated import OTHERS, actions, figures, sources_of

MARK = 70_000  # far from every other figure: days, counts and percentages are below it


def said_of(evaluation: Evaluation) -> tuple[Any, ...]:
    """The label with its reason, the least favourable finding, and the label of each wave."""
    worst = evaluation.least_favourable
    (outcome,) = evaluation.outcomes
    return outcome.label, outcome.reason, worst and worst.text, evaluation.history


@given(actions(), st.integers(0, 9), st.data())
@settings(max_examples=60, deadline=None)
def test_evaluations_that_differ_in_a_withheld_figure_are_equal(
    evidence: Evidence, n: int, data: st.DataObject
):
    facts = {"eligible": MARK + n, "outside": MARK + n, "note": f"{MARK} files"}
    small = counts(SECTION_11, data.draw(st.integers(0, n)), n, **facts)
    nobody = counts(SECTION_11, 0, 0)
    one, other = (
        evaluate(replace(evidence, tallies=(*evidence.tallies, row)), CHANGE_MODEL, AS_AT)
        for row in (small, nobody)
    )
    assert one == other
    reasons = tuple(relation.why for relation in one.outcomes[0].case.relations)
    assert max(figures((one, reasons)), default=0) < MARK


@given(actions(), st.integers(0, 9), st.sampled_from([*OTHERS, SECTION_11]))
@settings(max_examples=60, deadline=None)
def test_a_withheld_figure_changes_no_label_and_no_other_figure(
    evidence: Evidence, n: int, source: Source
):
    small = counts(source, n // 2, n, LATER.replace(day=20))
    bare = evaluate(evidence, CHANGE_MODEL, AS_AT)
    more = evaluate(replace(evidence, tallies=(*evidence.tallies, small)), CHANGE_MODEL, AS_AT)
    before = {(one.source, one.level): replace(one, series=()) for one in sources_of(bare)}
    after = {(one.source, one.level): replace(one, series=()) for one in sources_of(more)}
    at = (source, small.level)
    assert {key: after[key] for key in before.keys() - {at}} == {
        key: one for key, one in before.items() if key != at
    }
    if any(one.collected_on for one in before.values()):  # something was there to be judged
        assert said_of(more) == said_of(bare)
