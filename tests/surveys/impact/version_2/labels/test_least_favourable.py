from typing import Any

import pytest

from surveys.impact.kinds import Direction
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    CHILD,
    FAMILY,
    WORKERS,
    counts,
    evaluation_of,
    judged,
    measured,
)


def text(*tallies: Any, **facts: Any) -> str:
    found = evaluation_of(*tallies, **facts).least_favourable
    assert found
    return found.text


def test_of_a_contradiction_it_is_the_lower_source_with_its_figures():
    found = text(*measured(AUDIT, (30, 40), (12, 41)), *measured(FAMILY, (12, 40), (30, 42)))
    assert found.startswith(
        "Sources disagree, and the lower one is multi-agency audit (practice): 29 % favourable "
        "(12 of 41, 95 % interval 18-44 %)"
    )


def test_of_opposite_directions_the_worse_is_lower_even_where_its_share_is_higher():
    found = text(*measured(AUDIT, (400, 400), (340, 400)), *measured(FAMILY, (4, 40), (20, 42)))
    assert "the lower one is multi-agency audit" in found


def test_of_a_gap_it_is_the_dimmer_source():
    assert "the lower one is multi-agency audit" in text(
        counts(WORKERS, 56, 70), counts(AUDIT, 48, 80)
    )


def test_otherwise_it_is_the_lowest_difference():
    found = text(
        *measured(AUDIT, (20, 40), (16, 41)), *measured(CHILD, (20, 41), (30, 42), eligible=42)
    )
    assert found.startswith("Multi-agency audit (practice): 39 % favourable")
    assert "-11 points" in found


def test_or_what_the_silent_could_hide_where_that_is_worse():
    found = text(*measured(AUDIT, (20, 40), (22, 41)), *measured(FAMILY, (20, 40), (30, 40)))
    assert found == (
        "Families (experience): 40 of 80 answered; if the others were all unfavourable, 38 % would "
        "be favourable, -13 points from before."
    )


@pytest.mark.parametrize(
    ("direction", "starts"),
    [(Direction.WORSE, "Inspection, Ofsted"), (Direction.BETTER, "Multi-agency audit")],
)
def test_a_judgement_counts_by_its_direction(direction: Direction, starts: str):
    found = text(*measured(AUDIT, (20, 40), (22, 41)), judgements=(judged(direction),))
    assert found.startswith(starts)


def test_without_a_starting_point_it_is_the_lowest_level():
    found = text(counts(AUDIT, 20, 40), counts(FAMILY, 18, 40))
    assert found == (
        "Families (experience): 45 % favourable (18 of 40, 95 % interval 31-60 %), no starting "
        "point."
    )


def test_without_a_sufficient_source_nothing_is_credible():
    assert evaluation_of(counts(CHILD, 2, 9)).least_favourable is None
