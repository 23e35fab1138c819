"""What people type is read as phones and word processors write it, and a slip is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.typed import as_name, as_plain, as_rule, as_words, did_you_mean, nearest, nearest_name


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("agency=“Leeds Council”", 'agency="Leeds Council"'),
        ("St Mary’s", "St Mary's"),
        ("\u200fstop\u200e", "stop"),
        ("\u2066concerns\u2069 \u202aopen\u202c", "concerns open"),
        ("send\N{NO-BREAK SPACE}briefing", "send briefing"),
        ("my\u200b surveys\ufeff", "my surveys"),
        ("Early\u2013Help", "Early-Help"),
        ("ｒｏｌｅ＝ｌｅａｄ", "role=lead"),
        (" \t two \r\n lines ", "two lines"),
    ],
)
def test_signs_that_a_phone_adds_are_evened_out(typed: str, plain: str) -> None:
    assert as_plain(typed) == plain


def test_a_full_stop_at_the_end_is_no_part_of_a_rule() -> None:
    assert as_rule("role=practitioner. ") == "role=practitioner"


def test_marks_and_emoji_are_no_part_of_words() -> None:
    assert as_words("STOP!! 🙏🏽") == "stop"
    assert as_words("/follow-up…") == "follow up"
    assert as_words("❤️ surveys?") == "surveys"


def test_names_are_the_same_without_regard_to_case_apostrophe_and_unicode_form() -> None:
    assert as_name("ST MARY’S") == as_name("St Marys") == as_name("st mary's")
    assert as_name("E\u0301lan") == as_name("ÉLAN")


def test_the_nearest_is_one_that_is_near_or_none() -> None:
    assert nearest("concers", ["concerns", "reach"]) == "concerns"
    assert nearest("banana", ["concerns", "reach"]) is None
    assert nearest("", ["concerns"]) is None
    assert nearest("police", ["Ashford Police"]) is None
    assert nearest_name("polcie", ["Ashford Council", "Ashford Police"]) == "Ashford Police"


def test_where_none_is_near_the_names_that_there_are_are_listed() -> None:
    assert did_you_mean("Polcie", ["Council", "Police"]) == "Did you mean “Police”?"
    assert did_you_mean("Zoo", ["Police", "Council"]) == "There are: Council, Police."
    assert did_you_mean("Zoo", map(str, range(10, 20))).endswith("16, 17 and 2 more.")
    assert did_you_mean("Zoo", ["Police"], may_list=False) == "Please check the spelling."
    assert did_you_mean("Zoo", []) == "There are none yet."


@given(st.text(max_size=80))
def test_evening_out_twice_changes_nothing_more(text: str) -> None:
    assert as_plain(as_plain(text)) == as_plain(text)
