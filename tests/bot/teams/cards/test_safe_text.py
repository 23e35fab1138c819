"""What people write is shown as written: it makes no link but an https one, and no tag."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.cards.safe_text import (
    Marked,
    authored,
    bold,
    joined,
    link,
    may_open,
    plain,
    shortened,
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[x](javascript:alert(1))", "[x] (javascript:alert(1))"),
        ("[x](https://a.example)", "[x] (https://a.example)"),
        ("[x]: https://a.example", "[x] : https://a.example"),
        ("<b>x</b>", "< b>x< /b>"),
        ("children <5 and > 2", "children <5 and > 2"),
        ("  a\u202eb\x00 ", "ab"),
    ],
)
def test_plain_words_make_no_link_and_no_tag(written: str, shown: str):
    assert plain(written) == shown


def test_marking_twice_changes_nothing():
    assert plain(plain("[x](y) <a>")) == plain("[x](y) <a>")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("see [here](https://a.example/b)", "see [here](https://a.example/b)"),
        ("see [here](http://a.example)", "see [here] (http://a.example)"),
        ("![x](https://a.example/b.png)", "[x](https://a.example/b.png)"),
        ("[[x](https://a.example)](javascript:y)", "[[x](https://a.example)] (javascript:y)"),
        ("### Next\n> quoted", "**Next**\nquoted"),
    ],
)
def test_a_briefing_keeps_https_links_alone(written: str, shown: str):
    assert authored(written) == shown


def test_a_link_at_a_bad_address_is_its_title():
    assert link("Read", "javascript:alert(1)") == "Read"


def test_brackets_in_a_link_do_not_end_it_early():
    assert link("a](b", "https://a.example/(x)") == "[a) (b](https://a.example/%28x%29)"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "http://a.example",
        "https://a b",
        "//a.example",
        "http://localhost.a.example",
        "data:x",
    ],
)
def test_only_https_and_this_machine_may_be_opened(address: str):
    assert not may_open(address)
    assert may_open("https://a.example/x?y=1")
    assert may_open("http://localhost:3978/r/abc")


def test_joining_makes_each_part_safe_and_keeps_our_spaces():
    assert joined(bold("A*B"), " (", "[x](y)", "): ", "z") == "**AB** ([x] (y)): z"


@pytest.mark.parametrize("words", ["[x]*(javascript:alert(1))", "<*script>", "<*!--"])
def test_a_star_that_goes_from_bold_words_joins_nothing_to_a_link_or_a_tag(words: str):
    shown = bold(words)
    assert "](" not in shown
    assert "<s" not in shown
    assert "<!" not in shown


def test_shortening_says_so():
    assert shortened("abcdef", 4) == "abc…"
    assert shortened("abcd", 4) == "abcd"


@given(st.text(alphabet=st.sampled_from("[]()!<>:*_#\\ abhtps/.\n"), max_size=80))
def test_no_text_of_brackets_makes_a_link_of_plain_words(words: str):
    shown = plain(words)
    assert isinstance(shown, Marked)
    assert "](" not in shown
    assert "][" not in shown
    assert "]:" not in shown
