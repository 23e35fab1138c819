"""What the author of a file is told: every error at its line, at once, in an author's words."""

import json
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.asking.authoring import CheckedFile, check_text
from surveys.asking.authoring.silent import WORDS
from surveys.asking.instrument import Citation, Instrument, Question, dump_instrument
from surveys.asking.texts import Label, Sentence
from surveys.library import shipped
from tests.surveys.asking.questionnaires import SINGLE, instrument, question

GOOD = """\
code: a-survey
title: A survey
voice: practitioner
reader: practitioner
audience: Everyone who came
wave: on-demand
mode: confidential
minutes: 2
source:
  - Our own
licence: MIT
questions:
  - id: used
    kind: single
    text: What did you use?
    choices:
      a: Chronology
      b: Nothing
    level: practice
    favourable: [a]
  - id: why
    kind: text
    text: Why?
    hint: No names
"""


def changed(*changes: tuple[str, str]) -> CheckedFile:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return check_text(text)


def told(found: CheckedFile) -> list[str]:
    return [str(error) for error in found.errors]


def test_a_good_file_has_nothing_to_correct() -> None:
    found = check_text(GOOD)
    assert (found.errors, found.warnings) == ((), ())
    assert found.instrument is not None
    assert found.instrument.code == "a-survey"


@pytest.mark.parametrize("code", shipped())
def test_a_shipped_questionnaire_has_nothing_to_correct(code: str) -> None:
    assert check_text(dump_instrument(shipped()[code])).instrument == shipped()[code]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("text: Why?", "text: Why? # or not", 23, 'quotes: "Why? # or not"'),
        ("- Our own", "- Our own # 3", 10, 'quotes: "Our own # 3"'),
        ("a: Chronology", "a: Chronology # or lists", 17, "“# or lists” would be cut off"),
        ("text: Why?", "text: # why", 23, "Words that begin with # or ~"),
        ("text: Why?", "text: Note: why?", 23, 'Write it like this: text: "Note: why?"'),
        ("text: Why?", "text: Say why:", 23, 'Write it like this: text: "Say why:"'),
        ("- Our own", "- Review: ours", 10, 'Use quotes: "Review: ours"'),
        ("a: Chronology", "a: Yes: lists", 17, 'Write it like this: a: "Yes: lists"'),
        ("text: Why?", "text: “Why?”", 23, 'Use straight ones: "Why?"'),
        ("text: Why?", "text: “Note: why?”", 23, 'Write it like this: text: "Note: why?"'),
        ("text: Why?", "text: 'Why don't you?'", 23, '"Why don\'t you?"'),
        ("text: Why?", 'text: "Why" so?', 23, "the quotes end before the words do"),
        ("text: Why?", 'text: "Why?', 23, 'quotation mark " is opened here and not closed'),
        ("text: Why?", 'text: "A \\qu"', 23, "a backslash"),
        ("text: Why?", "text: @home?", 23, "begin with “@” need quotes"),
        ("text: Why?", "text: *Please* say", 23, 'text: "*Please* say"'),
        ("text: Why?", "text: [Optional] Why?", 23, 'text: "[Optional] Why?"'),
        ("text: Why?", "text:Why?", 23, "put a space after the colon: text: Why?"),
        ("    text: Why?", "\ttext: Why?", 23, "there is a tab"),
        ("    text: Why?", "     text: Why?", 23, "same column as “kind”: it is too far"),
        ("hint: No names", "hint: No names\n    hint: None", 25, "“hint” is given twice"),
        ("favourable: [a]", "favourable: [1]", 20, 'In quotes it is text: "1"'),
        ("favourable: [a]", "favourable: [true]", 20, 'In quotes it is text: "true"'),
        ("favourable: [a]", "favourable: a", 20, "Write it like this: [a]"),
        ("a: Chronology", "Yes: Chronology", 17, "write, for example: yes"),
        ("a: Chronology", "1.0: Chronology", 17, "write, for example: 1_0"),
        ("a: Chronology", "2026-01-01 00: Chronology", 17, "write, for example: 2026_01_01_00"),
        ("text: Why?", "text: 5", 23, 'In quotes it is text: "5"'),
        ("minutes: 2", "minutes: two", 8, "minutes: this must be a whole number"),
        ("kind: text", "kind: essay", 22, "question “why”, kind: this must be one of: single"),
        ("voice: practitioner", "voice: child", 19, "the voice “child” cannot speak"),
        ("favourable: [a]", "favourable: [z]", 20, "“z” counts as favourable but"),
        ("    hint: No names", "    show_if: {question: x, any_of: [y]}", 24, "not come before"),
        ("    hint: No names", "    show_if: {question: used, any_of: [y]}", 24, "does not offer"),
        ("title: A survey", "title: An anonymous survey", 2, "promises more than can be kept"),
        ("hint: No names", "hint: We will keep this secret", 24, "promises more than can be kept"),
        ("licence: MIT", "licence: MIT\ncolour: red", 12, "colour: there is no field"),
    ],
)  # fmt: skip
def test_one_thing_wrong_is_said_at_its_line(old: str, new: str, line: int, says: str) -> None:
    found = changed((old, new))
    assert found.instrument is None
    assert [error.line for error in found.errors] == [line]
    assert says in str(found.errors[0])


