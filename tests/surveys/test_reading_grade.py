"""The reading grade of a text, and its hardest sentence."""

import pytest

from surveys.reading_grade import hardest_sentence, reading_grade, sentences_of

EASY = "You pick the room. We ask you first."
HARD = "Multi-agency practitioners implemented individualised communication procedures."


def test_short_words_and_sentences_are_easy() -> None:
    assert reading_grade(EASY) < 2
    assert reading_grade(HARD) > 12


def test_it_is_the_formula_of_flesch_and_kincaid() -> None:
    # 4 words, 1 sentence, 4 syllables
    assert reading_grade("You pick the room.") == pytest.approx(0.39 * 4 + 11.8 - 15.59)


def test_a_text_without_words_is_of_no_grade() -> None:
    assert reading_grade("") == reading_grade("0800 1111.") == 0


def test_the_hardest_sentence_is_found_in_any_of_the_texts() -> None:
    grade, sentence = hardest_sentence([EASY, f"{EASY} {HARD}"])
    assert (grade, sentence) == (reading_grade(HARD), HARD)
    assert hardest_sentence([]) == (0.0, "")


def test_sentences_keep_their_marks() -> None:
    assert sentences_of("In danger now? Call 999.") == ["In danger now?", "Call 999."]
