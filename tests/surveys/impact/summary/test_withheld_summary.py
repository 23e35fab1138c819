"""What holds for any evidence: a figure of too few people is nowhere in the JSON of a summary."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.impact.evidence import Evidence, Reach, ReportedChange, Tally
from surveys.impact.kinds import Level
from surveys.impact.summary.compose import summarise
from tests.surveys.impact.version_1.builders import AS_AT, pairs
from tests.surveys.impact.version_2.builders import (
    CHANGE_MODEL,
    FRONTLINE,
    LATER,
    SECTION_11,
    counts,
)
from tests.surveys.impact.version_2.generated import OTHERS, STAFF, actions, figures

MARK = 70_000  # far from every other figure: days, counts and percentages are below it
GROUP = CHANGE_MODEL.minimum_group
REACHED = Reach(40, 40, 20, 20, 20, 20)


def told_of(evidence: Evidence) -> Any:
    """The JSON of a summary without the fingerprint, which tells one evidence from another."""
    summary = summarise(replace(evidence, reach=REACHED), CHANGE_MODEL, AS_AT, lambda _: "")
    return json.loads(summary.model_dump_json(by_alias=True))


def more(evidence: Evidence, *rows: Tally, **facts: Any) -> Evidence:
    return replace(evidence, tallies=(*evidence.tallies, *rows), **facts)


def parts_of(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        yield found
        yield from (part for value in found.values() for part in parts_of(value))
    elif isinstance(found, list):
        yield from (part for value in found for part in parts_of(value))


def numbers_of(found: Any) -> Iterator[float]:
    """Every number of a JSON, also those that are said in words."""
    if isinstance(found, dict):
        yield from (n for value in found.values() for n in numbers_of(value))
    elif isinstance(found, list):
        yield from (n for value in found for n in numbers_of(value))
    else:
        yield from figures(found)


@given(actions(), st.integers(0, 9), st.data())
@settings(max_examples=40, deadline=None)
def test_summaries_that_differ_in_a_withheld_figure_are_equal(
    evidence: Evidence, n: int, data: st.DataObject
):
    facts: dict[str, Any] = {"eligible": MARK + n, "outside": MARK + n, "note": f"{MARK} files"}
    small = counts(SECTION_11, data.draw(st.integers(0, n)), n, **facts)
    told = told_of(more(evidence, small))
    assert told == told_of(more(evidence, counts(SECTION_11, 0, 0)))
    assert max(numbers_of(told)) < MARK


@given(actions(), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
@settings(max_examples=20, deadline=None)
def test_withheld_pairs_and_counts_of_reported_change_give_nothing_away(
    evidence: Evidence, n: int, reporting: int, improved: int
):
    def with_small(n: int, reporting: int, improved: int) -> Any:
        told = ReportedChange(
            "O1", Level.PRACTICE, FRONTLINE, "Has it changed?", LATER, n, min(n, reporting)
        )
        few = replace(pairs(FRONTLINE, improved, 9 - improved, 0), item="I ask first")
        return told_of(replace(evidence, pairs=(*evidence.pairs, few), reported_changes=(told,)))

    assert with_small(n, reporting, improved) == with_small(0, 0, 0)


@given(actions((*STAFF, *OTHERS)))
@settings(max_examples=60, deadline=None)
def test_no_part_of_a_summary_counts_fewer_people_than_the_minimum_group(evidence: Evidence):
    told = told_of(evidence)
    for part in parts_of(told):
        for name in ("n", "pairs", "people"):
            assert part.get(name) is None or part[name] >= GROUP
        if part.get("suppressed"):
            hidden = {"n", "favourable", "proportion", "interval", "pairs", "reporting", "bounds"}
            assert {part.get(name) for name in hidden} == {None}


@given(actions())
@settings(max_examples=60, deadline=None)
def test_a_direction_of_counts_has_a_starting_point_and_a_difference_with_its_interval(
    evidence: Evidence,
):
    for level in told_of(evidence)["outcomes"][0]["levels"]:
        assert not {"label", "direction"} & level.keys()
        for source in level["sources"]:
            is_measured = source["starting_point"]["kind"] != "none" and source["n"] is not None
            if source["family"] not in ("external", "indicators"):
                assert (source["direction"] is not None) is is_measured
                assert (source["difference"] is not None) is is_measured
            if source["difference"]:
                low, high = source["difference"]["interval"]
                assert low <= source["difference"]["value"] <= high
