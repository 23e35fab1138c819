"""The work record of a concern on the command line: refused, recorded, and never with its words."""

import json

import pytest
from sqlalchemy import select

from dialogs.trust.raise_concern import raise_concern
from storage import tables as t
from storage.trust.concerns import ConcernText
from storage.unit import Unit
from surveys.asking.lexicon import ConcernClass
from tests.bot.console.conftest import Console

ANN, BEA = ("--as", "ann@north.example"), ("--as", "bea@north.example")
TEXT = ConcernText((("What happened?", "the words of a child"),), None, "web")


@pytest.fixture
def ref(filled: Console) -> str:
    """Raise a red concern in North; returns its reference."""

    def arrange(unit: Unit) -> str:
        raise_concern(unit, 1, ConcernClass.RED, TEXT, "mark")
        return unit.concerns.still_open()[0].ref

    return filled.store.act_now(arrange)


def test_a_concern_is_worked_on_from_first_to_last(filled: Console, ref: str) -> None:
    said = [
        filled("concern", "take", ref, *ANN),
        filled("concern", "seek", ref, "From the school", *ANN),
        filled("concern", "refer", ref.lower(), "MASH 4411", *ANN),
        filled("concern", "close", ref, "They visited", *ANN),
        filled("concern", "close", ref, "I agree", *BEA),
        filled("concern", "reopen", ref, "New facts", *BEA),
    ]

    assert [one.out for one in said] == [
        f"{ref}: red, {state}.\n"
        for state in (
            "someone is dealing with it",
            "information sought",
            "referred",
            "waiting for a second lead to close it",
            "closed",
            "someone is dealing with it",
        )
    ]
    assert not any("child" in one.out + one.err for one in said)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("note", " "), "Please write a reason"),
        (("refer", "MASH 4411"), "“Referred” cannot be recorded now: no one is dealing"),
        (("reopen", "why"), "cannot be recorded now"),
    ],
)
def test_what_the_record_does_not_allow_is_one_sentence(
    filled: Console, ref: str, words: tuple[str, str], why: str
) -> None:
    said = filled("concern", words[0], ref, words[1], *ANN)

    assert said.is_one_sentence
    assert why in said.err


def test_a_step_is_taken_in_the_name_of_a_lead(filled: Console, ref: str) -> None:
    assert filled("concern", "take", ref).code == 2
    assert (
        "not a safeguarding lead" in filled("concern", "take", ref, "--as", "dee@north.example").err
    )


def test_the_notes_are_shown_to_a_named_lead_alone_and_it_is_recorded(
    filled: Console, ref: str
) -> None:
    filled("concern", "note", ref, "Rang the duty team", *ANN)
    plain, to_bea = filled("concern", "show", ref), filled("concern", "show", ref, *BEA)
    acts = select(t.audit.c.act).where(t.audit.c.act == "concern record read")

    assert ("Note" in plain.out, "duty team" in plain.out) == (True, False)
    assert "duty team" in to_bea.out
    assert len(filled.store.look(lambda unit: unit.connection.scalars(acts).all())) == 1
    assert not any("words of a child" in one.out for one in (plain, to_bea))


def test_the_list_says_who_has_each_and_speaks_json(filled: Console, ref: str) -> None:
    filled("concern", "take", ref, *ANN)
    [one] = json.loads(filled("concern", "list", "--json").out)

    assert (one["ref"], one["class"], one["state"], one["owner"]) == (
        ref,
        "red",
        "acknowledged",
        "Ann Lead",
    )
    assert "Ann Lead" in filled("concern", "list").out


def test_closed_ones_are_listed_where_all_are_asked_for(filled: Console, ref: str) -> None:
    for step, who in (("no-action", ANN), ("close", ANN), ("close", BEA)):
        filled("concern", "take", ref, *ANN)
        filled("concern", step, ref, "A test", *who)

    assert filled("concern", "list").out == "There are no open concerns.\n"
    assert ref in filled("concern", "list", "--all").out
