import time

import pytest

from surveys.asking.concerns import ConcernClass, screen
from surveys.asking.screening.leaning import PIECE, SHORT, features, read_leaning, stretches
from surveys.library import lexicon

CHEERFUL = "We had a lovely time at the park with the ducks and then we had ice cream. "


def flagged(text: str) -> bool:
    return screen([text], (), lexicon()) is not None


def test_a_short_text_is_one_stretch():
    said = [(("a",) * 10, 1), (("b",) * (SHORT - 10), 2)]
    assert list(stretches(said)) == [said]


def test_a_long_text_is_looked_at_a_piece_at_a_time_and_no_word_is_left_out():
    words = tuple(str(at) for at in range(SHORT * 3))
    pieces = list(stretches([(words, 1)]))
    assert {word for piece in pieces for sentence, _ in piece for word in sentence} == set(words)
    assert all(len(sentence) <= PIECE for piece in pieces for sentence, _ in piece)


def test_the_features_are_words_and_pairs_with_the_ends_of_a_sentence():
    assert features([(("go", "home"), 0)]) == {"go", "home", "^ go", "go home", "home $"}


def test_weights_of_words_pairs_signs_and_meanings_are_added():
    leaning = read_leaning(
        "(start)\t-1\n+fear\t0.5\ngo home\t0.25\n", "home\t2\nsea\t9\n", {"fear": 4}
    )
    assert leaning.of([(("go", "home"), 4)]) == pytest.approx(-1 + 0.5 + 0.25 + 2)
    assert leaning.strongest([]) == -1


def test_a_weight_of_an_unknown_sign_is_refused():
    with pytest.raises(KeyError):
        read_leaning("(start)\t-1\n+no such sign\t1", "home\t1", {"fear": 4})


@pytest.mark.parametrize(
    "text",
    ["", "none", "no", "fine", "all good thanks", "nothing to add", "n/a", "Sam Patel",
     "12/03/2026", "14", "Tuesday at 3pm", "Aisha Khan 14 March", "yes", "ok",
     "not applicable", "no comment",
     "The new room is warmer than the old one", "She always rings before she comes"],
)  # fmt: skip
def test_short_everyday_texts_are_not_flagged(text: str):
    assert not flagged(text)


@pytest.mark.parametrize(
    "text",
    ["i wont be here by xmas", "dont make me go back", "he comes in at night", "i hate going home",
     "please dont tell mum", "help", "Help!!",
     "my uncle is weird with me"],
)  # fmt: skip
def test_short_dark_texts_are_flagged(text: str):
    assert flagged(text)


def test_half_a_dark_sentence_in_a_long_cheerful_text_is_found():
    dark = "and i hate going home on fridays when he is there, "
    assert not flagged(CHEERFUL * 130)
    assert flagged(CHEERFUL * 65 + dark + CHEERFUL * 65)
    commas = CHEERFUL.replace(". ", ", ") * 65
    assert flagged(commas + dark + commas)


def test_a_long_text_takes_little_time():
    began = time.process_time()
    assert screen([CHEERFUL * 130], (), lexicon()) in {None, *ConcernClass}
    assert time.process_time() - began < 0.5
