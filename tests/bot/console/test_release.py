"""What was given out, seen and checked from the command line."""

import json
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update

from storage import tables as t
from tests.bot.console.conftest import Console


def _give_out(filled: Console, name: str = "a1.json", *more: str) -> Path:
    file = filled.folder / name
    said = filled("summary", "A1", "--format", file.suffix[1:], "--out", file, *more)
    assert said.code == 0, said.err
    return file


def test_a_summary_that_leaves_is_a_release_with_its_figures(filled: Console) -> None:
    _give_out(filled)
    assert "release" in filled("release", "list").out
    [listed] = json.loads(filled("release", "list", "--json").out)
    assert (listed["release"], listed["action"], listed["format"]) == (1, "A1", "json")
    assert listed["as_at"] == "2026-03-04"
    shown = json.loads(filled("release", "show", "1", "--partnership", "north", "--json").out)
    assert {cell["n"] for cell in shown["figures"]} == {None}
    assert "withheld" in filled("release", "show", "1", "--partnership", "north").out


def test_a_file_in_any_format_is_known_again(filled: Console) -> None:
    for name in ("a1.json", "a1.csv"):
        file = _give_out(filled, name)
        for words in (("release", "verify"), ("summary", "--verify")):
            said = filled(*words, file)
            assert said.code == 0, said.err
            assert "A1 as at 4 March 2026" in said.out
            assert "still the same" in said.out


def test_evidence_that_was_changed_since_is_said(filled: Console) -> None:
    file = _give_out(filled)
    title = update(t.actions).where(t.actions.c.ref == "A1").values(title="Another")
    filled.store.act_now(lambda unit: unit.connection.execute(title))
    assert "has been changed since" in filled("release", "verify", file).out


def test_a_file_that_was_not_given_out_is_refused(filled: Console) -> None:
    said = filled("release", "verify", filled.file("other.json", "{}"))
    assert said.is_one_sentence
    assert "no release has the hash" in said.err
    assert filled("summary", "--verify", filled.folder / "none.json").is_one_sentence


def test_a_release_that_does_not_exist_is_refused(filled: Console) -> None:
    said = filled("release", "show", "7", "--partnership", "north")
    assert said.is_one_sentence
    assert "release list" in said.err


def test_without_releases_that_is_said(filled: Console) -> None:
    assert "Nothing has been given out." in filled("release", "list").out


def test_a_day_between_two_summaries_is_refused(filled: Console) -> None:
    _give_out(filled)
    filled.clock.set(filled.clock() + timedelta(days=2))
    _give_out(filled)
    out = filled.folder / "x.json"
    words = ("summary", "A1", "--format", "json", "--out", out, "--as-at")
    said = filled(*words, "2026-03-05")
    assert said.is_one_sentence
    assert "4 March 2026, 6 March 2026" in said.err
    assert not out.exists()
    assert filled(*words, "2026-03-04").code == 0
