"""A briefing file: what is read, and what is refused by name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.problems import Refusal
from surveys.telling.briefing import HEADINGS, parse_briefing

FRONT = "---\npartnership: Northshire\nref: B-1\ntitle: Bruising in babies\naction_refs: [A-1]\n{more}---\n"
BODY = "## What must change\n\nAsk, look, and ring.\n\n## Background\n\nA review in spring.\n"


def a_file(more: str = "", body: str = BODY) -> str:
    return FRONT.format(more=more) + body


def refusal_of(text: str) -> str:
    with pytest.raises(Refusal) as caught:
        parse_briefing(text, "b.md")
    return caught.value.sentence


def test_sections_come_in_the_order_of_a_seven_minute_briefing():
    assert [name for name, _ in parse_briefing(a_file()).sections] == ["Background", "What must change"]


def test_what_must_change_can_be_asked_for():
    assert parse_briefing(a_file()).must_change == "Ask, look, and ring."


def test_an_embargo_and_links_are_read():
    read = parse_briefing(
        a_file("embargo_until: 2026-09-01\nlinks:\n  - {title: Guide, address: 'https://example.org/g'}\n")
    )
    assert read.embargo_until == date(2026, 9, 1)
    assert read.links[0].address == "https://example.org/g"


def test_a_file_written_on_windows_is_read_the_same():
    assert parse_briefing("\ufeff" + a_file().replace("\n", "\r\n")).sections == parse_briefing(a_file()).sections


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("no settings at all", "two --- lines"),
        (a_file(body="## Opinions\n\nx\n"), "“Opinions”"),
        (a_file(body="## Background\n\na\n\n## Background\n\nb\n"), "stands twice"),
        (a_file(body="words before\n" + BODY), "before the first heading"),
        (a_file(body="## Background\n\n"), "no section has any text"),
        (a_file("colour: red\n"), "colour: is not a setting we know"),
        (a_file("links:\n  - {title: G, address: 'http://example.org'}\n"), "https"),
        (a_file("links:\n  - {title: G, address: 'javascript:alert(1)'}\n"), "https"),
        (a_file("title: [unclosed\n"), "line"),
        ("---\n- a\n---\n" + BODY, "name: value"),
        (a_file(body="## Background\n\n" + "x" * 15_000), "14,000"),
    ],
)
def test_what_is_wrong_is_named(text: str, named: str):
    assert named in refusal_of(text)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str):
    try:
        read = parse_briefing(a_file(body=text))
    except Refusal:
        return
    assert {name for name, _ in read.sections} <= set(HEADINGS)