def test_everything_wrong_is_said_at_once() -> None:
    found = changed(
        ("code: a-survey", "code: A survey"),
        ("title: A survey", "title: Note: a survey"),
        ("minutes: 2", "minutes: 99"),
        ("- Our own", "- Our own # 3"),
        ("favourable: [a]", "favourable: [z]\n    outside: [y]\n    colour: red"),
        ("text: Why?", "text: Why?\n    show_if: {question: used, any_of: [c]}"),
        ("hint: No names", "hint: 'Don't say names'"),
    )
    assert [error.line for error in found.errors] == [1, 2, 8, 10, 21, 22, 27]


def test_rules_behind_a_field_that_cannot_be_read_are_said_too() -> None:
    found = changed(("    favourable: [a]", "    colour: red"))
    assert [line.split(": ", 1)[1][:24] for line in told(found)] == [
        "a question with a “level",
        "there is no field of thi",
    ]


def test_a_question_that_cannot_be_read_is_no_reason_to_refuse_the_next() -> None:
    found = changed(
        ("favourable: [a]", "favourable: [1]"),
        ("hint: No names", "show_if: {question: used, any_of: [a]}"),
    )
    assert [error.line for error in found.errors] == [20]


def test_two_questions_of_one_id_are_found_though_one_cannot_be_read() -> None:
    found = changed(("id: why\n    kind: text", "id: used\n    kind: essay"))
    assert "two questions have the id “used”" in told(found)[0]


def test_what_is_asked_of_a_band_is_said_beside_the_rest() -> None:
    found = changed(("reader: practitioner", "reader: young_child"), ("minutes: 2", "minutes: x"))
    assert [error.line for error in found.errors] == [8, 22]
    assert "words to be typed" in told(found)[1]


@pytest.mark.parametrize(
    "asked",
    [
        "Has anyone asked you to keep a secret?",
        "Some people ask children to keep a secret. Has someone asked you?",
        "I can keep my thoughts private.",
        "I was told to keep it secret.",
    ],
)
def test_a_question_about_secrets_is_a_question(asked: str) -> None:
    assert changed(("text: Why?", f"text: {asked}")).errors == ()


def test_a_choice_about_secrets_is_a_choice() -> None:
    assert changed(("b: Nothing", "b: It stays secret")).errors == ()


@pytest.mark.parametrize(
    "promise",
    [
        "We will keep this secret. Why?",
        "This is anonymous. Why?",
        "Nobody will know. Why?",
        "Your answers stay private. Why?",
        "What you write is between us. Why?",
    ],
)
def test_a_promise_in_a_question_is_still_one(promise: str) -> None:
    assert "promises more than can be kept" in told(changed(("Why?", promise)))[0]


def test_behind_a_matrix_lines_are_those_of_the_file() -> None:
    matrix = "\n    rows: {x: One?, y: Two?}\n    choices: {a: A, b: B}".replace("?", "")
    found = changed(
        ("questions:\n", f"questions:\n  - id: m\n    kind: matrix\n    text: How?{matrix}\n"),
        ("hint: No names", "hint: We will keep this secret"),
    )
    assert [(error.line, error.place) for error in found.errors] == [(29, "question “why”, hint")]


def test_behind_a_matrix_that_cannot_be_read_lines_and_branches_are_right() -> None:
    matrix = "rows: {x: One, y: Two}\n    choices: {a: A, b: B}\n    colour: red\n    faces: long"
    found = changed(
        ("questions:\n", f"questions:\n  - id: m\n    kind: matrix\n    text: How\n    {matrix}\n"),
        ("  - id: why", "  - id: used"),
        ("hint: No names", "show_if: {question: m-x, any_of: [a]}"),
    )
    assert [(error.line, error.says.split(":")[0]) for error in found.errors] == [
        (18, "there is no field of this name."),
        (19, "this must be true or false."),
        (28, "two questions have the id “used”."),
    ]


def test_a_note_after_a_code_cuts_nothing() -> None:
    assert changed(("minutes: 2", "minutes: 2 # as measured")).errors == ()


def test_where_reading_stops_for_good_that_is_said() -> None:
    found = changed(("favourable: [a]", "favourable: [a"))
    assert "close the brackets" in told(found)[0]
    assert "What comes after this line was not read" in told(found)[0]


def test_json_has_lines_too() -> None:
    fields = json.loads(instrument(question(**SINGLE)).model_dump_json(exclude_defaults=True))
    fields["minutes"] = "long"
    text = json.dumps(fields, indent=1)
    line = next(at for at, one in enumerate(text.splitlines(), 1) if "minutes" in one)
    assert told(check_text(text)) == [f"Line {line}, minutes: this must be a whole number."]


@given(st.text(max_size=200))
def test_whatever_the_text_something_is_said(text: str) -> None:
    assert check_text(text).errors


@given(st.integers(0, len(GOOD)), st.text(max_size=8))
def test_whatever_is_typed_into_a_good_file_it_is_read_or_said(at: int, typed: str) -> None:
    found = check_text(GOOD[:at] + typed + GOOD[at:])
    assert (found.instrument is None) == bool(found.errors)


@pytest.mark.parametrize("text", ["", "- a\n- b", "[" * 100_000, "x" * 200_001, '{"a":' * 50_000])
def test_a_file_that_is_none_is_one_sentence(text: str) -> None:
    assert len(check_text(text).errors) == 1


def test_the_fields_of_words_are_all_looked_at() -> None:
    worded = {
        name
        for model in (Instrument, Question)
        for name, kind in get_type_hints(model, include_extras=True).items()
        if any(repr(words) in repr(kind) for words in (Label, Sentence, Citation))
    }
    assert worded == WORDS - {"choices"}
