"""The report is honest: silence is not insufficiency, and values can be recomputed."""

from collections.abc import Iterable
from typing import Any

from bot.documents.report import report
from surveys.impact.people_parts import Barrier
from surveys.impact.version_1.summary import Triangle
from tests.builders.summaries import a_summary
from tests.builders.summary_parts import (
    NO_FIGURES,
    a_level,
    a_wave,
    an_estimate,
    an_indicator,
    an_outcome,
)


def blocks_of(**facts: object) -> Iterable[dict[str, Any]]:
    sections: Any = report(a_summary(**facts))["sections"]
    return [block for section in sections for block in section["blocks"]]


def rows_of(caption: str, **facts: object) -> list[list[Any]]:
    return next(
        b["rows"]
        for b in blocks_of(**facts)
        if b["kind"] == "table" and b["caption"].startswith(caption)
    )


def test_what_was_planned_and_never_collected_is_not_called_insufficient():
    nothing = an_estimate(
        "child",
        **NO_FIGURES,
        wave=None,
        collected_on=None,
        sufficient=False,
        series=[],
        wording="planned, nothing collected yet",
    )
    outcome = an_outcome(
        levels=[a_level(sources=[nothing], change=[])], indicators=[], judgements=[]
    )
    [row] = rows_of("Evidence plan", outcomes=[outcome])
    assert row[-1] == "nothing collected yet"


def test_a_dissonance_is_not_hidden_by_an_agreement_of_the_same_sources_at_another_level():
    between = ("practitioner", "multi_agency_audit")
    outcome = an_outcome(
        triangulation=[
            Triangle(between=between, code="dissonance", why="49 points"),
            Triangle(between=between, code="agreement", why="same direction"),
        ]
    )
    [first, _] = rows_of("O1: triangulation matrix", outcomes=[outcome])
    assert first[2] == "≠ Dissonance"


def test_two_indicators_that_were_compared_are_in_the_matrix():
    pair = Triangle(
        between=("indicator", "indicator"), code="partial", why="one has no clear change"
    )
    [row] = rows_of("O1: triangulation matrix", outcomes=[an_outcome(triangulation=[pair])])
    assert row[1] == "≈ Partial"


def test_a_form_without_an_end_is_said_to_be_open():
    rows = rows_of("By wave", participation=[a_wave(closes_on=None)])
    assert rows[0][3] == "from 3 March 2026, no end"


def test_every_value_of_an_indicator_is_printed_beside_its_mean_and_limits():
    words = [b["text"] for b in blocks_of() if b["kind"] == "text"]
    mean = "Mean of 12 baseline points 0.414, limits 0.33 to 0.5; higher is better."
    assert f"{mean} Direction: better." in words
    rows = rows_of("O1: Assessments with the child's own words, every value")
    assert len(rows) == len(an_indicator().points)
    assert rows[0] == ["1 October 2024", "0.42", "baseline"]


def test_withheld_barriers_of_a_question_are_one_line():
    shown = Barrier(question="What?", barrier="time", people=12, suppressed=False)
    held_back = [
        shown.model_copy(update={"barrier": b, "people": None, "suppressed": True})
        for b in ("form", "rule")
    ]
    rows = rows_of("What got in the way", barriers=[shown, *held_back])
    assert [row[1] for row in rows] == ["time", "The other 2 answers, each"]


def test_an_indicator_without_any_value_is_said_and_not_drawn():
    empty = an_indicator(points=[], centre=None, limits=None, baseline_points=0, signals=[])
    drawn = blocks_of(outcomes=[an_outcome(levels=[], indicators=[empty])])
    assert "No period has a value yet." in [b["text"] for b in drawn if b["kind"] == "text"]
    assert not [b for b in drawn if b["kind"] == "picture"]


def test_one_point_is_no_plural():
    one = an_indicator(points=an_indicator().points[:1], baseline_points=1)
    outcome = an_outcome(levels=[], indicators=[one], judgements=[])
    assert rows_of("Evidence plan", outcomes=[outcome])[0][-1] == "1 point"
    told = [b["text"] for b in blocks_of(outcomes=[outcome]) if b["kind"] == "text"]
    assert any(words.startswith("Mean of 1 baseline point 0.414") for words in told)
