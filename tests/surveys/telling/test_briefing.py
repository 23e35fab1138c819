"""A briefing file: what is read, and what is refused by name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.problems import Refusal
from surveys.telling.briefing import HEADINGS, Briefing, parse_briefing

FRONT = (
    "---\npartnership: Northshire\nref: B-1\ntitle: Bruising in babies\n"
    "action_refs: [A-1]\n{more}---\n"
)
BODY = "## What must change\n\nAsk, look, and ring.\n\n## Background\n\nA review in spring.\n"


def a_file(more: str = "", body: str = BODY) -> str:
    return FRONT.format(more=more) + body


def refusal_of(text: str) -> str:
    with pytest.raises(Refusal) as caught:
        parse_briefing(text, "b.md")
    return caught.value.sentence


def test_sections_come_in_the_order_of_a_seven_minute_briefing():
    assert [name for name, _ in parse_briefing(a_file()).sections] == [
        "Background",
        "What must change",
    ]


def test_the_words_of_a_heading_are_read_without_the_blank_lines_around_them():
    assert dict(parse_briefing(a_file()).sections)["What must change"] == "Ask, look, and ring."


def test_an_embargo_and_links_are_read():
    read = parse_briefing(
        a_file(
            "embargo_until: 2026-09-01\nlinks:\n  - {title: Guide, address: 'https://example.org/g'}\n"
        )
    )
    assert read.embargo_until == date(2026, 9, 1)
    assert read.links[0].address == "https://example.org/g"


def test_a_number_is_a_reference_like_any_other():
    assert parse_briefing(
        a_file().replace("B-1", "2026").replace("[A-1]", "[7, A-1]")
    ).action_refs == ("7", "A-1")


@pytest.mark.parametrize("written", ["[A-1, A-2]", "A-1; A-2", '["A-1 ", A-2]'])
def test_actions_are_a_list_or_stand_between_semicolons(written: str):
    assert parse_briefing(a_file().replace("[A-1]", written)).action_refs == ("A-1", "A-2")


def test_a_setting_without_a_value_is_as_if_it_were_not_there():
    read = parse_briefing(a_file("links:\nembargo_until:\n").replace("[A-1]", ""))
    assert (read.action_refs, read.links, read.embargo_until) == ((), (), None)


def test_a_link_may_be_written_with_its_title_before_its_address():
    [link] = parse_briefing(a_file("links:\n  - The guide: https://example.org/g\n")).links
    assert (link.title, link.address) == ("The guide", "https://example.org/g")


def test_what_was_read_can_be_kept_and_read_again():
    read = parse_briefing(
        a_file("embargo_until: 2026-09-01\nlinks:\n  - G: https://example.org/g\n")
    )
    assert Briefing.model_validate_json(read.model_dump_json()) == read


def test_a_file_written_on_windows_is_read_the_same():
    assert (
        parse_briefing("\ufeff" + a_file().replace("\n", "\r\n")).sections
        == parse_briefing(a_file()).sections
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("no settings at all", "two --- lines"),
        (a_file(body="## Opinions\n\nx\n"), "“Opinions”"),
        (a_file(body="## Background\n\na\n\n## Background\n\nb\n"), "is used twice"),
        (a_file(body="words before\n" + BODY), "before the first heading"),
        (a_file(body="## Background\n\n"), "no section has any text"),
        (a_file("colour: red\n"), "colour: is not a setting we know"),
        (a_file("links:\n  - {title: G, address: 'http://example.org'}\n"), "https"),
        (a_file("links:\n  - {title: G, address: 'javascript:alert(1)'}\n"), "https"),
        (a_file("title: [unclosed\n"), "line"),
        ("---\n- a\n---\n" + BODY, "name: value"),
        (
            a_file("embargo_until: 2026-02-30\n"),
            "embargo_until: “2026-02-30” is not a day that exists.",
        ),
        (a_file("embargo_until: 2026-09-01T09:00\n"), "not a date written as YYYY-MM-DD"),
        (a_file("embargo_until: 9999-12-31\n"), "the year 9999"),
        (a_file("links: " + "[" * 5000 + "\n"), "line 6: this is nested too deeply."),
        (a_file("links: &a [*a]\n"), "line 6: anchors and aliases"),
        (a_file("links: !!python/object/apply:os.system [id]\n"), "line 6: tags"),
        (a_file("title: Another\n"), "line 6: “title” is given twice."),
        (
            a_file('links:\n  - {title: "G\\0", address: "https://example.org"}\n'),
            "links 1 title: has a character",
        ),
        (a_file("links:\n  - just words\n"), "links 1: must have a title and an address."),
        (a_file("links:\n" + "  - G: https://example.org\n" * 7), "there are 7; use at most 6."),
        (a_file().replace("Northshire", '"  "'), "partnership: is missing."),
        (
            a_file().replace("Northshire", "N" * 201),
            "partnership: is 201 characters long; 200 is the most.",
        ),
        (a_file().replace("B-1", "[B-1]"), "ref: must be one value, not a list."),
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
