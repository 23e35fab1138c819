"""What a form may ask of its reader, said in the words of its author."""

import pytest

from surveys.asking.bands import MOST_QUESTIONS, too_much
from surveys.asking.instrument import Question, Reader, dump_instrument, parse_instrument
from surveys.library import shipped

CHILD = shipped()["child-8-11"]


@pytest.mark.parametrize("reader", [reader for reader, most in MOST_QUESTIONS.items() if most < 40])
def test_one_question_too_many_for_a_band_is_said(reader: Reader) -> None:
    asked = CHILD.questions[0]
    most = MOST_QUESTIONS[reader]
    as_many = tuple(asked.model_copy(update={"id": f"q{at}"}) for at in range(most))
    assert list(too_much(reader, as_many)) == []
    ((path, says),) = too_much(reader, (*as_many, asked))
    assert path == ("questions",)
    assert says.endswith(f"has at most {most}")


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ({"id": "say", "kind": "text", "text": "What do you want to say?"}, "words to be typed"),
        (
            {"id": "long", "kind": "yes_no", "text": "Is " + "it " * 13 + "so?"},
            "more than 12 words",
        ),
    ],
)
def test_the_youngest_are_asked_nothing_long_and_type_nothing(
    question: dict[str, str], why: str
) -> None:
    asked = (None, Question.model_validate(question))
    ((path, says),) = too_much(Reader.YOUNG_CHILD, asked)
    assert path[:2] == ("questions", 1)
    assert why in says


def test_a_version_that_was_stored_before_is_still_read() -> None:
    asked = CHILD.questions[0]
    many = tuple(asked.model_copy(update={"id": f"q{at}"}) for at in range(12))
    text = dump_instrument(CHILD.model_copy(update={"questions": many}))
    assert len(parse_instrument(text).questions) == 12


@pytest.mark.parametrize(
    "change",
    [
        {"favourable": ["never"]},
        {"favourable": [], "level": None},
        {"choices": {"a": "A", "b": "B"}, "favourable": ["a"], "outside": []},
    ],
)
def test_faces_go_from_the_best_answer_to_the_worst(change: dict[str, object]) -> None:
    facts = CHILD.questions[0].model_dump(mode="json", exclude_defaults=True)
    with pytest.raises(ValueError, match="faces"):
        Question.model_validate(facts | change)
