"""“You said, we did” from the command line: written, listed, released and withdrawn by number."""

import json

import pytest

from tests.bot.console.conftest import Console, Said

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
