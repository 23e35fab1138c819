import pytest
from scipy.stats import beta

from surveys.impact.evidence import Level, Source
from surveys.impact.score import Weighed, score_of
from tests.surveys.impact.version_1.builders import (
    AS_AT,
    MODEL,
    days_before,
    level_in,
    outcome_of,
    source_in,
    tally,
)

WORKED_EXAMPLE = (
    tally(Source.PRACTITIONER, 31, 41),
    tally(Source.SUPERVISOR, 9, 12),
    tally(Source.MULTI_AGENCY_AUDIT, 14, 30),
)


def test_the_worked_example_has_its_score_and_interval():
    level = level_in(outcome_of(*WORKED_EXAMPLE))
    assert level.score == pytest.approx(0.594, abs=5e-4)
    assert level.interval == pytest.approx((0.479, 0.697), abs=1e-3)


def test_the_worked_example_recomputed_by_hand():
    # means .75, 9.5/13, 14.5/31 and variances m(1-m)/(n+2) give m = .58998 and v = .003128,
    # so the distribution is Beta(45.036, 31.298)
    level = level_in(outcome_of(*WORKED_EXAMPLE))
    assert level.interval == pytest.approx(
        tuple(beta.ppf([0.025, 0.975], 45.0355, 31.2978)), abs=1e-4
    )


def test_the_worked_example_has_its_weights():
    sources = level_in(outcome_of(*WORKED_EXAMPLE)).sources
    weights = {s.source: s.weight for s in sources}
    assert weights == pytest.approx(
        {"practitioner": 0.5, "supervisor": 0.3, "multi_agency_audit": 1.0}
    )


def test_the_worked_example_is_a_dissonance_of_29_points():
    outcome = outcome_of(*WORKED_EXAMPLE)
    codes = {t.between: (t.code, t.why) for t in outcome.triangulation}
    code, why = codes["practitioner", "multi_agency_audit"]
    assert (code, "29 points" in why, outcome.label) == ("dissonance", True, "contradicted")


def test_a_source_under_the_minimum_group_does_not_enter_the_score():
    level = level_in(outcome_of(tally(Source.CHILD, 6, 12), tally(Source.FAMILY, 9, 9)))
    assert level.score == pytest.approx(0.5)


def test_three_hundred_practitioners_cannot_outvote_thirty_children():
    level = level_in(outcome_of(tally(Source.PRACTITIONER, 300, 300), tally(Source.CHILD, 0, 30)))
    assert level.score == pytest.approx(1 / 3)


def test_a_score_at_the_end_of_the_scale_lies_within_its_interval():
    scored = score_of([Weighed(12, 12, 1.0)])
    assert scored is not None
    assert scored[0] == scored[1][1] == 1.0


def test_without_weight_there_is_no_score():
    assert score_of([Weighed(12, 12, 0.0)]) is None


@pytest.mark.parametrize(
    ("collected", "weight"),
    [("2025-12-30", 1.0), ("2025-12-29", 0.5), ("2025-06-30", 0.5), ("2025-06-29", 0.0)],
)
def test_freshness_falls_after_six_and_after_twelve_months(collected: str, weight: float):
    assert MODEL.freshness_of(AS_AT.fromisoformat(collected), AS_AT) == weight


def test_evidence_older_than_a_year_is_shown_but_not_scored():
    outcome = outcome_of(tally(Source.CHILD, 20, 40, collected_on=days_before(400)))
    assert (source_in(outcome, Source.CHILD).weight, level_in(outcome).score) == (0.0, None)


def test_counts_of_an_inspection_are_shown_but_never_averaged():
    outcome = outcome_of(tally(Source.INSPECTION, 30, 30, Level.OUTCOME))
    assert level_in(outcome, Level.OUTCOME).score is None
