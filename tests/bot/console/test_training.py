"""Training on the command line: on before anything is sent, named so, and counted nowhere."""

import json

import pytest

from surveys.trust.training import MARK
from tests.bot.console.conftest import Console

UNA = "partnership,agency,name,email,roles\nSouth,South Council,Una,una@south.example,lead\n"


@pytest.fixture
def south(filled: Console) -> Console:
    """A console in which South is a training partnership, and North is real."""
    said = filled("partnership", "training", "south", "on")
    assert said.code == 0, said.err
    assert MARK in said.out
    return filled


def test_it_is_audited_and_a_repeat_is_no_change(south: Console) -> None:
    acts = [act for _, act, _ in south.audit()]
    assert south("partnership", "training", "South", "on").code == 0
    assert [act for _, act, _ in south.audit()] == acts
    assert acts.count("training on") == 1


def test_files_name_it_as_before(south: Console) -> None:
    said = south.import_text("people", UNA)
    assert (said.code, "New partnership" in said.out) == (0, False)
    assert "una@south.example" in south("person", "list", "--partnership", "south").out


def test_a_summary_of_it_says_so_and_is_no_release(south: Console) -> None:
    out = south.folder / "summary.json"
    words = ("summary", "SAME", "--partnership", "south", "--format", "json", "--out", out)
    said = south(*words)
    assert said.code == 0, said.err
    assert MARK in json.loads(out.read_text(encoding="utf-8"))["partnership"]["name"]
    assert "SAME" not in south("release", "list", "--partnership", "south").out


def test_check_asks_nothing_of_it(south: Console) -> None:
    lines = [line for line in south("check").out.splitlines() if "south" in line]
    assert lines == []


def test_what_has_begun_is_not_changed(filled: Console) -> None:
    sent = filled("brief", "B1", "--audience", "role=lead", "--partnership", "north", "--yes")
    assert sent.code == 0, sent.err
    said = filled("partnership", "training", "north", "on")
    assert said.is_one_sentence
    assert "cannot be changed any more" in said.err
