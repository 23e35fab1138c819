from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.asking.answers import Answer, read_answer, score
from surveys.asking.kinds import KINDS
from surveys.asking.kinds.ranking import picked, place_fields
from surveys.problems import Refusal
from tests.surveys.asking.questionnaires import question

TODAY = date(2026, 3, 9)
SEVEN = question(kind="ranking", choices={f"c{at}": f"C {at}" for at in range(1, 8)})
THREE = question(kind="ranking", choices={"a": "A", "b": "B", "c": "C"})


@given(st.permutations(SEVEN.codes))
def test_an_order_reads_the_same_from_taps_and_from_places(order: list[str]):
    by_place = {code: str(order.index(code) + 1) for code in SEVEN.codes}
    expected = Answer("q", tuple(order))
    assert read_answer(SEVEN, ",".join(order), TODAY) == expected
    assert read_answer(SEVEN, by_place, TODAY) == expected
    rules = KINDS[SEVEN.kind]
    fields = rules.to_form(SEVEN, tuple(order))
    assert read_answer(SEVEN, rules.from_form(SEVEN, fields), TODAY) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "a,b",
        {"a": "1", "b": "2"},
        {"a": "1", "b": "1", "c": "2"},
        {"a": "1", "b": "2", "c": "4"},
        {"a": "one", "b": "2", "c": "3"},
    ],
)
def test_a_place_that_is_missing_or_there_twice_is_asked_for(raw: object):
    with pytest.raises(Refusal, match="Please give each one a place of its own, from 1 to 3"):
        read_answer(THREE, raw, TODAY)


def test_what_is_not_offered_is_refused():
    with pytest.raises(Refusal, match="not one of the answers offered"):
        read_answer(THREE, "a,b,d", TODAY)


@pytest.mark.parametrize("raw", [None, "", [], {"a": "", "b": " "}])
def test_no_place_at_all_skips_the_question(raw: object):
    assert read_answer(THREE, raw, TODAY) is None


def test_the_last_place_is_what_is_left_and_a_choice_keeps_its_first_place():
    assert picked(THREE, "b") == ("b",)
    assert picked(THREE, "b,a") == ("b", "a", "c")
    assert picked(THREE, "b,b") == ("b",)
    assert picked(THREE, None) == ()


def test_an_order_is_never_scored_and_no_two_are_compared():
    for order in permutations("abc"):
        assert score(THREE, Answer("q", order)).favourable is None
        assert KINDS[THREE.kind].compare(THREE, order, ("a", "b", "c")) is None


def test_the_inputs_of_the_longest_id_have_names_that_a_form_may_send():
    longest = question(id="q" * 40, kind="ranking", choices={"a": "A", "b": "B"})
    assert place_fields(longest) == (f"{'q' * 40}.1", f"{'q' * 40}.2")
