import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.asking.instrument import Instrument, Question, dump_instrument, parse_instrument, say
from surveys.problems import Refusal
from tests.surveys.asking.questionnaires import (
    SEVERAL,
    SINGLE,
    branching,
    instrument,
    question,
    written,
)

CHOICES = {"choices": SINGLE["choices"]}
WORDS = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40).filter(
    lambda t: t.strip() != ""
)
CODES = st.from_regex(r"\A[a-z0-9][a-z0-9_-]{0,9}\Z")


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    ids = draw(st.lists(CODES, min_size=1, max_size=4, unique=True))
    asked: list[Question] = []
    for name in ids:
        codes = draw(st.lists(CODES, min_size=2, max_size=4, unique=True))
        choices = {code: {"en": draw(WORDS), "cy": draw(WORDS)} for code in codes}
        facts: dict[str, Any] = {
            "kind": "single",
            "choices": choices,
            "text": draw(WORDS),
            "required": draw(st.booleans()),
        }
        if draw(st.booleans()):
            facts |= {"level": "practice", "favourable": codes[:1]}
        if asked and draw(st.booleans()):
            facts["show_if"] = {"question": asked[-1].id, "any_of": [asked[-1].codes[0]]}
        asked.append(Question.model_validate({"id": name, **facts}))
    return instrument(*asked, languages=["en", "cy"], title=draw(WORDS))


def refusal(plain: dict[str, Any] | str) -> str:
    with pytest.raises(Refusal) as refused:
        parse_instrument(plain if isinstance(plain, str) else json.dumps(plain))
    assert refused.value.code == "file-unreadable"
    return refused.value.sentence


def asking(*questions: dict[str, Any]) -> dict[str, Any]:
    return written(
        questions=[{"id": f"q{at}", "text": "What?", **q} for at, q in enumerate(questions)]
    )


@settings(max_examples=60)
@given(instruments())
def test_what_is_dumped_reads_back_equal_at_the_same_version(made: Instrument):
    again = parse_instrument(dump_instrument(made))
    assert (again, again.version) == (made, made.version)


@given(st.text(max_size=200))
def test_any_text_is_an_instrument_or_a_refusal(text: str):
    with pytest.raises(Refusal):
        parse_instrument(text)


def test_json_and_yaml_of_the_same_content_have_the_same_version():
    made = branching()
    assert parse_instrument(made.model_dump_json(exclude_defaults=True)).version == made.version


def test_a_changed_word_is_another_version():
    assert instrument(title="A survey").version != instrument(title="The survey").version


def test_a_version_is_64_hex_digits():
    assert len(bytes.fromhex(instrument().version)) == 32


def test_agreement_gets_the_standard_choices_and_a_way_out():
    assert question(kind="agreement").codes[0] == "strongly_agree"
    assert question(kind="agreement").outside == ("dont_know",)


def test_standard_choices_are_joined_by_the_outside_ones_named():
    assert question(kind="yes_no", outside=["no_opportunity"]).codes == (
        "yes",
        "no",
        "no_opportunity",
    )


def test_yes_and_no_are_words_in_a_file():
    text = dump_instrument(instrument(question(**SINGLE))).replace("never: Never", "no: Never")
    assert "no" in parse_instrument(text).question("q").codes


def test_words_fall_back_to_english():
    assert (say({"en": "Hello", "cy": "Helo"}, "cy"), say({"en": "Hello"}, "cy")) == (
        "Helo",
        "Hello",
    )


def test_an_unknown_question_is_refused():
    with pytest.raises(Refusal, match="not part of this survey"):
        instrument().question("elsewhere")


