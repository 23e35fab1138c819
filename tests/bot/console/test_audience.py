"""Audiences from the command line."""

import json

import pytest

from dialogs.asking.preview_audience import ON_A_PAGE
from tests.bot.console.conftest import Console

NORTH = ("--partnership", "north")
WORKERS = 'agency="North NHS" and role=practitioner'


def test_an_audience_is_saved_listed_shown_used_and_removed(filled: Console) -> None:
    assert (
        filled("audience", "save", "NHS", WORKERS, *NORTH).out
        == "@nhs is saved. It names 2 people today.\n"
    )
    assert json.loads(filled("audience", "list", "--json", *NORTH).out) == [
        {"name": "nhs", "rule": WORKERS}
    ]
    assert json.loads(filled("audience", "show", "@nhs", "--json", *NORTH).out)["count"] == 2
    assert (
        "goes to 2 people of North" in filled("brief", "B1", "--audience", "@nhs", typed="n\n").out
    )
    assert filled("audience", "remove", "nhs", *NORTH).code == 0
    assert filled.audit()[-2:] == [
        ("person:1", "save audience", "audience:nhs"),
        ("person:1", "remove audience", "audience:nhs"),
    ]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("save", "two words", "role=lead"), "cannot be the name"),
        (("save", "me", "@me"), "@me contains itself"),
        (("save", "me", "height=tall"), "“height” is not one of"),
        (("show", "nobody"), "There is no saved audience @nobody"),
        (("remove", "nobody"), "There is no saved audience @nobody"),
        (("who", "team=Night"), "There is no team “Night”"),
        (("save", "me", "role=lead", "--as", "dee@north.example"), "dee@north.example"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    filled: Console, words: tuple[str, ...], part: str
) -> None:
    said = filled("audience", *words, *NORTH)
    assert said.is_one_sentence
    assert part in said.err


def test_an_audience_needs_its_partnership_where_there_are_several(filled: Console) -> None:
    assert "--partnership" in filled("audience", "list").err
    assert filled("audience", "list", *NORTH).out == "No audiences are saved yet.\n"


def test_who_a_rule_names_is_listed_with_what_is_in_the_way(filled: Console) -> None:
    said = filled("audience", "who", "role=practitioner", *NORTH)
    assert "3 people. Of these, 3 have not opened the app in Teams yet." in said.out
    assert "dee@north.example" in said.out


def test_who_as_json_lists_everybody_with_the_codes_of_reasons(filled: Console) -> None:
    facts = json.loads(filled("audience", "who", "role=practitioner", "--json", *NORTH).out)
    assert (facts["count"], facts["by_agency"][0]) == (3, {"agency": "North NHS", "people": 2})
    assert [(one["reason"], one["people"]) for one in facts["left_out"]] == [("no_address", 3)]
    assert {one["email"] for one in facts["people"]} == {
        "cal@north.example",
        "dee@north.example",
        "eli@north.example",
    }


def test_a_long_list_is_shown_a_page_at_a_time(filled: Console) -> None:
    rows = "\n".join(
        f"North,North NHS,Worker {n:02},w{n}@north.example,practitioner,Big"
        for n in range(ON_A_PAGE + 5)
    )
    filled.import_text("people", f"partnership,agency,name,email,roles,team\n{rows}\n")
    first = filled("audience", "who", "team=Big", *NORTH)
    second = filled("audience", "who", "team=Big", "--page", "2", *NORTH)
    assert "… and 5 more: --page 2" in first.out
    assert "w29@north.example" not in first.out
    assert "w29@north.example" in second.out
    assert "more:" not in second.out


def test_a_preview_says_how_many_it_would_not_reach(filled: Console) -> None:
    said = filled("brief", "B1", "--audience", "role=practitioner", typed="n\n")
    assert "Of these, 3 have not opened the app in Teams yet." in said.out
    asked = filled("follow-up", "E1", "--instrument", "follow-up-6-weeks", typed="n\n")
    assert "Of these, 2 have not opened the app in Teams yet." in asked.out


def test_leave_comes_in_with_the_roster_and_is_counted(filled: Console) -> None:
    entra = "0f8fad5b-d9cb-469f-a165-70867728950e"
    row = f"North,North NHS,Eli Worker,eli@north.example,practitioner,{entra},2026-05-01"
    filled.import_text(
        "people", f"partnership,agency,name,email,roles,aad_object_id,away_until\n{row}\n"
    )
    said = filled("audience", "who", "email=eli@north.example", *NORTH)
    assert "1 person. Of these, 1 is away." in said.out
