from datetime import date

import pytest
from pydantic import ValidationError

from surveys.asking.answers import Answer, as_json, change_between, from_json
from surveys.asking.instrument import Question
from surveys.asking.kinds import KINDS, QuestionKind
from surveys.asking.kinds.values import BeforeNow
from tests.surveys.asking.questionnaires import SINGLE, question

TODAY = date(2026, 3, 9)
VALUES: dict[QuestionKind, object] = {
    QuestionKind.SINGLE: "a",
    QuestionKind.AGREEMENT: "agree",
    QuestionKind.SCALE: "7",
    QuestionKind.YES_NO: "yes",
    QuestionKind.SEVERAL: ("a", "c"),
    QuestionKind.BEFORE_NOW: {"before": "3", "now": "7"},
    QuestionKind.SCENARIO: "a",
    QuestionKind.NUMBER: "12",
    QuestionKind.DATE: {"day": "1", "month": "March", "year": "2026"},
    QuestionKind.RANKING: {"a": "2", "b": "1", "c": "3"},
    QuestionKind.MATRIX: "a",
    QuestionKind.SMILEYS: "loads",
}


def an_example(kind: QuestionKind) -> Question:
    """A question of a kind with as little as it needs."""
    rules = KINDS[kind]
    offers = rules.needs_choices and not rules.standard_choices
    facts: dict[str, object] = {"choices": {"a": "A", "b": "B", "c": "C"}} if offers else {}
    if kind is QuestionKind.SCENARIO:
        facts |= {"level": "learning", "favourable": ["a"]}
    if kind is QuestionKind.MATRIX:
        facts |= {"stem": "How often?"}
    return question(kind=kind, **facts)


@pytest.mark.parametrize("kind", VALUES)
def test_what_a_form_would_send_for_an_answer_reads_as_that_answer(kind: QuestionKind):
    asked, rules = an_example(kind), KINDS[kind]
    value = rules.read(asked, VALUES[kind], TODAY)
    assert value is not None
    fields = rules.to_form(asked, value)
    assert fields.keys() <= set(rules.names(asked))
    assert rules.read(asked, rules.from_form(asked, fields), TODAY) == value
    assert from_json("q", as_json(Answer("q", value))) == Answer("q", value)


def test_a_scale_with_favourable_choices_is_told_how_a_scale_is_scored():
    with pytest.raises(ValidationError, match="is scored by “favourable_from”"):
        question(kind="scale", favourable=["yes"])


def test_a_question_about_change_says_which_answers_report_it():
    with pytest.raises(ValidationError, match="needs a scoring key"):
        question(**SINGLE, reports_change=True)


def test_a_question_about_change_is_not_compared_over_time():
    paired = {"level": "practice", "favourable": ["agree"], "paired": True}
    with pytest.raises(ValidationError, match="not compared over time"):
        question(kind="agreement", **paired, reports_change=True)


@pytest.mark.parametrize("earlier", [7, BeforeNow(2, 6), ("agree",)])
def test_an_answer_to_another_kind_of_question_under_the_same_id_is_not_compared(earlier: object):
    agreement = question(kind="agreement")
    assert change_between(agreement, Answer("q", earlier), Answer("q", "agree")) is None


def test_what_a_before_now_question_says_of_now_is_compared_with_a_later_scale():
    asked = question(kind="scale")
    assert change_between(asked, Answer("q", BeforeNow(2, 6)), Answer("q", 8)) == 1


@pytest.mark.parametrize("kind", [QuestionKind.SEVERAL, QuestionKind.TEXT])
def test_what_has_no_better_and_no_worse_is_not_compared(kind: QuestionKind):
    facts = {"choices": {"a": "A", "b": "B"}} if kind is QuestionKind.SEVERAL else {}
    assert KINDS[kind].compare(question(kind=kind, **facts), ("a",), ("a", "b")) is None


@pytest.mark.parametrize("kind", QuestionKind)
def test_nothing_sent_by_a_form_is_a_skipped_question(kind: QuestionKind):
    asked = an_example(kind)
    assert KINDS[kind].read(asked, KINDS[kind].from_form(asked, {}), TODAY) is None


def test_a_form_sends_one_choice_several_choices_or_a_pair():
    fields = {"q": ("a", "b"), "q.before": ("3",), "q.now": ("7",)}
    sent = {kind: KINDS[kind].from_form(an_example(kind), fields) for kind in QuestionKind}
    assert sent[QuestionKind.SINGLE] == sent[QuestionKind.TEXT] == "a"
    assert sent[QuestionKind.SEVERAL] == ["a", "b"]
    assert sent[QuestionKind.BEFORE_NOW] == {"before": "3", "now": "7"}
