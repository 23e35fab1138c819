"""What is printed reads one way, whoever wrote it."""

import pytest

from bot.documents.signs import harmless, legible


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("(95 % interval 4-23 %)", "(95 % interval 4–23 %)"),
        ("young-person-12-17, version 1", "young-person-12-17, version 1"),
        ("2026-03-31", "2026-03-31"),
        ("-5 %", "-5 %"),
    ],
)
def test_a_range_in_per_cent_has_one_dash_and_nothing_else_is_changed(written, printed):
    assert legible(written) == printed


@pytest.mark.parametrize("mark", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_a_mark_that_turns_writing_is_taken_out(mark):
    assert harmless(f"a{mark}b") == "ab"


def test_a_control_character_becomes_a_blank_and_a_new_line_stays():
    assert harmless("a\x00b\r\nc\td") == "a b\nc\td"
