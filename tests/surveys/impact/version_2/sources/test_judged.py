from datetime import date
from typing import Any

import pytest

from surveys.impact.evidence import Judgement
from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.version_2.outcome_evaluation import OutcomeEvaluation
from surveys.impact.version_2.sources.families import Family
from surveys.impact.version_2.sources.sufficiency import Insufficiency
from tests.surveys.impact.version_1.builders import planned
from tests.surveys.impact.version_2.builders import EARLIER, LATER, counts, judged, outcome_of

BETTER, WORSE = Direction.BETTER, Direction.WORSE
INSPECTION = Source.INSPECTION


def directions(outcome: OutcomeEvaluation) -> list[tuple[str | None, Direction | None]]:
    sources = (one for level in outcome.levels for one in level.sources)
    return [(one.title, one.direction) for one in sources]


def outcome(*judgements: Judgement, **facts: Any) -> OutcomeEvaluation:
    return outcome_of(judgements=judgements, **{"plan": (), **facts})


def test_a_judgement_is_a_direction_of_an_external_body_without_figures():
    (source,) = outcome(judged(BETTER)).levels[-1].sources
    assert (source.level, source.family, source.direction) == (
        Level.OUTCOME,
        Family.EXTERNAL,
        BETTER,
    )
    assert (source.figures, source.quality, source.is_sufficient) == (None, None, True)


def test_two_judgements_of_one_body_and_year_are_one_and_the_least_favourable():
    found = outcome(
        judged(BETTER, date(2026, 5, 1), body="OFSTED "),
        judged(WORSE, date(2026, 2, 1), reference="R1"),
    )
    assert directions(found) == [("Ofsted", WORSE)]
    (judgement,) = found.judgements
    assert (judgement.recorded, judgement.year, judgement.reference) == (2, 2026, "R1")


def test_of_two_years_of_a_body_the_later_counts_and_both_are_kept():
    found = outcome(judged(WORSE, EARLIER), judged(BETTER, LATER))
    assert directions(found) == [("Ofsted", BETTER)]
    assert [one.year for one in found.judgements] == [2025, 2026]


def test_two_bodies_are_two_judgements():
    found = outcome(judged(BETTER), judged(WORSE, body="HMICFRS"))
    assert directions(found) == [("HMICFRS", WORSE), ("Ofsted", BETTER)]


def test_judgements_without_a_body_are_told_apart_by_their_source():
    found = outcome(
        judged(BETTER, body=""),
        judged(BETTER, body=""),
        judged(WORSE, body="", source="peer_review"),
    )
    assert directions(found) == [(None, BETTER), (None, WORSE)]


@pytest.mark.parametrize(
    ("on", "facts", "why", "direction"),
    [
        (date(2025, 5, 1), {}, Insufficiency.NO_FOLLOW_UP, None),
        (LATER, {"started_on": None}, Insufficiency.NO_FOLLOW_UP, None),
        (date(2025, 6, 20), {}, Insufficiency.OLD, BETTER),
    ],
)
def test_a_judgement_from_before_the_start_or_of_long_ago_decides_nothing(
    on: date, facts: dict[str, Any], why: Insufficiency, direction: Direction | None
):
    (source,) = outcome(judged(BETTER, on), **facts).levels[-1].sources
    assert (source.insufficiency, source.direction) == (why, direction)


def test_a_planned_inspection_that_has_not_come_is_silent_at_its_levels():
    plan = (planned(INSPECTION, Level.PRACTICE), planned(INSPECTION, Level.EXPERIENCE))
    levels = outcome(plan=plan).levels
    assert [[one.insufficiency for one in level.sources] for level in levels[:2]] == [
        [Insufficiency.NOTHING],
        [Insufficiency.NOTHING],
    ]


def test_a_planned_peer_review_that_counted_is_not_silent():
    counted = outcome_of(counts(Source.PEER_REVIEW, 12, 20))
    sources = [one for level in counted.levels for one in level.sources]
    assert [(one.family, one.insufficiency) for one in sources] == [(Family.EXTERNAL, None)]


def test_a_judgement_that_names_no_outcome_counts_where_its_source_is_planned():
    unnamed = judged(BETTER, outcome_ref=None)
    assert directions(outcome(unnamed)) == []
    assert directions(outcome(unnamed, plan=(planned(INSPECTION),))) == [("Ofsted", BETTER)]
