from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.asking.answers import Answer, read_answer, score
from surveys.asking.instrument import Question
from surveys.problems import Refusal
from tests.surveys.asking.questionnaires import question

TODAY = date(2026, 3, 9)
HOURS = question(kind="number", least=0, most=100, decimals=1, unit={"en": "hours", "cy": "awr"})


def read(asked: Question, raw: object) -> object:
    answer = read_answer(asked, raw, TODAY)
    return None if answer is None else answer.value


def refused(asked: Question, raw: object) -> str:
    with pytest.raises(Refusal) as refusal:
        read_answer(asked, raw, TODAY)
    return refusal.value.code


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("7", 7),
        (" 7 ", 7),
        (7, 7),
        (7.5, 7.5),
        ("7.50", 7.5),
        ("7.0", 7),
        ("7 hours", 7),
        ("7.5Hours", 7.5),
        ("7 awr", 7),
        ("٧", 7),
        ("７", 7),
    ],
)
def test_a_number_is_read_as_people_write_it(raw: object, value: float):
    assert read(HOURS, raw) == value


def test_thousands_are_read_with_and_without_their_comma():
    wide = question(kind="number")
    assert [read(wide, raw) for raw in ("1,200", "1200", "1,000,000")] == [1200, 1200, 1_000_000]


@pytest.mark.parametrize("raw", ["7,5", "1,20", "seven", "7 days", "--7", "1e3", True, [7], "7-8"])
def test_what_has_no_one_reading_is_refused_with_the_bounds(raw: object):
    assert refused(HOURS, raw) == "answer-not-in-range"


@pytest.mark.parametrize("raw", ["-1", "101", "999999999", 10**12, float("nan"), float("inf")])
def test_a_number_beyond_the_bounds_is_refused(raw: object):
    assert refused(HOURS, raw) == "answer-not-in-range"


def test_too_many_decimal_places_are_said_and_not_rounded():
    assert refused(HOURS, "7.55") == "answer-one-decimal"
    assert refused(question(kind="number"), "7.5") == "answer-not-whole"


def test_the_bounds_are_said_as_people_read_them():
    with pytest.raises(Refusal, match="from 0 to 1,000,000"):
        read_answer(question(kind="number"), "-3", TODAY)


@given(st.integers(-99_999, 999_999) | st.integers(-999, 9_999).map(lambda tenths: tenths / 10))
def test_every_number_within_the_bounds_reads_back_as_it_was_written(number: float):
    asked = question(kind="number", least=-100_000, most=1_000_000, decimals=1)
    assert read(asked, str(number)) == read(asked, f"{number:,}") == number


@pytest.mark.parametrize(
    ("key", "favoured"),
    [
        ({"favourable_from": 3}, [3, 4, 5]),
        ({"favourable_to": 3}, [1, 2, 3]),
        ({"favourable_from": 2, "favourable_to": 4}, [2, 3, 4]),
    ],
)
def test_a_number_is_favourable_between_the_numbers_of_its_key(
    key: dict[str, int], favoured: list[int]
):
    asked = question(kind="number", least=1, most=5, level="practice", **key)
    found = [n for n in range(1, 6) if score(asked, Answer("q", n)).favourable]
    assert found == favoured


def test_a_number_without_a_key_is_not_scored():
    assert score(HOURS, Answer("q", 7)).favourable is None


def test_a_key_with_a_decimal_is_read_from_a_file_as_a_number():
    asked = question(kind="number", decimals=1, level="practice", favourable_from="2.5")
    assert asked.favourable_from == 2.5
