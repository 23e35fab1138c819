"""No text becomes a formula."""

import pytest

from bot.documents.formula_guard import neutral


@pytest.mark.parametrize(
    "start", [*"=+-@\t\r\n", "＝", "＋", "－", "＠", " =", "\u00a0=", "\ufeff=", "\u200b@"]
)
def test_text_that_begins_like_a_formula_gets_an_apostrophe(start):
    assert neutral(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "  ", "1-2", "a=b", "Children's words", "'quoted'"])
def test_ordinary_text_is_left_alone(text):
    assert neutral(text) == text
