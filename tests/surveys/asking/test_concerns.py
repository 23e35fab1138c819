import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.asking.concerns import ConcernClass, screen
from surveys.library import lexicon

RED, AMBER, GREEN = ConcernClass.RED, ConcernClass.AMBER, ConcernClass.GREEN


def read(*texts: str, taps: tuple[ConcernClass, ...] = ()) -> ConcernClass | None:
    return screen(texts, taps, lexicon())


class BrokenLexicon:
    def strongest(self, text: str) -> ConcernClass | None:
        raise RuntimeError("no lexicon")


@pytest.mark.parametrize(
    "text",
    ["He stabbed me", "I want to DIE", "he has a kníf" + "e", "they said suicide", "ＫＮＩＦＥ"],
)
def test_words_of_immediate_danger_are_red(text: str):
    assert read(text) is RED


@pytest.mark.parametrize(
    "text", ["My dad hits me", "I don’t feel safe", "nothing to eat again", "Being groomed online"]
)
def test_strong_words_are_amber(text: str):
    assert read(text) is AMBER


@pytest.mark.parametrize("text", ["I am scared", "He drinks and shouts at us", "bullied at school"])
def test_weak_words_are_green(text: str):
    assert read(text) is GREEN


@pytest.mark.parametrize(
    "text",
    [
        "Good session, thank you",
        "We like rap music and rappers",
        "Could not fault them",
        "drowning in paperwork",
        "",
    ],
)
def test_ordinary_words_raise_nothing(text: str):
    assert read(text) is None


@pytest.mark.parametrize(
    "contact",
    [
        "07700 900123",
        "sam@example.org",
        "@sam_99",
        "snap: sammy99",
        "12 Mill Road",
        "LS1 4AP",
        "insta is sam.b",
    ],
)
def test_contact_details_beside_a_word_of_harm_are_at_least_amber(contact: str):
    assert read("I am scared", f"find me: {contact}") is AMBER


def test_contact_details_alone_raise_nothing():
    assert read("Please send the slides to sam@example.org") is None


@pytest.mark.parametrize(
    "text", ["Тато б'є мене", "我很害怕", "Mae fy nhad yn fy nharo bob nos ac rydw i yn ofni"]
)
def test_a_language_that_the_lexicon_cannot_speak_for_is_amber(text: str):
    assert read(text) is AMBER


def test_an_own_tap_counts_without_words():
    assert read(taps=(AMBER,)) is AMBER


def test_the_most_urgent_sign_decides():
    assert read("I am scared", taps=(RED,)) is RED


def test_a_screening_failure_is_amber():
    assert screen(["hello there"], [], BrokenLexicon()) is AMBER  # type: ignore[arg-type]


def test_a_screening_failure_does_not_lower_an_own_tap():
    assert screen(["hello there"], [RED], BrokenLexicon()) is RED  # type: ignore[arg-type]


@given(st.lists(st.text(max_size=300), max_size=3))
def test_any_text_can_be_screened(texts: list[str]):
    assert screen(texts, [], lexicon()) in {None, *ConcernClass}


@pytest.mark.parametrize(
    "piece", ["1 ", "a", "07", "@a.", "12 aa ", "snap ", "kill ", "\u0301", "a@", "1-"]
)
def test_a_hostile_text_is_screened_in_time_that_grows_with_its_length_only(piece: str):
    start = time.perf_counter()
    read("I am scared " + piece * (20_000 // len(piece)))
    assert time.perf_counter() - start < 2


def test_the_lexicon_carries_its_version():
    assert lexicon().version == "3"
