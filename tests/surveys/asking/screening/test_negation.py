import pytest

from surveys.library import lexicon


def denied(sentence: str) -> set[str]:
    words = tuple(sentence.split())
    return {words[at] for at in lexicon().negation.denied(words)}


@pytest.mark.parametrize(
    "sentence",
    ["nobody hits me", "he never hits me", "no bruises or hits", "i not think he hits me"],
)
def test_what_is_denied_is_known(sentence: str):
    assert "hits" in denied(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "he hits me",
        "not lying he hits me",
        "he not stop hits me",
        "nobody stops him hits me",
        "not want him to hits me",
        "nobody hits me except my brother",
        "not happy because dad hits me",
    ],
)
def test_a_denial_ends_and_is_turned_round(sentence: str):
    assert "hits" not in denied(sentence)
