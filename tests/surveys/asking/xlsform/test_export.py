"""What is written as an XLSForm is read again as the same questionnaire."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.xlsform_file import parse
from surveys.asking.instrument import Instrument
from surveys.asking.kinds import QuestionKind
from surveys.asking.question import Question
from surveys.asking.xlsform import read_form, sheets_for
from surveys.asking.xlsform.own_columns import QUESTION_COLUMNS, QUESTION_WORDS
from surveys.library import shipped
from tests.surveys.asking.questionnaires import SCORED, branching, instrument, question
from tests.surveys.asking.xlsform.forms import round_trip

CHOICES = {"a": "Often", "b": "Sometimes", "c": "Never"}
OF_EACH_KIND: dict[QuestionKind, dict[str, Any]] = {
    QuestionKind.SINGLE: {"choices": CHOICES, "barrier": True, "concern": {"c": "red"}},
    QuestionKind.AGREEMENT: {"paired": True, "level": "practice"},
    QuestionKind.SCALE: {
        "level": "practice",
        "favourable_from": 7,
        "low": {"en": "Not", "cy": "Dim"},
        "high": "Very",
        "choices": {"dont_know": "I cannot judge"},
        "outside": ["dont_know"],
        "paired": True,
    },
    QuestionKind.YES_NO: {"level": "practice", "favourable": ["yes"], "reports_change": True},
    QuestionKind.SEVERAL: {"choices": {**CHOICES, "none": "None"}, "exclusive": ["none"]},
    QuestionKind.BEFORE_NOW: {"level": "practice", "low": "Not at all"},
    QuestionKind.SCENARIO: {"choices": CHOICES, "level": "learning", "favourable": ["b"]},
    QuestionKind.TEXT: {"max_length": 300, "required": True},
    QuestionKind.NUMBER: {"least": 0.5, "most": 40, "decimals": 1, "unit": "visits"},
    QuestionKind.DATE: {"least": "6 months before today", "most": "today"},
    QuestionKind.RANKING: {"choices": CHOICES},
    QuestionKind.MATRIX: {"choices": CHOICES, "rows": {"x": "Listen?", "1": "Explain?"}},
    QuestionKind.SMILEYS: {
        "choices": CHOICES, "level": "practice", "favourable": ["a"], "faces": False,
    },
    QuestionKind.SECTION: {"hint": "More of it."},
}  # fmt: skip


@pytest.mark.parametrize("code", shipped())
def test_a_shipped_questionnaire_comes_back_equal(code: str) -> None:
    assert round_trip(shipped()[code]) == shipped()[code]


@pytest.mark.parametrize("kind", QuestionKind)
def test_a_question_of_every_kind_comes_back_equal(kind: QuestionKind) -> None:
    asked = question("q-1", kind, **OF_EACH_KIND[kind])
    made = instrument(asked, question("last"), languages=["en", "cy"])
    again = round_trip(made)
    assert again == made
    assert again.version == made.version


@pytest.mark.parametrize(
    "made",
    [
        branching(),
        instrument(
            question("1st", **SCORED),
            question("b", show_if={"question": "1st", "not_any_of": ["unsure", "often"]}),
        ),
        instrument(question("a"), question("b", show_if={"role": ["lead"], "agency": ["A & B"]})),
        instrument(notice="Say “no” if you like: it’s fine.", source=["One", "Two; three"]),
    ],
    ids=["branches", "an id with a digit first", "roles", "words of the form"],
)
def test_the_rest_of_a_questionnaire_comes_back_equal(made: Instrument) -> None:
    assert round_trip(made) == made


WORDS = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="\xa0"), min_size=1, max_size=30
)


@settings(max_examples=40)
@given(st.lists(st.tuples(WORDS, WORDS, st.booleans()), min_size=1, max_size=4))
def test_whatever_the_words_they_come_back(asked: list[tuple[str, str, bool]]) -> None:
    questions = [
        question(f"q{at}", text={"en": text, "cy": other}, hint=other, required=required)
        for at, (text, other, required) in enumerate(asked)
    ]
    made = instrument(*questions, languages=["en", "cy"])
    assert round_trip(made) == made


def test_a_branch_that_another_program_changed_is_the_one_that_is_read() -> None:
    sheets = sheets_for(branching())
    rows = [dict(zip(sheets["survey"][0], row, strict=True)) for row in sheets["survey"][1:]]
    assert rows[1]["relevant"] == "(selected(${used}, 'yes'))"
    rows[1]["relevant"] = "${used} = 'no'"
    choices = [dict(zip(sheets["choices"][0], row, strict=True)) for row in sheets["choices"][1:]]
    form = read_form({"survey": rows, "choices": choices}, parse)
    assert form.questions[1]["show_if"] == {"question": "used", "any_of": ["no"]}


def test_every_field_of_a_question_has_its_column() -> None:
    native = {"text", "hint", "choices", "required", "rows"}
    assert {*QUESTION_COLUMNS, *QUESTION_WORDS, *native} == set(Question.model_fields)
