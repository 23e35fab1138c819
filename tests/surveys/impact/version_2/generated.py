"""Evidence of any kind, drawn by hypothesis: levels, waves, plans and judgements as they come."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from hypothesis import strategies as st

from surveys.impact.evidence import Evidence, Tally
from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.provenance import Selection
from surveys.impact.version_2.evaluate import Evaluation
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from tests.surveys.impact.version_1.builders import pairs, planned
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    BEFORE,
    CHILD,
    EARLIER,
    FAMILY,
    FRONTLINE,
    LATER,
    SUPERVISOR,
    WORKERS,
    counts,
    judged,
    known,
)

STAFF, OTHERS = (WORKERS, SUPERVISOR, FRONTLINE), (AUDIT, CHILD, FAMILY)
CLAIMS = (Level.PRACTICE, Level.EXPERIENCE)


@st.composite
def rows(draw: st.DrawFn, source: Source, level: Level, smallest: int) -> tuple[Tally, ...]:
    """A source at one level in any of three waves, each with a level of its own."""
    found: list[Tally] = []
    for on in draw(st.sets(st.sampled_from([BEFORE, EARLIER, LATER]), min_size=1)):
        n = draw(st.integers(smallest, 60))
        share = draw(st.sampled_from([0.2, 0.5, 0.8, 1.0]))
        facts = {
            "level": level,
            "outcome_ref": draw(st.sampled_from(["O1", "O1", None])),
            "eligible": draw(st.sampled_from([n, 2 * n, 2 * n, 10 * n, None])),
            "selection": draw(st.sampled_from([None, *[Selection.RANDOM] * 3])),
            "teams": draw(st.sampled_from([(), (5, 5, 5)])),
        }
        found.append(counts(source, round(share * n), n, on, **facts))
    return tuple(found)


@st.composite
def actions(
    draw: st.DrawFn, sources: tuple[Source, ...] = (*STAFF, *OTHERS), smallest: int = 0
) -> Evidence:
    tallies: list[Tally] = []
    for source in draw(st.sets(st.sampled_from(sources))):
        tallies += draw(rows(source, draw(st.sampled_from(CLAIMS)), smallest))
    said = draw(st.lists(st.sampled_from(Direction), max_size=2)) if AUDIT in sources else []
    return known(
        *tallies,
        plan=tuple(
            planned(
                source,
                draw(st.sampled_from(CLAIMS)),
                indicator=draw(st.sampled_from("ab")),
                baseline=draw(st.sampled_from([None, 0.2, 0.5, 0.9])),
                trigger=draw(st.booleans()),
            )
            for source in draw(st.lists(st.sampled_from(sources), max_size=6))
        ),
        judgements=tuple(judged(direction, body="") for direction in said),
        pairs=(pairs(CHILD, 12, 3, 4), pairs(CHILD, 2, 3, 4)),
    )


def sources_of(evaluation: Evaluation) -> list[SourceEvaluation]:
    return [one for level in evaluation.outcomes[0].levels for one in level.sources]


def figures(value: Any) -> Iterator[float]:
    if is_dataclass(value):
        yield from (n for one in fields(value) for n in figures(getattr(value, one.name)))
    elif isinstance(value, tuple):
        yield from (n for one in value for n in figures(one))
    elif isinstance(value, str):  # figures are said in words too: "70,009 people"
        yield from (float(digits) for digits in re.findall(r"\d+", value.replace(",", "")))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield value
