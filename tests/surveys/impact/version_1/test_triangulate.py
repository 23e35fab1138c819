import pytest

from surveys.impact.evidence import Direction, Judgement, Level, Source, Tally
from surveys.impact.version_1.summary import PastTriangle
from tests.surveys.impact.version_1.builders import AS_AT, days_before, outcome_of, planned, tally

AUDIT = Source.MULTI_AGENCY_AUDIT


def triangle(*tallies: Tally, **facts: object) -> PastTriangle:
    (only,) = outcome_of(*tallies, **facts).triangulation
    return only


def test_the_same_direction_with_overlap_is_agreement():
    assert triangle(tally(Source.CHILD, 32, 40), tally(AUDIT, 30, 40)).code == "agreement"


def test_the_same_direction_without_overlap_is_partial():
    assert triangle(tally(AUDIT, 990, 1000), tally(Source.SUPERVISOR, 300, 400)).code == "partial"


def test_one_clear_and_one_unclear_direction_are_partial():
    assert triangle(tally(Source.CHILD, 32, 40), tally(AUDIT, 26, 40)).code == "partial"


def test_better_against_worse_is_dissonance():
    assert triangle(tally(Source.CHILD, 36, 40), tally(Source.FAMILY, 4, 40)).code == "dissonance"


@pytest.mark.parametrize(("favourable", "code"), [(75, "dissonance"), (74, "partial")])
def test_a_weaker_source_brighter_by_exactly_25_points_is_dissonance(favourable: int, code: str):
    assert triangle(tally(Source.PRACTITIONER, favourable, 100), tally(AUDIT, 50, 100)).code == code


def test_25_points_are_25_points_whatever_the_binary_fraction():
    assert 0.55 - 0.3 != 0.25
    assert triangle(tally(Source.PRACTITIONER, 22, 40), tally(AUDIT, 12, 40)).code == "dissonance"


def test_a_better_source_that_is_brighter_is_no_dissonance():
    assert triangle(tally(Source.PRACTITIONER, 50, 100), tally(AUDIT, 80, 100)).code == "partial"


def test_sources_of_one_quality_far_apart_are_no_dissonance():
    assert triangle(tally(Source.CHILD, 50, 100), tally(Source.FAMILY, 80, 100)).code == "partial"


def test_a_planned_source_with_nothing_is_silence_not_agreement():
    plan = (planned(Source.CHILD), planned(AUDIT))
    found = triangle(tally(Source.CHILD, 32, 40), plan=plan)
    assert (found.code, found.why) == ("silence", "Multi-agency audit (practice): nothing yet.")


@pytest.mark.parametrize(
    "quiet", [tally(AUDIT, 9, 9), tally(AUDIT, 30, 40, survey=True, eligible=400)]
)
def test_an_insufficient_source_is_silence(quiet: Tally):
    assert triangle(tally(Source.CHILD, 32, 40), quiet).code == "silence"


def test_a_source_outside_the_plan_is_shown_but_not_triangulated():
    outcome = outcome_of(
        tally(Source.CHILD, 32, 40), tally(AUDIT, 30, 40), plan=(planned(Source.CHILD),)
    )
    assert outcome.triangulation == []
    assert [s.source for s in outcome.levels[0].sources] == ["child", "multi_agency_audit"]


def test_one_source_at_two_levels_does_not_confirm_itself():
    again = tally(Source.PRACTITIONER, 32, 40, Level.EXPERIENCE)
    assert outcome_of(tally(Source.PRACTITIONER, 32, 40), again).triangulation == []


def test_a_judgement_takes_part():
    plan = (planned(Source.CHILD), planned(Source.INSPECTION, Level.OUTCOME))
    judged = Judgement(
        "O1", Source.INSPECTION, Direction.WORSE, AS_AT, "Children are not seen alone."
    )
    assert (
        triangle(tally(Source.CHILD, 36, 40), plan=plan, judgements=(judged,)).code == "dissonance"
    )


def test_the_latest_judgement_counts():
    plan = (planned(Source.CHILD), planned(Source.INSPECTION, Level.OUTCOME))
    judged = (
        Judgement("O1", Source.INSPECTION, Direction.BETTER, AS_AT, "Good."),
        Judgement("O1", Source.INSPECTION, Direction.WORSE, days_before(300), "Poor."),
    )
    found = outcome_of(tally(Source.CHILD, 36, 40), plan=plan, judgements=judged)
    assert (found.triangulation[0].code, len(found.judgements)) == ("agreement", 2)


def test_sources_without_a_baseline_are_not_said_to_have_changed():
    assert "better" not in triangle(tally(Source.CHILD, 32, 40), tally(AUDIT, 30, 40)).why
