from typing import Any

import pytest

from surveys.impact.kinds import Level, Source
from tests.surveys.impact.version_1.builders import planned
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    CHILD,
    EMERGING,
    FAMILY,
    LASTING,
    WORKERS,
    counts,
    measured,
    outcome_of,
    typed,
)


def missing(*tallies: Any, **facts: Any) -> tuple[str, ...]:
    return outcome_of(*tallies, **facts).missing


def test_a_plan_without_a_starting_point_is_a_gap_at_once():
    plan = (typed(AUDIT, 0.4), planned(FAMILY, Level.EXPERIENCE))
    assert missing(plan=plan) == (
        "Multi-agency audit (practice): nothing collected yet. Collect it as planned.",
        "Families (experience): nothing collected yet. Collect it as planned.",
        (
            "Families (experience): no starting point. Ask before the action starts: it cannot be "
            "asked later. If it has started, look for a count made before."
        ),
    )


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ((counts(CHILD, 9, 9),), "Children (practice): fewer than 10 people."),
        ((counts(CHILD, 20, 40, eligible=400),), "Children (practice): 10 % of those asked answer"),
        ((counts(CHILD, 20, 40, eligible=None),), "Children (practice): it is not known how many"),
        ((counts(CHILD, 20, 40, eligible=30),), "Children (practice): more answers than people"),
        (
            (counts(CHILD, 20, 40), counts(AUDIT, 20, 40)),
            "Multi-agency audit (practice): the same counts as children on the same day.",
        ),
    ],
)
def test_a_gap_says_what_would_fill_it(rows: Any, text: str):
    assert any(gap.startswith(text) for gap in missing(*rows))


def test_a_plan_of_one_source_is_told_to_add_another():
    assert any(
        text.startswith("At least two sufficient sources")
        for text in missing(*measured(CHILD, (8, 20), (12, 20)))
    )


def test_a_plan_of_staff_alone_is_told_to_add_another_kind():
    staff = (*measured(WORKERS, (8, 20), (12, 20)), *measured(Source.SUPERVISOR, (8, 21), (12, 21)))
    assert missing(*staff) == (
        (
            "Sources of two kinds, not staff alone: plan an audit of random cases, children or "
            "families, with a starting point."
        ),
    )


def test_what_would_raise_the_label_by_one_step_is_said():
    assert missing(*EMERGING) == ("The same change in an earlier wave: ask again later.",)
    assert [text.partition(":")[0] for text in missing(*LASTING)] == [
        "An indicator whose chart is better",
        "Rival explanations",
    ]


def test_no_withheld_figure_is_in_a_gap():
    assert not any("7" in text for text in missing(counts(CHILD, 7, 7, eligible=77)))
