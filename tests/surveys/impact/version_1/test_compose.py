from dataclasses import replace

import pytest

from surveys.impact.evidence import Asked, Direction, Judgement, Level, Reach, Source
from surveys.impact.version_1.compose import summarise
from surveys.impact.version_1.model import shipped_model
from surveys.impact.words import percent
from tests.surveys.impact.test_score import WORKED_EXAMPLE
from tests.surveys.impact.version_1.builders import (
    AS_AT,
    STARTED,
    evidence,
    outcome_of,
    pairs,
    planned,
    summary_of,
    tally,
)


def test_the_least_favourable_finding_of_the_worked_example_is_the_disagreement():
    summary = summary_of(*WORKED_EXAMPLE)
    assert summary.least_favourable.startswith(
        "Sources disagree: the weaker source, practitioners (practice), is the"
    )
    assert summary.first_page.least_favourable == summary.least_favourable


def test_a_worse_source_is_the_least_favourable_finding():
    worst = summary_of(tally(Source.CHILD, 4, 40), tally(Source.FAMILY, 24, 40)).least_favourable
    figures = "10 % favourable (95 % interval 4-23 %)"
    assert worst == f"Children (practice): {figures}, unfavourable, change not shown."


def test_where_all_is_better_the_smallest_share_is_named_before_a_judgement():
    good = Judgement(None, Source.INSPECTION, Direction.BETTER, AS_AT, "seen to be embedded")
    named = summary_of(
        tally(Source.CHILD, 35, 40), tally(Source.FAMILY, 30, 40), judgements=(good,)
    ).least_favourable
    assert named.startswith("Families (practice): 75 % favourable")


def test_items_that_became_worse_are_not_passed_over():
    worst = summary_of(
        tally(Source.CHILD, 32, 40), pairs=(pairs(Source.CHILD, 1, 4, 12),)
    ).least_favourable
    assert "12 people became worse, 1 improved, of 17 linked" in worst


def test_a_source_too_small_to_show_is_not_a_credible_finding():
    assert summary_of(tally(Source.CHILD, 0, 9)).least_favourable.startswith("No source has enough")


def test_the_first_page_says_how_well_it_was_done():
    page = summary_of(
        tally(Source.PRACTITIONER, 30, 40, Level.REACTION, outcome_ref=None), plan=()
    ).first_page
    assert page.how_well.startswith("Practitioners (reaction): 75 % favourable (30 of 40")


def test_the_first_page_says_what_was_done():
    page = summary_of(reach=Reach(audience=1200, delivered=1200, read=300)).first_page
    assert (
        page.did == "1,200 people in the audience; 1,200 people delivered to; 300 people read it."
    )


def test_the_first_page_says_what_cannot_be_said():
    page = summary_of(*WORKED_EXAMPLE).first_page
    assert [line.split(":")[0] for line in page.cannot_be_said] == [
        "That this action brought about any difference",
        "Whether children and families notice a difference",
        "Whether children are safer or better",
        "That anything changed, where a source has no baseline",
    ]


ASKED = Asked("follow-up", "practitioner", "follow-up-6-weeks, 1", "named", STARTED, None, 60, 24)


@pytest.mark.parametrize(
    "said",
    [
        "association, not proof",
        "impact model version 1, as at 30 June 2026",
        "Questionnaires and versions: child, 1; family, 1; follow-up-6-weeks, 1; practitioner, 1",
        "How people were asked: named",
        "2 people gave no answer that counts",
        "Some figures are withheld",
        "40 % of those asked answered",
        "self-report",
        "depends on memory",
        "too old to count",
        "3 comparisons were made",
        "response rate is unknown",
    ],
)
def test_the_caveats_are_filled_in(said: str):
    summary = summary_of(
        tally(Source.PRACTITIONER, 18, 24, eligible=60, outside=2, survey=True),
        tally(Source.FAMILY, 18, 24, collected_on=STARTED),
        tally(Source.CHILD, 2, 3),
        pairs=(pairs(Source.PRACTITIONER, 5, 5, 5),),
        asked=(ASKED,),
    )
    assert any(said in caveat for caveat in summary.caveats), summary.caveats


