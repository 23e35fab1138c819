"""Concerns, the audit trail and the check of the installation, on the command line."""

import json
from datetime import timedelta

import pytest

from bot.console.concerns import age_in_words
from bot.settings import Settings
from storage.trust.concerns import ConcernText
from surveys.problems import Refusal
from tests.bot.console.conftest import Console

TEXT = ConcernText((("What happened?", "the words of a child"),), None, "web")


def with_concern(console: Console) -> Console:
    """Raise a red concern in North, an hour and a half ago."""
    console.store.act_now(
        lambda unit: unit.concerns.raise_concern(1, "red", TEXT, "mark", unit.now)
    )
    console.clock.forward(minutes=90)
    return console


def test_concerns_are_listed_without_their_text(filled: Console) -> None:
    said = with_concern(filled)("concerns")
    assert "1 h 30 min" in said.out
    assert "red" in said.out
    assert "child" not in said.out


def test_concerns_as_json_have_reference_class_and_age(filled: Console) -> None:
    [facts] = json.loads(with_concern(filled)("concerns", "--json").out)
    assert (facts["class"], facts["age_minutes"], facts["partnership"]) == ("red", 90, "north")
    assert facts["ref"].startswith("C-")


def test_concerns_of_another_partnership_are_not_shown(filled: Console) -> None:
    assert (
        "There are no open concerns."
        in with_concern(filled)("concerns", "--partnership", "south").out
    )


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(0), "0 min"),
        (timedelta(hours=2), "2 h 0 min"),
        (timedelta(days=3, hours=4), "3 d 4 h"),
    ],
)
def test_an_age_is_told_in_its_two_largest_parts(age: timedelta, words: str) -> None:
    assert age_in_words(age) == words


def test_a_whole_audit_trail_is_ok(filled: Console) -> None:
    said = filled("audit", "verify")
    assert (said.code, said.out) == (0, "north: ok\nsouth: ok\n")


def test_the_first_bad_entry_is_named(filled: Console) -> None:
    filled.store.act_now(
        lambda unit: unit.connection.exec_driver_sql(
            "UPDATE audit SET act = 'nothing at all' WHERE partnership_id = 1 AND seq = 2"
        )
    )
    said = filled("audit", "verify")
    assert said.is_one_sentence
    assert "entry 2 of north" in said.err


def test_a_sound_installation_is_ok_line_by_line(filled: Console) -> None:
    said = filled("check")
    assert said.code == 0, said.out
    assert all(line.startswith("ok ") for line in said.out.splitlines())
    for name in ("settings", "database", "instruments", "leads", "clock", "keys", "teams"):
        assert f" {name}: " in said.out


def test_check_speaks_json(filled: Console) -> None:
    results = json.loads(filled("check", "--json").out)
    assert {"name", "ok", "words"} == set(results[0])


def test_a_partnership_without_a_lead_is_wrong(filled: Console) -> None:
    row = "South,South Council,Sue Lead,sue@south.example,practitioner"
    people = f"partnership,agency,name,email,roles\n{row}\n"
    filled.import_text("people", people)
    said = filled("check")
    assert said.code == 1
    assert "WRONG  leads: south has no safeguarding lead" in said.out


def test_keys_that_others_may_read_are_wrong(filled: Console) -> None:
    (filled.folder / "keys.json").chmod(0o644)
    said = filled("check")
    assert said.code == 1
    assert "chmod 600" in said.out


@pytest.mark.parametrize("content", ["", "{}", "not json"])
def test_a_broken_keys_file_is_wrong_and_never_quoted(filled: Console, content: str) -> None:
    keys = filled.folder / "keys.json"
    keys.write_text(content)
    said = filled("check")
    assert said.code == 1
    assert "WRONG  keys: " in said.out


def test_missing_keys_are_wrong(filled: Console) -> None:
    (filled.folder / "keys.json").unlink()
    assert "there is no such file" in filled("check").out


def test_a_clock_that_has_stopped_is_wrong(filled: Console) -> None:
    filled.store.act_now(lambda unit: unit.heartbeats.beat("deliveries", unit.now))
    assert "last ran 0 s ago" in filled("check").out
    filled.clock.forward(minutes=30)
    said = filled("check")
    assert said.code == 1
    assert "WRONG  clock: last ran 30 min ago" in said.out


def test_a_database_behind_its_schema_is_wrong(filled: Console) -> None:
    def behind() -> None:
        raise Refusal("schema-behind")

    said = filled.with_(open_store=behind)("check")
    assert said.code == 1
    assert "WRONG  database: The database is behind" in said.out


def test_a_database_that_cannot_be_reached_is_wrong(filled: Console) -> None:
    def unreachable() -> None:
        raise ConnectionRefusedError

    said = filled.with_(open_store=unreachable)("check")
    assert said.code == 1
    assert "WRONG  database: cannot be reached" in said.out


def test_every_unsafe_setting_has_its_line(filled: Console) -> None:
    unsafe = Settings.model_validate({"GT_MODE": "production"})
    said = filled.with_(settings=lambda: unsafe)("check")
    assert said.code == 1
    assert len(said.out.splitlines()) == len(unsafe.faults()) > 3
