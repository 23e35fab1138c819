from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.asking.answers import (
    Answer,
    as_json,
    change_between,
    from_json,
    read_answer,
    score,
    tapped,
)
from surveys.asking.instrument import Question
from surveys.asking.kinds.values import BeforeNow
from surveys.problems import Refusal
from tests.surveys.asking.questionnaires import SCORED, SEVERAL, SINGLE, question

KINDS = [
    question(**SCORED),
    question(kind="agreement"),
    question(kind="yes_no", required=True),
    question(**SEVERAL),
    question(kind="scale"),
    question(kind="before_now"),
    question(kind="scenario", choices={"a": "A", "b": "B"}, level="learning", favourable=["a"]),
    question(kind="text", max_length=20),
    question(kind="number", decimals=1, unit="hours"),
    question(kind="date", most="today"),
    question(kind="ranking", choices={"before": "Before", "now": "Now", "x": "X"}),
    question(kind="matrix", stem="How often?", choices=SINGLE["choices"]),
    question(kind="smileys"),
    question(**SEVERAL, exclusive=["none"]),
]
TODAY = date(2026, 3, 9)
SCALAR = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["often", "yes", "1", "2", "3", "9/3/2026", "before,x,now"])
)
RAW = st.recursive(
    SCALAR,
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(st.sampled_from(["before", "now", "x", "day", "month", "year"]), below)
    ),
    max_leaves=6,
)


def refused(asked: Question, raw: object) -> str:
    with pytest.raises(Refusal) as refusal:
        read_answer(asked, raw, TODAY)
    return refusal.value.code


@given(st.sampled_from(KINDS), RAW)
def test_whatever_is_sent_is_an_answer_a_skip_or_a_refusal(asked: Question, raw: object):
    try:
        answer = read_answer(asked, raw, TODAY)
    except Refusal:
        return
    score(asked, answer)
    assert answer is None or from_json(asked.id, as_json(answer), answer.text) == answer


@given(st.text())
def test_stored_words_hold_no_control_characters_and_can_be_written_as_utf_8(words: str):
    answer = read_answer(question(), words, TODAY)
    kept = answer.text if answer and answer.text else ""
    assert all(c == "\n" or c.isprintable() or c.isspace() or ord(c) > 0x9F for c in kept)
    assert kept.encode("utf-8").decode("utf-8") == kept


def test_an_offered_choice_is_taken():
    assert read_answer(question(**SINGLE), "often", TODAY) == Answer("q", "often")


def test_a_choice_that_is_not_offered_is_refused():
    assert refused(question(**SINGLE), "always") == "answer-not-offered"


def test_two_choices_for_a_single_question_are_refused():
    assert refused(question(**SINGLE), "often,never") == "answer-not-offered"


@pytest.mark.parametrize("blank", [None, "", "   ", [], ","])
def test_a_blank_answer_skips_an_optional_question(blank: object):
    assert read_answer(question(**SINGLE), blank, TODAY) is None


def test_a_blank_answer_to_a_required_question_is_refused():
    assert refused(question(required=True), " ") == "answer-missing"


@pytest.mark.parametrize(
    "raw", ["system,time", ["system", "time"], "time, system,", ("time", "time", "system")]
)
def test_several_choices_read_the_same_however_they_are_sent(raw: object):
    assert read_answer(question(**SEVERAL), raw, TODAY) == Answer("q", ("time", "system"))


@pytest.mark.parametrize("raw", [7, "7", " 7 ", 7.0, "7.0"])
def test_a_number_reads_the_same_however_it_is_sent(raw: object):
    assert read_answer(question(kind="scale"), raw, TODAY) == Answer("q", 7)


@pytest.mark.parametrize("raw", [11, -1, "seven", "7.5", True, "٧", 10**9, float("nan"), [7]])
def test_what_is_not_a_number_from_0_to_10_is_refused(raw: object):
    assert refused(question(kind="scale"), raw) == "answer-not-a-number"


def test_a_scale_may_offer_a_choice_outside_the_count():
    asked = question(
        kind="scale", choices={"cannot_judge": "I cannot judge"}, outside=["cannot_judge"]
    )
    assert read_answer(asked, "cannot_judge", TODAY) == Answer("q", "cannot_judge")


@pytest.mark.parametrize("raw", [{"before": 3, "now": "8"}, {"q.before": "3", "q.now": 8}])
def test_before_and_now_are_read_from_either_pair_of_fields(raw: object):
    assert read_answer(question(kind="before_now"), raw, TODAY) == Answer("q", BeforeNow(3, 8))


def test_half_a_pair_is_refused():
    assert refused(question(kind="before_now"), {"before": 3}) == "answer-half"


def test_words_are_cleaned_and_composed():
    answer = read_answer(question(), "  cafe\u0301\x00\u202e\r\nfine ", TODAY)
    assert answer == Answer("q", None, "café\nfine")


def test_words_over_the_limit_are_refused_with_the_limit():
    with pytest.raises(Refusal, match="20"):
        read_answer(question(max_length=20), "x" * 21, TODAY)


def test_a_favourable_choice_counts_as_favourable():
    assert score(question(**SCORED), Answer("q", "often")).favourable is True


def test_another_choice_counts_as_not_favourable():
    assert score(question(**SCORED), Answer("q", "never")).favourable is False


@pytest.mark.parametrize("answer", [None, Answer("q", "unsure")])
def test_skipped_and_outside_answers_leave_the_denominator(answer: Answer | None):
    assert score(question(**SCORED), answer).favourable is None


def test_a_scale_is_favourable_from_its_key_on():
    asked = question(kind="scale", level="learning", favourable_from=7)
    assert [score(asked, Answer("q", n)).favourable for n in (6, 7)] == [False, True]


@pytest.mark.parametrize(("before", "now", "change"), [(2, 7, 1), (5, 5, 0), (9, 1, -1)])
def test_before_and_now_score_the_direction_of_change_only(before: int, now: int, change: int):
    found = score(
        question(kind="before_now", level="learning"), Answer("q", BeforeNow(before, now))
    )
    assert (found.favourable, found.change) == (None, change)


def test_a_later_number_is_compared_with_the_now_of_an_earlier_pair():
    asked = question(kind="scale", paired=True)
    assert change_between(asked, Answer("q", BeforeNow(2, 6)), Answer("q", 5)) == -1


def test_moving_towards_agreement_is_an_improvement():
    asked = question(
        kind="agreement", paired=True, level="practice", favourable=["strongly_agree", "agree"]
    )
    assert change_between(asked, Answer("q", "neither"), Answer("q", "agree")) == 1


def test_an_answer_outside_the_count_cannot_be_compared():
    asked = question(kind="agreement", paired=True)
    assert change_between(asked, Answer("q", "dont_know"), Answer("q", "agree")) is None


def test_a_tap_raises_the_class_its_choice_names():
    asked = question(kind="single", choices={"now": "Now", "no": "No"}, concern={"now": "red"})
    assert (tapped(asked, Answer("q", "now")), tapped(asked, Answer("q", "no"))) == ("red", None)


def test_the_json_of_an_answer_never_holds_a_persons_words():
    assert as_json(Answer("q", None, "my own words")) == "null"