def test_an_audit_is_not_said_to_have_asked_anybody():
    audits = (
        tally(Source.MULTI_AGENCY_AUDIT, 18, 24, eligible=60),
        tally(Source.SINGLE_AGENCY_AUDIT, 18, 24),
    )
    caveats = " ".join(summary_of(*audits).caveats)
    assert "asked" not in caveats
    assert "could have answered" not in caveats
    assert "multi-agency audit (practice): 40 % of what could have been looked at was." in caveats


def test_a_count_withheld_for_anothers_sake_is_a_withheld_figure_too():
    reach = Reach(40, 28, 20, 20, 20, 20, (("opted out", 9), ("address unknown", 3)))
    caveats = summary_of(reach=reach).caveats
    assert any("or because such a number could be worked out" in caveat for caveat in caveats), (
        caveats
    )


def test_the_hash_tells_a_question_from_its_answer():
    one, other = (
        summary_of(barriers=(pair,)) for pair in (("time", "policy", 3), ("policy", "time", 3))
    )
    assert one.sha256_of_inputs != other.sha256_of_inputs


def test_a_share_is_rounded_in_sentences_as_in_tables():
    assert [percent(x / 200) for x in range(201)] == [f"{(x + 1) // 2} %" for x in range(201)]


def test_counts_in_no_plan_are_not_lost_without_a_word():
    caveats = summary_of(
        tally(Source.FAMILY, 18, 24, outcome_ref=None), plan=(planned(Source.CHILD),)
    ).caveats
    assert (
        "families (practice): collected, but in no outcome's plan, so it counts nowhere." in caveats
    )


def test_a_judgement_in_no_plan_is_not_lost_without_a_word():
    judged = Judgement(
        None, Source.INSPECTION, Direction.WORSE, AS_AT, "Children are not seen alone."
    )
    caveats = summary_of(tally(Source.FAMILY, 18, 24), judgements=(judged,)).caveats
    assert (
        "inspection (judgement): collected, but in no outcome's plan, so it counts nowhere."
        in caveats
    )


def test_methods_name_modes_dates_and_comparisons():
    methods = summary_of(tally(Source.FAMILY, 18, 24), asked=(ASKED,)).methods
    assert methods.modes == ["follow-up: named"]
    assert methods.dates is not None
    assert methods.dates[0] == STARTED
    assert methods.comparisons == ["families (practice) against 0.5 for want of a baseline"]


def test_the_hash_stands_for_what_was_known_at_the_date():
    late = tally(Source.FAMILY, 18, 24, collected_on=AS_AT.replace(year=2027))
    plan = (planned(Source.FAMILY),)
    with_late, without = summary_of(late, plan=plan), summary_of(plan=plan)
    assert with_late.sha256_of_inputs == without.sha256_of_inputs
    assert (
        summary_of(tally(Source.FAMILY, 18, 24), plan=plan).sha256_of_inputs
        != without.sha256_of_inputs
    )


def test_pairs_linked_after_the_date_are_left_out():
    late = replace(pairs(Source.CHILD, 9, 5, 1), collected_on=AS_AT.replace(year=2027))
    assert all(
        not level.change for level in outcome_of(tally(Source.CHILD, 18, 24), pairs=(late,)).levels
    )


def test_the_models_version_weights_and_minimum_group_are_printed():
    model = summarise(evidence(), shipped_model().with_minimum_group(7), AS_AT).model
    assert (model.version, model.minimum_group, model.weights["practitioner"]) == ("1", 7, 0.5)


def test_a_smaller_minimum_group_shows_smaller_groups():
    given = evidence(tally(Source.CHILD, 3, 7))
    shown = summarise(given, shipped_model().with_minimum_group(7), AS_AT)
    assert shown.outcomes[0].levels[0].sources[0].n == 7


def test_there_is_no_score_over_several_levels():
    assert "score" not in outcome_of(*WORKED_EXAMPLE).model_dump()
    assert "score" not in summary_of(*WORKED_EXAMPLE).model_dump()