@pytest.mark.parametrize(
    ("questions", "says"),
    [
        (
            [{"id": "a", "kind": "text"}, {"id": "a", "kind": "text"}],
            "two questions have the id “a”",
        ),
        (
            [{"kind": "text", "show_if": {"question": "later", "any_of": ["x"]}}],
            "“later”, which does not come before it",
        ),
        (
            [
                {"kind": "yes_no"},
                {"kind": "text", "show_if": {"question": "q0", "any_of": ["maybe"]}},
            ],
            "“maybe”, which “q0” does not offer",
        ),
        (
            [{"kind": "yes_no"}, {"kind": "text", "show_if": {"question": "q0"}}],
            "needs “any_of” or “not_any_of”",
        ),
        (
            [{**SINGLE, "level": "practice", "favourable": ["daily"]}],
            "“daily” counts as favourable but is not offered",
        ),
        ([{**SINGLE, "favourable": ["often"]}], "a scored question needs a “level”"),
        ([{**SINGLE, "level": "practice"}], "needs a scoring key"),
        (
            [{**SINGLE, "level": "outcome", "favourable": ["often"]}],
            "cannot speak to the level “outcome”",
        ),
        ([{**SINGLE, "outside": ["gone"]}], "“gone” is left outside the count but not offered"),
        ([{**SINGLE, "concern": {"gone": "red"}}], "“gone” raises a concern but is not offered"),
        ([{"kind": "single"}], "at least two choices"),
        ([{"kind": "scenario", "choices": {"a": "A", "b": "B"}}], "one defensible choice"),
        (
            [{"kind": "scale", "choices": {"a": "A"}}],
            "may only be offered if it is also listed under “outside”",
        ),
        ([{**SEVERAL, "paired": True}], "can be paired"),
        ([{"kind": "text", "barrier": True}], "a barrier question offers choices"),
        ([{"kind": "text", "choices": {"a": "A"}}], "offers no choices"),
        ([{"kind": "text", "max_length": 2000}], "must be at most 1000"),
        ([{"kind": "text", "text": "x" * 601}], "longer than 600 characters"),
        ([{"kind": "single", "choices": {f"c{n}": "C" for n in range(61)}}], "more than 60"),
        ([{"kind": "scale", "choices": {f"c{n}": "C" for n in range(13)}}], "more than 12"),
        ([{"kind": "ranking", "choices": {f"c{n}": "C" for n in range(8)}}], "more than 7"),
        ([{**SINGLE, "exclusive": ["never"]}], "“exclusive” is not for a question of this kind"),
        ([{**SEVERAL, "exclusive": ["gone"]}], "“gone” is chosen alone (“exclusive”) but not"),
        ([{**SEVERAL, "exclusive": ["none", "time"]}], "at least two choices are needed besides"),
        ([{"kind": "text", "least": 3}], "“least” is not for a question of this kind"),
        ([{"kind": "number", "least": "today"}], "“least” and “most” of a number are numbers"),
        ([{"kind": "number", "least": 5, "most": 5}], "“least” must be below “most”"),
        ([{"kind": "number", "least": True}], "this must be a number"),
        ([{"kind": "number", "level": "practice", "favourable_from": -1}], "some of the numbers"),
        ([{"kind": "number", "level": "practice", "favourable_from": 0}], "some of the numbers"),
        ([{"kind": "scale", "level": "practice", "favourable_from": 11}], "from 1 to 10"),
        ([{"kind": "date", "least": "soon"}], "“soon” is no day; write a date such as 2026-03-09"),
        ([{"kind": "date", "least": 3}], "“3” is no day"),
        ([{"kind": "date", "least": "today", "most": "2 days before today"}], "must not be after"),
        ([{"kind": "ranking", **CHOICES, "outside": ["often"]}], "an order is never scored"),
        ([{"kind": "matrix", **CHOICES}], "a matrix needs “rows”"),
        ([{"kind": "matrix", **CHOICES, "rows": {"a": "A"}, "stem": "S"}], "itself one row"),
        ([{"kind": "matrix", **CHOICES, "rows": {"r" * 40: "A"}}], "is longer than 40 characters"),
        (
            [{"kind": "matrix", **CHOICES, "rows": {f"r{n}": "A" for n in range(41)}}],
            "with every row there are more than 40 questions",
        ),
        ([{"kind": "smileys", "choices": {"a": "A", "b": "B"}}], "three to five choices"),
        (
            [{"kind": "smileys", "level": "practice", "favourable": ["tiny"]}],
            "the first ones are favourable",
        ),
        ([{"kind": "section"}], "need a question after them"),
        ([{"kind": "section", "required": True}, {"kind": "text"}], "need no answer"),
        ([{"kind": "single", "choices": {"a,b": "A", "c": "C"}}], "small letters, digits"),
        ([{"kind": "essay"}], "must be one of"),
        ([{"kind": "text", "colour": "red"}], "colour: there is no field of this name"),
        ([{"kind": "text", "text": {"cy": "Beth?"}}], "the English words (“en”) are missing"),
        (
            [{"kind": "text", "text": {"en": "What?", "cy": "Beth?"}}],
            "“cy”, which “languages” does not list",
        ),
        ([{"kind": "text", "text": "This is anonymous. What?"}], "promises more than can be kept"),
        ([], "there must be at least 1"),
    ],
)
def test_a_broken_rule_is_named_in_plain_words(questions: list[dict[str, Any]], says: str):
    assert says in refusal(asking(*questions))


def test_a_refusal_says_the_line_and_the_field():
    text = dump_instrument(instrument(question("a"), question("b"))).replace(
        "id: b", "id: b\n  colour: red"
    )
    line = text.splitlines().index("  colour: red") + 1
    assert refusal(text).startswith(f"Line {line}, question “b”, colour: there is no field")


def test_a_field_given_twice_is_refused_with_its_line():
    assert refusal("code: a\ncode: b\n").startswith("Line 2: “code” is given twice")


def test_a_field_given_twice_in_json_is_refused():
    assert "“code” is given twice" in refusal('{"code": "a", "code": "b"}')


def test_broken_json_says_its_line():
    assert refusal('{"code":\n').startswith("Line 2")


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: *a",
        "a: !!python/object/apply:os.system [ls]",
        "a: !!int abc",
        "[" * 100_000,
        '{"a":' * 50_000,
        "x" * 200_001,
        "? [a]\n: b",
        "a: [",
        "- just\n- a list",
        "",
        "a: \x07",
        '{"a": ' + "9" * 5000 + "}",
        "{a: 1}",
        "<<: {a: 1}",
    ],
)
def test_a_hostile_or_empty_file_is_refused(text: str):
    assert refusal(text)


def test_every_further_fault_is_counted():
    assert "more to correct after this" in refusal({"code": "a-survey"})
