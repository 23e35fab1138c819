import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.impact.evidence import Evidence, Level, Source, Tally
from surveys.impact.kinds import CLAIMS
from surveys.impact.version_1.compose import summarise
from tests.surveys.impact.version_1.builders import (
    AS_AT,
    MODEL,
    days_before,
    evidence,
    plan_of,
    summary_of,
    tally,
)

SOURCES = [
    Source.PRACTITIONER,
    Source.SUPERVISOR,
    Source.CHILD,
    Source.FAMILY,
    Source.MULTI_AGENCY_AUDIT,
]
MARK = 70_000  # far from every other figure: days, counts and percentages stay below it


@st.composite
def tallies(draw: st.DrawFn, levels: tuple[Level, ...] = tuple(Level), smallest: int = 0) -> Tally:
    n = draw(st.integers(smallest, 60))
    return tally(
        draw(st.sampled_from(SOURCES)),
        draw(st.integers(0, n)),
        n,
        draw(st.sampled_from(levels)),
        outcome_ref=draw(st.sampled_from(["O1", None])),
        wave=draw(st.sampled_from(["one", "two"])),
        collected_on=days_before(draw(st.integers(0, 400))),
        eligible=draw(st.one_of(st.none(), st.integers(n, 300))),
        survey=draw(st.booleans()),
    )


some = st.lists(tallies(), max_size=8)


def figures(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        yield from (n for item in value.values() for n in figures(item))
    elif isinstance(value, list):
        yield from (n for item in value for n in figures(item))
    elif isinstance(value, str):  # figures are said in words too: "70,009 people"
        yield from (float(digits) for digits in re.findall(r"\d+", value.replace(",", "")))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield value


@given(some)
@settings(max_examples=60, deadline=None)
def test_scores_lie_within_their_interval_and_the_scale(given_tallies: list[Tally]):
    for level in summary_of(*given_tallies).outcomes[0].levels:
        if level.score is not None:
            assert level.interval is not None
            low, high = level.interval
            assert 0 <= low <= level.score <= high <= 1


@given(some, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_evidence_does_not_matter(given_tallies: list[Tally], shuffle: Any):
    base = evidence(*given_tallies)
    mixed = list(given_tallies)
    shuffle.shuffle(mixed)
    (outcome,) = base.outcomes
    turned = replace(outcome, plan=tuple(reversed(outcome.plan)))
    other: Evidence = replace(base, tallies=tuple(mixed), outcomes=(turned,))
    assert summarise(base, MODEL, AS_AT) == summarise(other, MODEL, AS_AT)


@given(
    some,
    st.lists(tallies((Level.REACH, Level.REACTION, Level.LEARNING)), min_size=1, max_size=6),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_what_was_done_and_how_well_never_changes_a_label(
    base: list[Tally], more: list[Tally], is_planned: bool
):
    claims = [t for t in base if t.level in CLAIMS]
    plan = plan_of((*claims, *more)) if is_planned else plan_of(tuple(claims))
    before, after = (
        summary_of(*claims, plan=plan_of(tuple(claims))),
        summary_of(*claims, *more, plan=plan),
    )
    assert (after.label, after.outcomes[0].label) == (before.label, before.outcomes[0].label)
    assert after.outcomes[0].reason == before.outcomes[0].reason


@given(some, st.integers(0, 9), st.data())
@settings(max_examples=60, deadline=None)
def test_a_source_under_the_minimum_group_changes_no_figure(
    base: list[Tally], n: int, data: st.DataObject
):
    """Summaries that differ only in withheld figures differ only in the hash of their inputs."""
    others = [t for t in base if t.source is not Source.SECTION_11]
    small = tally(
        Source.SECTION_11, data.draw(st.integers(0, n)), n, eligible=MARK + n, outside=MARK + 10 + n
    )
    nobody = tally(Source.SECTION_11, 0, 0)
    one, other = summary_of(*others, small), summary_of(*others, nobody)
    assert one.model_copy(update={"sha256_of_inputs": other.sha256_of_inputs}) == other
    written = json.loads(one.model_dump_json(by_alias=True, exclude={"sha256_of_inputs"}))
    assert max(figures(written), default=0) < MARK
