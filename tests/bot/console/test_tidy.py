import json

from tests.bot.console.conftest import Console


def test_a_dry_run_says_what_is_over_and_changes_nothing(filled: Console) -> None:
    assert filled("person", "left", "cal@north.example", "--yes").code == 0
    assert "Nothing is over its time." in filled("tidy", "--dry-run").out

    filled.clock.forward(days=366)
    said = filled("tidy", "--dry-run")
    again = {
        row["kind"]: row["rows"] for row in json.loads(filled("tidy", "--dry-run", "--json").out)
    }

    assert said.code == 0
    assert "1 rows are over" in said.out
    assert again["leavers"] == 1
    assert "cal@north.example" in filled("person", "list").out


def test_tidy_ends_what_is_over_and_says_how_much(filled: Console) -> None:
    filled("person", "left", "cal@north.example", "--yes")
    filled.clock.forward(days=366)
    said = filled("tidy")

    assert "1 rows were over" in said.out
    assert "cal@north.example" not in filled("person", "list").out
    assert ("console", "deleted in time", "leavers:1") in filled.audit()
    assert "Nothing is over its time." in filled("tidy").out


def test_a_partnership_lists_and_chooses_how_long_it_keeps_what(filled: Console) -> None:
    assert (
        "North keeps leavers for 30 days."
        in filled("partnership", "retention", "north", "leavers", "30").out
    )
    kept = json.loads(filled("partnership", "retention", "north", "--json").out)
    south = json.loads(filled("partnership", "retention", "south", "--json").out)

    assert {row["kind"]: row["days"] for row in kept}["leavers"] == 30
    assert {row["kind"]: row["days"] for row in south}["leavers"] == 365
    assert filled("partnership", "retention", "north", "audit", "3").is_one_sentence
    assert filled("partnership", "retention", "north", "conversations", "3").is_one_sentence
    assert "for 365 days" in filled("partnership", "retention", "north", "leavers").out
    assert ("console", "choose retention", "leavers:30") in filled.audit()
