"""Everything that people can read is plain English: the turns listed here are found nowhere in it.

A turn is a way of saying something that reads as translated, or a sentence that was replaced. An
exception that is no longer needed fails, so that the table stays short.
"""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.modules import Module
from tests.architecture.shown_texts import Text, of_module, texts

TURNS: dict[str, str] = {  # what is forbidden, and an example in which the search must find it
    r"\bof whom\b": "People of whom it is not known",
    r"\bof which it is not\b": "A message of which it is not known",
    r"\bwhoever\b": "Whoever writes it makes it ready",
    r"\bwhomever\b": "Send it to whomever you like",
    r"\bwhat(?:ever)? (?:has |had |will |would )?bec[ao]me of\b": "See what became of each message",
    r"\bst(?:ands?|ood)\b": "See how your partnership stands",
    r"\bmend(?:s|ed|ing)?\b": "Mend the file and try again",
    r"(?<!any )\bword\b(?! for)": "Somebody must give their word",
    r"\bcomes? again\b": "The rule by which it comes again",
    r"\bagain and again\b": "Nothing is sent again and again",
    r"\bhow far\b": "How far it came",
    r"\bin the way of\b": "Nothing is in the way of any of them",
    r"\bbe had\b": "Where a file can be had",
    r"\bnothing of\b": "Nothing of this waits",
    r"\bone['’]s\b": "The list of one's surveys",
    r"\bonly points\b": "This list only points",
    r"\band then again\b": "And then again?",
    r"\bcertainly arrived\b": "2 certainly arrived",
    r"\bheld back\b": "A figure that is held back",
    r"\bno draft any more\b": "It is no draft any more",
    r"\bover your shoulder\b": "Where nobody looks over your shoulder",
    r"\bof this person it is\b": "Of this person it is known",
    r"\bto get no more\b": "To get no more of these, type stop",
    r"\bhas this\.": "Deb Two has this.",
    r"\bPlease check:": "Please check: Say why",
}
SEARCHES = {  # “Word” with a capital is the program for documents, and a heading of a table
    turn: re.compile(turn, 0 if r"\bword\b" in turn else re.IGNORECASE) for turn in TURNS
}
SUMMARY = "part of a summary's JSON, which stays as it is byte for byte"
QUESTION = "a question: new words would make it a new version"
EXCEPTIONS: dict[Text, str] = {
    Text("dialogs/sending/confirm_arrival.py", "word that it arrived"): "an act in the audit trail",
    Text("surveys/asking/plain_yaml.py", "must be a word"): "a name in one piece",
    Text("surveys/library/instruments/frontline.yaml", "How far have you got"): QUESTION,
    Text("surveys/library/instruments/frontline.yaml", "gets in the way of"): QUESTION,
    Text("surveys/impact/version_1/caveats.py", "may stand out by chance"): SUMMARY,
    Text("surveys/impact/version_1/caveats.py", "and stand outside the share"): SUMMARY,
    Text("surveys/impact/version_1/first_page.py", "none stands"): SUMMARY,
    Text("surveys/impact/version_1/first_page.py", "1 stands"): SUMMARY,
    Text("surveys/impact/version_1/first_page.py", "{} stand"): SUMMARY,
    Text("docs/audiences.md", "| word | meaning |"): "the heading of a table of words",
    Text("docs/architecture.md", "| word | what we mean by it |"): "the heading of the glossary",
    Text("docs/architecture.md", "word lists"): "lists of words",
    Text("docs/instruments.md", "changing one word makes"): "one word of a text",
}


def places_of(turn: str) -> list[str]:
    """Return where a turn is found, leaving out the exceptions."""
    return [
        f"{text.path}: {text.text[:160]}"
        for text in texts()
        if SEARCHES[turn].search(_without_exceptions(text))
    ]


def _without_exceptions(text: Text) -> str:
    words = text.text
    for path, allowed in EXCEPTIONS:
        words = words.replace(allowed, "") if path == text.path else words
    return words


@pytest.mark.parametrize("turn", TURNS)
def test_no_text_that_people_read_has_the_turn(turn: str) -> None:
    assert places_of(turn) == []


@pytest.mark.parametrize(("turn", "example"), TURNS.items())
def test_the_search_finds_the_turn(turn: str, example: str) -> None:
    source = f'def said(one):\n    """Say it."""\n    return f"{{one}}: {example}"\n'
    (text,) = of_module(Module("bot/example.py", source, ast.parse(source)))
    assert SEARCHES[turn].search(text)


def test_the_search_reads_the_help_of_a_command() -> None:
    source = 'def show(context):\n    """Show how it stands."""\n'
    found = of_module(Module("bot/console/example.py", source, ast.parse(source)))
    assert list(found) == ["Show how it stands."]


def test_the_search_reads_strings_pages_questionnaires_reasons_and_documents() -> None:
    assert {".py", ".html", ".yaml", ".toml", ".md"} <= {Path(one.path).suffix for one in texts()}
    folders = {text.path.partition("/")[0] for text in texts()}
    assert {"bot", "dialogs", "surveys", "storage", "scheduler", "docs"} <= folders
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"} <= folders


@pytest.mark.parametrize("exception", EXCEPTIONS, ids=lambda one: f"{one.path}: {one.text}")
def test_every_exception_is_still_needed(exception: Text) -> None:
    assert any(search.search(exception.text) for search in SEARCHES.values())
    assert any(one.path == exception.path and exception.text in one.text for one in texts())
