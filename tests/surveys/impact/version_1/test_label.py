import pytest

from surveys.impact.evidence import Direction, Judgement, Level, Outcome, Source, Tally
from surveys.impact.labels import WEAKEST_FIRST, weakest
from tests.surveys.impact.version_1.builders import (
    AS_AT,
    days_before,
    level_in,
    outcome_of,
    pairs,
    planned,
    series,
    summary_of,
    tally,
)
from tests.surveys.impact.version_1.test_indicator import STEADY

AUDIT, CHILD, WORKERS = Source.MULTI_AGENCY_AUDIT, Source.CHILD, Source.PRACTITIONER
EMERGING = (tally(WORKERS, 32, 40), tally(Source.SUPERVISOR, 32, 40))
WITH_BASELINE = (planned(CHILD, baseline=0.4), planned(WORKERS))


def earlier(source: Source, favourable: int, n: int, days: int = 90, **facts: object) -> Tally:
    return tally(
        source, favourable, n, wave="earlier", collected_on=days_before(30 + days), **facts
    )


SUPPORTED = (tally(WORKERS, 32, 40), tally(CHILD, 32, 40), earlier(CHILD, 30, 40))
BETTER_CHART = series(STEADY, [20.0, 21.0])


def test_evidence_from_groups_too_small_is_suppressed():
    assert outcome_of(tally(CHILD, 9, 9), tally(AUDIT, 0, 0)).label == "suppressed"


def test_no_evidence_is_insufficient_not_suppressed():
    assert outcome_of(plan=(planned(CHILD), planned(AUDIT))).label == "insufficient"


def test_one_sufficient_source_is_insufficient():
    assert outcome_of(tally(CHILD, 40, 40), tally(AUDIT, 9, 9)).label == "insufficient"


def test_a_survey_with_too_low_a_response_does_not_make_two():
    quiet = tally(CHILD, 40, 40, survey=True, eligible=201)
    assert outcome_of(tally(AUDIT, 40, 40), quiet).label == "insufficient"


def test_one_source_at_two_levels_is_one_source():
    assert (
        outcome_of(tally(CHILD, 40, 40), tally(CHILD, 40, 40, Level.EXPERIENCE)).label
        == "insufficient"
    )


def test_dissonant_sources_are_contradicted():
    assert outcome_of(tally(CHILD, 36, 40), tally(AUDIT, 4, 40)).label == "contradicted"


def test_two_worse_sources_and_none_better_are_worse():
    assert (
        outcome_of(tally(CHILD, 4, 40), tally(AUDIT, 8, 40), tally(Source.FAMILY, 20, 40)).label
        == "worse"
    )


def test_one_worse_source_is_no_clear_change():
    assert outcome_of(tally(CHILD, 4, 40), tally(AUDIT, 20, 40)).label == "no_clear_change"


def test_two_better_sources_are_emerging():
    assert outcome_of(*EMERGING).label == "emerging"


def test_one_better_source_is_no_clear_change():
    assert outcome_of(tally(CHILD, 32, 40), tally(AUDIT, 22, 40)).label == "no_clear_change"


def test_lasting_change_from_a_baseline_seen_by_children_is_supported():
    assert outcome_of(*SUPPORTED, plan=WITH_BASELINE).label == "supported"


def test_an_earlier_wave_exactly_sixty_days_before_supports():
    tallies = (*SUPPORTED[:2], earlier(CHILD, 30, 40, days=60))
    assert outcome_of(*tallies, plan=WITH_BASELINE).label == "supported"


def test_an_earlier_wave_59_days_before_does_not():
    tallies = (*SUPPORTED[:2], earlier(CHILD, 30, 40, days=59))
    assert outcome_of(*tallies, plan=WITH_BASELINE).label == "emerging"


def test_an_earlier_wave_of_another_direction_does_not_support():
    tallies = (*SUPPORTED[:2], earlier(CHILD, 16, 40))
    assert outcome_of(*tallies, plan=WITH_BASELINE).label == "emerging"


def test_without_a_baseline_or_pairs_nothing_is_supported():
    assert outcome_of(*SUPPORTED).label == "emerging"


def test_pairs_that_improved_stand_in_for_a_baseline():
    assert outcome_of(*SUPPORTED, pairs=(pairs(WORKERS, 12, 5, 1),)).label == "supported"


def test_without_an_audit_a_child_or_a_family_nothing_is_supported():
    tallies = (*EMERGING, earlier(Source.SUPERVISOR, 32, 40))
    plan = (planned(WORKERS), planned(Source.SUPERVISOR, baseline=0.4))
    outcome = outcome_of(*tallies, plan=plan)
    assert (outcome.label, len(outcome.missing)) == ("emerging", 1)


def test_supported_with_a_better_indicator_and_rival_explanations_is_strong():
    facts = {
        "indicators": (BETTER_CHART,),
        "rival_explanations": ("A new national duty began in May.",),
    }
    assert outcome_of(*SUPPORTED, plan=WITH_BASELINE, **facts).label == "strong"


