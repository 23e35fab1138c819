"""Released words in files: while they may be quoted, and when they were taken back."""

import json
from pathlib import Path

import pytest

from tests.bot.console.conftest import Console
from tests.bot.console.written import WORDS, a_text

ANN = ("--as", "ann@north.example", "--partnership", "north")


@pytest.fixture
def text(filled: Console) -> str:
    """Ten families of North answer, and one of them writes something; returns its name."""
    return a_text(filled, families=10)


def given_out(filled: Console, name: str, *more: str) -> Path:
    file = filled.folder / name
    said = filled("summary", "A1", "--format", file.suffix[1:], "--out", file, *more)
    assert said.code == 0, said.err
    return file


def quotes(file: Path) -> list[list[str]]:
    return [voice["quotes"] for voice in json.loads(file.read_text(encoding="utf-8"))["voices"]]


def test_a_file_has_released_words_until_they_are_taken_back_and_is_known_again(
    filled: Console, text: str
) -> None:
    assert quotes(given_out(filled, "unread.json")) == []
    filled("reading", "release", text, *ANN)
    file = given_out(filled, "released.json")
    assert quotes(file) == [[WORDS]]
    assert (
        "The evidence as at that day is still the same." in filled("summary", "--verify", file).out
    )

    filled("reading", "withhold", text, *ANN)
    assert quotes(given_out(filled, "after.json")) == []
    said = filled("summary", "--verify", file)
    assert said.code == 0, said.err
    assert "The figures as at that day are still the same. Words" in said.out


def test_a_file_of_version_1_has_no_words(filled: Console, text: str) -> None:
    filled("reading", "release", text, *ANN)
    file = given_out(filled, "past.json", "--model", "1")
    assert quotes(file) == []
    assert WORDS not in file.read_text(encoding="utf-8")


def test_the_yearly_report_has_released_words_of_families(filled: Console, text: str) -> None:
    filled("reading", "release", text, *ANN)
    out = filled.folder / "pack.json"
    words = ("--yearly-report", "2025", "--partnership", "north", "--format", "json")
    said = filled("summary", *words, "--out", out)
    assert said.code == 0, said.err
    pack = json.loads(out.read_text(encoding="utf-8"))
    [told] = pack["feedback"]["voices"]
    assert (told["ref"], told["voice"], told["quotes"]) == ("A1", "family", [WORDS])
    assert pack["families"]["said"] == [WORDS]
