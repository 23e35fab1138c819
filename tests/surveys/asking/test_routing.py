import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.asking import routing
from surveys.asking.answers import Answer
from surveys.library import shipped
from surveys.problems import Refusal
from tests.surveys.asking.questionnaires import branching

INSTRUMENTS = [*shipped().values(), branching()]


def given_answers(**values: str) -> dict[str, Answer]:
    return {name: Answer(name, value) for name, value in values.items()}


@st.composite
def half_answered(draw: st.DrawFn):
    chosen = draw(st.sampled_from(INSTRUMENTS))
    coded = [q for q in chosen.questions if q.codes]
    picks = {q.id: draw(st.none() | st.sampled_from(q.codes)) for q in coded}
    return chosen, {name: Answer(name, code) for name, code in picks.items() if code}


@given(half_answered())
def test_going_on_and_going_back_undo_each_other(case):
    chosen, answers = case
    for asked in routing.visible(chosen, answers):
        following = routing.next_question(chosen, answers, asked.id)
        assert (
            following is None or routing.previous_question(chosen, answers, following.id) == asked
        )


@given(half_answered())
def test_walking_forwards_meets_every_visible_question_once(case):
    chosen, answers = case
    met, asked = [], routing.next_question(chosen, answers, None)
    while asked:
        met.append(asked)
        assert routing.position(chosen, answers, asked.id)[0] == len(met)
        asked = routing.next_question(chosen, answers, asked.id)
    assert tuple(met) == routing.visible(chosen, answers)


def test_a_branch_opens_with_its_answer():
    following = routing.next_question(branching(), given_answers(used="yes"), "used")
    assert following is not None
    assert following.id == "more"


def test_a_branch_stays_closed_when_its_question_is_skipped():
    following = routing.next_question(branching(), {}, "used")
    assert following is not None
    assert following.id == "end"


def test_an_answer_to_a_question_no_longer_shown_opens_nothing():
    shown = routing.visible(branching(), given_answers(used="no", more="never"))
    assert [q.id for q in shown] == ["used", "end"]


def test_a_branch_on_the_absence_of_a_choice_opens_when_the_question_is_skipped():
    shown = routing.visible(branching(), given_answers(used="yes"))
    assert [q.id for q in shown] == ["used", "more", "why", "end"]


def test_the_same_tap_twice_leads_to_the_same_question():
    answers = given_answers(used="yes", more="never", end="done")
    steps = {routing.next_question(branching(), answers, "used") is not None for _ in range(2)}
    assert steps == {True}


def test_a_question_of_another_survey_is_refused():
    with pytest.raises(Refusal, match="not part of this survey"):
        routing.next_question(branching(), {}, "elsewhere")


def test_the_last_question_is_followed_by_nothing():
    assert routing.next_question(branching(), {}, "end") is None


def test_the_first_question_has_nothing_before_it():
    assert routing.previous_question(branching(), {}, routing.first(branching()).id) is None


@pytest.mark.parametrize(
    ("answers", "ruled_out"),
    [({}, set()), ({"used": "yes"}, set()), ({"used": "no"}, {"more", "why"})],
)
def test_only_an_answer_that_was_given_rules_a_question_out(
    answers: dict[str, str], ruled_out: set[str]
):
    asked = branching()
    given = given_answers(**answers)
    assert {
        question.id for question in asked.questions if routing.is_ruled_out(asked, given, question)
    } == ruled_out