def test_without_rival_explanations_nothing_is_strong():
    outcome = outcome_of(*SUPPORTED, plan=WITH_BASELINE, indicators=(BETTER_CHART,))
    assert (outcome.label, outcome.missing[0].startswith("Rival explanations")) == (
        "supported",
        True,
    )


def test_an_indicator_with_a_short_baseline_does_not_make_strong():
    facts = {
        "indicators": (series(STEADY[:9], [20.0] * 9),),
        "rival_explanations": ("Another duty.",),
    }
    assert outcome_of(*SUPPORTED, plan=WITH_BASELINE, **facts).label == "supported"


def test_an_inspection_that_says_worse_contradicts_better_surveys():
    judged = Judgement(
        "O1", Source.INSPECTION, Direction.WORSE, AS_AT, "Children are not seen alone."
    )
    assert outcome_of(*EMERGING, judgements=(judged,)).label == "contradicted"


@pytest.mark.parametrize("level", [Level.REACH, Level.REACTION, Level.LEARNING])
def test_what_was_done_and_how_well_never_raises_an_outcome(level: Level):
    glowing = [tally(source, 40, 40, level) for source in (WORKERS, CHILD, AUDIT)]
    assert outcome_of(tally(AUDIT, 20, 40), *glowing).label == "insufficient"


def test_each_level_has_a_label_of_its_own():
    outcome = outcome_of(*EMERGING, tally(CHILD, 9, 9, Level.EXPERIENCE))
    labels = {level.level: level.label for level in outcome.levels}
    assert labels == {"practice": "emerging", "experience": "suppressed", "outcome": "insufficient"}


def test_every_label_comes_with_its_reason():
    reason = outcome_of(*EMERGING).reason
    assert reason.startswith(
        "At least two sources are favourable and none is unfavourable, but no change is shown: "
    )
    assert "practitioners (practice): favourable, change not shown" in reason


def test_what_is_missing_says_what_would_fill_the_gap():
    quiet = tally(AUDIT, 40, 40, survey=True, eligible=400)
    plan = (planned(CHILD, Level.EXPERIENCE), planned(AUDIT), planned(Source.FAMILY))
    assert outcome_of(tally(Source.FAMILY, 2, 3), quiet, plan=plan).missing == [
        "Families (practice): fewer than 10 people. Wait for more answers, or ask more people.",
        (
            "Multi-agency audit (practice): 10 % of those asked answered, under 20 %. "
            "Remind those who have not answered."
        ),
        "Children (experience): nothing collected yet. Collect it as planned.",
    ]


def test_a_plan_of_one_source_is_told_to_add_another():
    assert outcome_of(tally(CHILD, 32, 40)).missing[0].startswith("At least two sufficient sources")


def test_an_action_takes_the_weakest_label_and_says_how_many_stand_above():
    outcomes = tuple(
        Outcome(ref, ref, (planned(WORKERS), planned(Source.SUPERVISOR)))
        for ref in ("O1", "O2", "O3")
    )
    strong_pair = [
        tally(source, 32, 40, outcome_ref=ref)
        for source in (WORKERS, Source.SUPERVISOR)
        for ref in ("O1", "O3")
    ]
    summary = summary_of(*strong_pair, outcomes=outcomes)
    assert summary.label == "insufficient"
    assert summary.statement == "Not enough evidence: the weakest of 3 outcomes, 2 stand above it."


def test_an_action_without_outcomes_has_insufficient_evidence():
    assert summary_of(outcomes=()).label == "insufficient"


def test_labels_stand_in_order_weakest_first():
    assert weakest(reversed(WEAKEST_FIRST)) == "suppressed"
    assert weakest(["strong", "worse", "emerging"]) == "worse"


def test_counts_that_name_no_outcome_speak_to_those_that_planned_them():
    plans = {"O1": (planned(CHILD),), "O2": (planned(AUDIT),)}
    outcomes = tuple(Outcome(ref, ref, plan) for ref, plan in plans.items())
    first, second = summary_of(tally(CHILD, 20, 40, outcome_ref=None), outcomes=outcomes).outcomes
    assert [s.source for s in level_in(first).sources if s.n] == ["child"]
    assert [s.source for s in level_in(second).sources if s.n] == []


def test_a_label_without_any_baseline_claims_no_change_in_its_reason():
    good = outcome_of(tally(Source.CHILD, 36, 40), tally(Source.FAMILY, 36, 40))
    bad = outcome_of(tally(Source.CHILD, 4, 40), tally(Source.FAMILY, 4, 40))
    assert good.reason.startswith(
        "At least two sources are favourable and none is unfavourable, but no change is shown"
    )
    assert bad.reason.startswith(
        "At least two sources are unfavourable and none is favourable, but no change is shown"
    )
