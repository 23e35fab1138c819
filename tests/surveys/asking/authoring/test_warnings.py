"""What an author is asked to look at again, though the file is taken."""

from typing import Any

import pytest

from surveys.asking.authoring import check_text
from surveys.asking.instrument import Question, dump_instrument
from tests.surveys.asking.questionnaires import SINGLE, instrument, question


def warned(*questions: Question, **facts: Any) -> list[str]:
    found = check_text(dump_instrument(instrument(*questions, **facts)))
    assert found.errors == ()
    return [str(warning) for warning in found.warnings]


def test_a_plain_form_has_no_warnings() -> None:
    assert warned() == []


def test_too_few_minutes_are_said() -> None:
    asked = [question(f"q{at}", "text") for at in range(9)]
    (said,) = warned(*asked, minutes=1)
    assert "“minutes” promises 1 minute. We measure 4 minutes" in said


@pytest.mark.parametrize("kind", ["agreement", "scale", "before_now"])
def test_a_question_made_to_be_counted_that_is_not_is_said(kind: str) -> None:
    (said,) = warned(question("q", kind))
    assert "“q” has no “level”, so its answers count for nothing" in said
    paired = {"paired": True} if kind != "before_now" else {}
    assert warned(question("q", kind, level="practice", **paired)) == []


def test_a_question_that_no_one_can_reach_is_said_and_those_after_it() -> None:
    never = {"question": "a", "any_of": ["often"], "not_any_of": ["often"]}
    said = warned(
        question("a", **SINGLE),
        question("b", **SINGLE, show_if=never),
        question("c", show_if={"question": "b", "any_of": ["often"]}),
        question("d", show_if={"question": "a", "not_any_of": ["often"]}),
    )
    assert [line.split("asked “")[1].split("”")[0] for line in said] == ["b", "c"]


def test_a_question_for_another_voice_is_said() -> None:
    (said,) = warned(question("a"), question("b", show_if={"voice": ["child"]}))
    assert said.endswith("No one is ever asked “b”: the voice of this form is practitioner.")


@pytest.mark.parametrize(("required", "warnings"), [(True, 1), (False, 0)])
def test_who_may_skip_reaches_what_no_answer_leads_to(required: bool, warnings: int) -> None:
    every = {"question": "a", "not_any_of": ["often", "never", "unsure"]}
    asked = question("a", **SINGLE, required=required)
    assert len(warned(asked, question("b", show_if=every))) == warnings


def test_words_missing_in_a_language_are_named() -> None:
    said = warned(question("a", **SINGLE, hint="No names"), languages=["en", "cy"])
    ending = "no words in “cy”. People read the English words."
    assert [line.split(": ", 1)[1] for line in said] == [
        f"this has {ending}",
        f"this has {ending}",
        f"“text”, “hint”, “often”, “never”, “unsure” have {ending}",
    ]
