"""Importing files from the command line."""

from sqlalchemy import select

from storage import tables as t
from tests.bot.console.conftest import EVENTS, FILES, TWO_PARTNERSHIPS, Console


def test_an_import_says_what_became_of_the_rows(console: Console) -> None:
    said = console.import_text("people", TWO_PARTNERSHIPS)
    assert said.code == 0
    assert "people: 7 added, 0 changed, 0 unchanged." in said.out


def test_an_import_says_what_it_has_created_on_the_way(console: Console) -> None:
    assert "North" in console.import_text("people", TWO_PARTNERSHIPS).out


def test_the_same_import_again_changes_nothing(filled: Console) -> None:
    for kind, text in FILES.items():
        assert " 0 added, 0 changed" in filled.import_text(kind, text).out


def test_a_dry_run_changes_nothing_and_says_so(console: Console) -> None:
    said = console.import_text("people", TWO_PARTNERSHIPS, "--dry-run")
    assert "7 would be added" in said.out
    assert "dry run" in said.out
    assert console.store.look(lambda unit: unit.people.partnerships()) == []


def test_every_bad_row_is_listed_and_nothing_is_taken(console: Console) -> None:
    bad = TWO_PARTNERSHIPS.replace("dee@north.example", "dee").replace("South Council,Sue", ",Sue")
    said = console.import_text("people", bad)
    assert said.code == 1
    assert "line 5, email" in said.err
    assert "line 7, agency" in said.err
    assert console.store.look(lambda unit: unit.people.partnerships()) == []


def test_a_file_that_is_not_there_is_named(console: Console) -> None:
    said = console("import", "people", console.folder / "nowhere.csv")
    assert said.is_one_sentence
    assert "nowhere.csv: there is no such file." in said.err


def test_a_kind_that_does_not_exist_is_wrong_usage(console: Console) -> None:
    said = console.import_text("families", TWO_PARTNERSHIPS)
    assert said.code == 2
    assert "families" in said.err


def test_an_event_brings_its_waves(filled: Console) -> None:
    labels = filled.store.look(lambda unit: unit.connection.scalars(select(t.waves.c.label)).all())
    assert any("4 March 2026" in label for label in labels)  # straight after it
    assert any("15 April 2026" in label for label in labels)  # six weeks after it


def test_a_dry_run_of_an_event_plans_no_wave(console: Console) -> None:
    console.import_text("people", TWO_PARTNERSHIPS)
    console.import_text("actions", FILES["actions"])
    console.import_text("events", EVENTS, "--dry-run")
    assert (
        console.store.look(lambda unit: unit.connection.scalars(select(t.waves.c.id)).all()) == []
    )


def test_a_briefing_with_an_unknown_heading_is_refused_by_name(filled: Console) -> None:
    said = filled.import_text(
        "briefing", FILES["briefing"].replace("What must change", "What to do")
    )
    assert said.code == 1
    assert "What to do" in said.err
