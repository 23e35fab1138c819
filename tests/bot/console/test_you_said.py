"""“You said, we did” from the command line: written, listed, released and withdrawn by number."""

import json

import pytest

from tests.bot.console.conftest import Console, Said
from tests.bot.documents import reading

AS = ("--as", "ann@north.example")
SAID, DID = "Ask us where to talk.", "Each child chooses the place."


def _add(console: Console, *more: str) -> Said:
    return console("you-said", "add", "A1", "--said", SAID, "--did", DID, *(more or AS))


def _listed(console: Console) -> list[dict[str, str]]:
    return json.loads(console("you-said", "list", "A1", *AS, "--json").out)


def test_one_is_written_listed_released_and_withdrawn(filled: Console) -> None:
    assert "no “you said, we did” for A1" in filled("you-said", "list", "A1", *AS).out
    assert "not shown until someone releases it" in _add(filled).out
    [row] = _listed(filled)
    assert (row["said"], row["did"], row["written_by"]) == (SAID, DID, "Ann Lead")
    assert (row["state"], row["released_by"]) == ("not released", None)
    assert filled("you-said", "release", "A1", "1", "--as", "bea@north.example").code == 0
    assert (_listed(filled)[0]["state"], _listed(filled)[0]["released_by"]) == (
        "released",
        "Bea Deputy",
    )
    assert "Bea Deputy, 4 March 2026" in filled("you-said", "list", "A1", *AS).out
    assert filled("you-said", "withdraw", "A1", "1", *AS).code == 0
    assert _listed(filled)[0]["state"] == "withdrawn"


def test_a_released_one_is_in_the_summary(filled: Console) -> None:
    _add(filled)
    filled("you-said", "release", "A1", "1", *AS)
    file = filled.folder / "a1.json"
    filled("summary", "A1", "--format", "json", "--out", file)
    [shown] = json.loads(file.read_text(encoding="utf-8"))["you_said"]
    assert (shown["said"], shown["released_by"]) == (SAID, "North Council")
    assert "Ann Lead" not in json.dumps(shown)


CHILD = ("--voice", "child", "--said-for-children", "Ask me.", "--did-for-children", "You pick.")


def test_one_of_a_voice_is_listed_with_its_version_for_children(filled: Console) -> None:
    _add(filled, *AS, *CHILD)
    [row] = _listed(filled)
    assert (row["voice"], row["said_for_children"], row["did_for_children"]) == (
        "child",
        "Ask me.",
        "You pick.",
    )
    assert "Ask me. You pick." in filled("you-said", "list", "A1", *AS).out


def test_its_author_is_warned_of_what_children_cannot_read(filled: Console) -> None:
    assert "Children will not see this yet" in _add(filled, *AS, "--voice", "child").out
    hard = ("--said-for-children", "Ask me.", "--did-for-children", "We did an assessment.")
    assert "“assessment”" in _add(filled, *AS, "--voice", "child", *hard).out


def test_a_count_is_refused_in_one_sentence(filled: Console) -> None:
    said = _add(filled, *AS, "--said-for-children", "2 of 3 said so", "--did-for-children", "Yes")
    assert said.is_one_sentence
    assert "“2 of 3”" in said.err
    assert _listed(filled) == []


def test_a_poster_is_written_for_a_voice_once_something_is_released(filled: Console) -> None:
    _add(filled, *AS, *CHILD)
    file = filled.folder / "wall.pdf"
    poster = ("you-said", "poster", "A1", "--voice", "child", "--out", file, *AS)
    refused = filled(*poster)
    assert "has been released" in refused.err
    assert not file.exists()
    filled("you-said", "release", "A1", "1", *AS)
    assert filled(*poster).code == 0
    words = reading.words(file.read_bytes())
    assert "You pick." in words
    assert DID not in words


@pytest.mark.parametrize("email", ["dee@north.example", "sue@south.example", "who@north.example"])
def test_only_a_lead_or_an_evaluator_of_the_partnership_is_named(
    filled: Console, email: str
) -> None:
    said = _add(filled, "--as", email)
    assert said.is_one_sentence
    assert f"{email} may not do this" in said.err
    assert _listed(filled) == []


def test_an_unknown_number_and_an_unknown_action_are_refused(filled: Console) -> None:
    assert "number 4" in filled("you-said", "release", "A1", "4", *AS).err
    assert filled("you-said", "list", "A9", *AS).is_one_sentence
