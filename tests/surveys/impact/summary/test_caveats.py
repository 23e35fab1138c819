from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from surveys.impact.evidence import Reach, Unchecked
from surveys.impact.kinds import Direction, Level
from surveys.impact.provenance import Selection
from tests.surveys.impact.summary.builders import RICH, summarised, summary_of
from tests.surveys.impact.version_1.builders import AS_AT, STARTED, pairs, planned
from tests.surveys.impact.version_2.builders import (
    AGENCY_AUDIT,
    AUDIT,
    CHILD,
    FAMILY,
    LATER,
    SECTION_11,
    WORKERS,
    counts,
    judged,
    measured,
    typed,
)


def caveats_of(*tallies: Any, **facts: Any) -> str:
    return " ".join(summary_of(*tallies, **facts).caveats)


@pytest.mark.parametrize(
    "said",
    [
        "These figures show association, not proof that the action caused a difference.",
        "Made with impact model version 2, as at 30 June 2026.",
        "The evidence was collected between 1 June 2024 and 1 April 2026.",
        "Later evidence is known, up to 9 July 2026, and left out here.",
        "Answers given on 29 June 2026 or later may not be counted yet",
        "Questionnaires and versions: child, 1; follow-up-6-weeks, 2; multi_agency_audit, 1;",
        "How people were asked: confidential.",
        "Practitioners (practice): 4 people gave no answer that counts",
        "Children (practice): 50 % of those asked answered; the silent may think otherwise.",
        "tends to be favourable.",
        "Children (practice): the starting point is the finding that started the action",
        "4 comparisons were made; about one in twenty looks like a change by chance alone.",
        "Some figures are withheld because fewer than 10 people are behind them",
    ],
)
def test_what_applies_to_evidence_of_every_kind_is_filled_in(said: str):
    late = counts(CHILD, 2, 40, AS_AT + timedelta(9))
    given = replace(RICH, tallies=(*RICH.tallies, late), waiting_since=AS_AT - timedelta(1))
    assert said in " ".join(summarised(given).caveats)


def test_each_caveat_is_a_sentence_and_is_there_once():
    found = summarised(RICH).caveats
    assert len(found) == len(set(found))
    assert [
        text
        for text in found
        if not text.endswith(".") or (not text[0].isupper() and not text[0].isdigit())
    ] == []


def test_without_evidence_only_what_always_holds_is_said():
    assert summary_of(plan=(), reach=Reach(40, 40, 20, 20, 20, 20)).caveats == [
        "These figures show association, not proof that the action caused a difference.",
        "Made with impact model version 2, as at 30 June 2026.",
    ]


@pytest.mark.parametrize(
    ("facts", "is_said"),
    [
        ({"selection": Selection.CHOSEN}, True),
        ({"selection": None}, True),
        ({"selection": Selection.RANDOM}, False),
        ({"selection": Selection.ALL, "eligible": 41}, False),
        ({"selection": Selection.ALL, "eligible": 90}, True),
    ],
)
def test_cases_chosen_by_hand_are_said_to_be_the_voice_of_staff(
    facts: dict[str, Any], is_said: bool
):
    told = caveats_of(counts(AUDIT, 25, 41, **facts))
    assert ("cases were chosen by hand, or it is not recorded" in told) is is_said


def test_an_agencys_own_audit_that_it_read_itself_is_the_voice_of_staff():
    told = caveats_of(counts(AGENCY_AUDIT, 25, 41, agency="Police", read_by="Police"))
    assert "Single-agency audit (practice): cases were chosen by hand" in told


def test_a_section_11_audit_reads_no_cases_that_could_be_chosen():
    assert "cases were chosen" not in caveats_of(counts(SECTION_11, 25, 41))


def test_an_audit_is_not_said_to_have_asked_anyone():
    told = caveats_of(counts(AUDIT, 18, 24, eligible=60))
    assert "Multi-agency audit (practice): 40 % of what could have been looked at was." in told
    assert "asked" not in told
    assert "could have answered" not in told


def test_an_open_link_has_no_response_rate():
    told = caveats_of(counts(CHILD, 26, 41, eligible=None))
    assert "Children (practice): the response rate is unknown" in told
    assert "response rate is unknown" not in caveats_of(counts(AUDIT, 25, 41, eligible=None))


def test_more_answers_than_expected_are_said_without_how_many():
    unchecked = Unchecked("at the school", CHILD, 4321, 30, 0)
    told = caveats_of(counts(CHILD, 26, 41), unchecked=(unchecked,))
    assert "At the school: more answers came than the link was given out for" in told
    assert "4321" not in told


@pytest.mark.parametrize("retrospective", [True, False])
def test_a_before_that_was_asked_afterwards_depends_on_memory(retrospective: bool):
    asked = replace(pairs(CHILD, 9, 5, 1), retrospective=retrospective)
    told = caveats_of(counts(CHILD, 26, 41), pairs=(asked,))
    assert ("depends on memory, and is no starting point" in told) is retrospective


@pytest.mark.parametrize("teams", [(), (5, 5, 5)])
def test_an_interval_without_teams_may_be_too_narrow(teams: tuple[int, ...]):
    told = caveats_of(measured(CHILD, (12, 40), (26, 41), teams=teams))
    assert ("Children (practice): teams are not known" in told) is not teams


@pytest.mark.parametrize(("opened", "is_said"), [(STARTED, True), (STARTED + timedelta(1), False)])
def test_a_form_that_was_open_on_both_sides_of_the_start_is_named(opened: date, is_said: bool):
    told = caveats_of(counts(CHILD, 20, 40, opened_on=opened, wave="on the ward"))
    assert ("On the ward: it was open before the start and after it" in told) is is_said


def test_self_report_is_of_their_own_practice_and_not_of_the_event():
    assert "self-report" in caveats_of(counts(WORKERS, 26, 41))
    assert "self-report" not in caveats_of(counts(WORKERS, 26, 41, level=Level.REACTION))


def test_one_comparison_is_no_plural():
    told = caveats_of(counts(CHILD, 26, 41), plan=(typed(CHILD, 0.3),))
    assert "1 comparison was made; about one in twenty" in told


def test_what_is_in_no_plan_is_not_lost_without_a_word():
    told = caveats_of(
        counts(FAMILY, 18, 24, outcome_ref=None),
        plan=(planned(CHILD),),
        judgements=(judged(Direction.WORSE, outcome_ref=None),),
    )
    for name in ("Families (experience)", "Inspection (judgement)"):
        assert f"{name}: collected, but in no outcome's plan, so it counts nowhere." in told


def test_no_caveat_tells_of_a_source_too_small_to_show():
    small = counts(CHILD, 3, 9, LATER, eligible=90, outside=5)
    told = caveats_of(small)
    assert "Children" not in told
    assert "Some figures are withheld" in told
