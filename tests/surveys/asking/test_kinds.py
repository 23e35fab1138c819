import pytest
from pydantic import ValidationError

from surveys.asking.answers import Answer, change_between
from surveys.asking.kinds import KINDS, QuestionKind
from surveys.asking.kinds.values import BeforeNow
from tests.surveys.asking.questionnaires import SINGLE, question


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
    choices = {"choices": {"a": "A", "b": "B"}, "level": "learning", "favourable": ["a"]}
    asked = question(kind=kind, **(choices if KINDS[kind].needs_choices else {}))
    assert KINDS[kind].read(asked, KINDS[kind].from_form("q", {})) is None


def test_a_form_sends_one_choice_several_choices_or_a_pair():
    fields = {"q": ("a", "b"), "q.before": ("3",), "q.now": ("7",)}
    sent = {kind: KINDS[kind].from_form("q", fields) for kind in QuestionKind}
    assert sent[QuestionKind.SINGLE] == sent[QuestionKind.TEXT] == "a"
    assert sent[QuestionKind.SEVERAL] == ["a", "b"]
    assert sent[QuestionKind.BEFORE_NOW] == {"before": "3", "now": "7"}
