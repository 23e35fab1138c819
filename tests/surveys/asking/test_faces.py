import pytest

from surveys.asking.answers import Answer, score
from surveys.asking.faces import Face, faces_of
from tests.surveys.asking.questionnaires import question

THREE = {"choices": {"a": "A", "b": "B", "c": "C", "unsure": "Not sure"}, "outside": ["unsure"]}


@pytest.mark.parametrize("choices", [{}, THREE])
def test_every_smiley_smiles_from_the_widest_smile_down(choices: dict[str, object]):
    faces = faces_of(question(kind="smileys", **choices))
    shown = list(faces.values())
    assert (shown[0], shown[-2], shown[-1]) == (Face.LAUGHING, Face.SLIGHT, Face.NOT_KNOWN)
    assert Face.STRAIGHT not in shown
    assert len(set(shown)) == len(shown)


def test_the_last_of_four_faces_of_a_single_question_has_a_straight_mouth():
    four = {"choices": {"a": "A", "b": "B", "c": "C", "d": "D"}}
    asked = question(kind="single", **four, level="practice", favourable=["a"], faces=True)
    assert list(faces_of(asked).values())[-1] is Face.STRAIGHT


def test_a_question_without_faces_has_none():
    assert faces_of(question(kind="yes_no")) == {}


def test_smileys_are_scored_by_the_widest_smiles():
    asked = question(kind="smileys", level="practice", favourable=["loads", "lots"])
    found = {code: score(asked, Answer("q", code)).favourable for code in asked.codes}
    assert found == {
        "loads": True,
        "lots": True,
        "some": False,
        "bit": False,
        "tiny": False,
        "dont_know": None,
    }
