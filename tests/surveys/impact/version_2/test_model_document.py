"""The page for evaluators says what the program works out, and what the bench has printed."""

import re
from datetime import date
from pathlib import Path

import pytest

from surveys.impact.evidence import Outcome, Tally
from surveys.impact.kinds import Level, Source
from surveys.impact.version_2.change_model import shipped_change_model
from surveys.impact.version_2.outcome_evaluation import OutcomeEvaluation
from tests.bench.operating_characteristics import CHARACTERISTICS
from tests.surveys.impact.version_1.builders import planned
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    FAMILY,
    WORKERS,
    counts,
    outcome_of,
    source_of,
)

DOCS = Path(__file__).parents[4] / "docs"
PAGE = (DOCS / "impact-model.md").read_text(encoding="utf-8")
FIGURES = (DOCS / "performance.md").read_text(encoding="utf-8")
EXAMPLE = PAGE[PAGE.index("## A worked example") : PAGE.index("## How often")]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def example_rows() -> list[Tally]:
    """The rows of the table in the page."""
    found = [
        cells(line) for line in EXAMPLE.splitlines() if re.search(r"\| \d{4}-\d\d-\d\d \|", line)
    ]
    return [
        counts(
            Source(source),
            int(favourable),
            int(n),
            date.fromisoformat(on),
            level=Level(level),
            eligible=int(eligible) if eligible else None,
        )
        for source, level, on, favourable, n, eligible in found
    ]


@pytest.fixture(scope="module")
def outcome() -> OutcomeEvaluation:
    plan = (planned(AUDIT), planned(FAMILY, Level.EXPERIENCE), planned(WORKERS))
    return outcome_of(*example_rows(), outcomes=(Outcome("O1", "Every child is seen alone", plan),))


def test_the_example_has_seven_rows_and_its_label(outcome: OutcomeEvaluation):
    assert len(example_rows()) == 7
    assert f"The label is **{outcome.label}**" in EXAMPLE


def test_every_figure_of_the_example_is_what_the_program_works_out(outcome: OutcomeEvaluation):
    case = outcome.case
    found = [value for source in (AUDIT, FAMILY) for value in _figures(outcome, source)]
    workers = source_of(outcome, WORKERS).figures
    assert workers
    overall, earlier = case.joint.overall, case.lasting.overall
    assert overall
    assert earlier
    found += [
        workers.proportion,
        overall.value,
        *overall.interval,
        earlier.value,
        *earlier.interval,
    ]
    found += [one.difference.value for one in case.lasting.families]
    found += [
        level.score for level in outcome.levels if level.level is Level.PRACTICE and level.score
    ]
    missing = [f"{value:.4f}" for value in found if f"{value:.4f}" not in EXAMPLE]
    assert len(found) == 24
    assert missing == []


def _figures(outcome: OutcomeEvaluation, source: Source) -> list[float]:
    one = source_of(outcome, source)
    assert one.figures
    assert one.start
    assert one.difference
    before = one.start.proportion or 0
    bounds = one.figures.bounds or one.figures.interval
    return [one.figures.proportion, before, *bounds, one.difference.value, *one.difference.interval]


def test_how_often_labels_are_right_is_what_the_bench_printed():
    lines = [
        cells(line) for line in PAGE.splitlines() if re.search(r"% \| at (?:most|least)", line)
    ]
    printed = {
        f"{truth}: {counted}": (ours, before, limit)
        for truth, counted, ours, before, limit in lines
    }
    assert set(printed) == {f"{one.scenario.title}: {one.words}" for one in CHARACTERISTICS}
    for one in CHARACTERISTICS:
        ours, before, limit = printed[f"{one.scenario.title}: {one.words}"]
        assert limit == one.target.words
        line = re.compile(
            rf"{re.escape(one.scenario.title)}: {re.escape(one.words)}, of [\d,]+ actions\s*\| "
            rf"{re.escape(ours)}\s*\| version 1: {re.escape(before)} "
        )
        assert line.search(FIGURES), (one.scenario.title, ours, before)


def test_the_qualities_of_sources_are_those_of_the_model_file():
    told = PAGE[PAGE.index("The **score** of a level") : PAGE.index("The **joint difference**")]
    assert {f"{quality:g}" for quality in shipped_change_model().quality.values()} <= set(
        re.findall(r"\d\.\d+|\b1\b", told.replace("1.0", "1"))
    )
