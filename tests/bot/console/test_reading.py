"""The reading queue on the command line: words only for a named lead, and each mark kept."""

import json

import pytest
from sqlalchemy import select

from storage import tables as t
from tests.bot.console.conftest import Console
from tests.bot.console.written import WORDS, a_text

ANN = ("--as", "ann@north.example", "--partnership", "north")


@pytest.fixture
def text(filled: Console) -> str:
    """Have a family write something in North; returns its name."""
    return a_text(filled)


def state(console: Console) -> list[str]:
    return console.store.look(lambda unit: list(unit.connection.scalars(select(t.texts.c.state))))


def test_the_list_has_names_and_numbers_and_no_words(filled: Console, text: str) -> None:
    said = filled("reading", "list")

    assert text in said.out
    assert "1 to read, 0 late. No text has had a second reader yet." in said.out
    assert WORDS not in said.out


def test_the_words_are_for_a_named_lead(filled: Console, text: str) -> None:
    assert WORDS in filled("reading", "next", *ANN).out
    assert filled("reading", "next", "--partnership", "north").code == 2
    worker = ("--as", "dee@north.example", "--partnership", "north")
    assert "not a safeguarding lead" in filled("reading", "next", *worker).err
    acts = select(t.audit.c.subject).where(t.audit.c.act == "text read")
    read = filled.store.look(lambda unit: unit.connection.scalars(acts).all())
    assert read == [f"text:{text}"]


@pytest.mark.parametrize(
    ("words", "said", "states"),
    [
        (("release", "{}"), "may be quoted.", ["released"]),
        (("withhold", "{}"), "is not quoted.", ["withheld"]),
        (("redact", "{}", "They came"), "may be quoted in the reader’s version.", ["redacted"]),
        (("flag", "{}", "--class", "red"), "is a concern.", []),
    ],
)
def test_a_mark_is_kept(
    filled: Console, text: str, words: tuple[str, ...], said: str, states: list[str]
) -> None:
    typed = [word.format(text) for word in words]

    assert filled("reading", *typed, *ANN).out == f"{text} {said}\n"
    assert state(filled) == states
    assert filled("reading", *typed, *ANN).is_one_sentence  # no longer there to judge
    assert "nothing to read" in filled("reading", "next", *ANN).out


def test_a_released_text_is_listed_and_taken_back(filled: Console, text: str) -> None:
    assert "No text may be quoted yet." in filled("reading", "released", *ANN).out
    filled("reading", "redact", text, "They came", *ANN)
    [one] = json.loads(filled("reading", "released", *ANN, "--json").out)
    assert (one["text"], one["words"]) == (text, "They came")
    shown = filled("reading", "released", *ANN).out
    assert text in shown
    assert WORDS not in shown
    assert filled("reading", "release", text, *ANN).is_one_sentence

    assert filled("reading", "withhold", text, *ANN).out == f"{text} is not quoted.\n"
    assert state(filled) == ["withheld"]
    assert "No text may be quoted yet." in filled("reading", "released", *ANN).out


def test_a_version_that_changes_nothing_is_refused(filled: Console, text: str) -> None:
    said = filled("reading", "redact", text, WORDS, *ANN)

    assert said.is_one_sentence
    assert state(filled) == ["unread"]


def test_late_texts_are_wrong_in_check(filled: Console, text: str) -> None:
    assert "ok     texts to read: 1, none of them late" in filled("check").out
    filled.clock.forward(days=14)
    said = filled("check")

    assert text
    assert said.code == 1
    assert "WRONG  texts to read: 1 of 1 are late" in said.out
