"""Concerns, the audit trail and the check of the installation, on the command line."""

import json
from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import Text, cast, update

from bot.console.check_alerts import look_at_alerts
from bot.console.concerns import age_in_words
from bot.settings import Settings
from storage import tables as t
from storage.trust.concerns import ConcernText, Named
from storage.unit import Unit
from surveys.accounts import TeamsAccount
from surveys.people import Chat, Role
from surveys.problems import Refusal
from surveys.sending.delivery import State
from tests.bot.console.conftest import Console
from tests.builders.concerns import a_concern


def leads_open_the_app(console: Console, but: str = "") -> None:
    """Have every lead but one write to the bot once, and everyone else's id be on the roster."""

    def arrange(unit: Unit) -> None:
        known = update(t.people).values(aad_object_id="aad-" + cast(t.people.c.id, Text))
        unit.connection.execute(known)
        leads = [lead for place in (1, 2) for lead in unit.people.with_role(place, Role.LEAD)]
        for lead in leads:
            if lead.email != but:
                account = TeamsAccount("t", f"aad-{lead.id}", (lead.email,))
                unit.accounts.bind([lead.id], account)
                unit.people.see(
                    Chat(f"aad-{lead.id}", "t", "29:x", "a:x", "https://smba.example"), unit.now
                )

    console.store.act_now(arrange)


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
    leads_open_the_app(filled)
    said = filled("check")
    assert said.code == 0, said.out
    assert all(line.startswith("ok ") for line in said.out.splitlines())
    for name in ("settings", "database", "instruments", "leads", "clock", "keys", "teams"):
        assert f" {name}: " in said.out


def test_a_lead_whom_no_door_reaches_is_named(filled: Console) -> None:
    leads_open_the_app(filled, but="bea@north.example")
    said = filled("check")
    assert said.code == 1
    assert "WRONG  leads: north has no way to reach bea@north.example" in said.out
    assert "ok     leads: south has 1, and each can be reached" in said.out


def test_a_lead_who_removed_the_app_is_reached_by_email_where_it_is_set_up(
    filled: Console,
) -> None:
    assert "has no way to reach" in filled("check").out
    mail = {"smtp_url": SecretStr("smtp://here"), "mail_from": "threads@north.example"}
    writing = filled.program.settings().model_copy(update=mail)
    said = filled.with_(settings=lambda: writing)("check")
    assert "ok     leads: north has 3, and each can be reached" in said.out
    assert "ok     alerts: go out in Teams and by e-mail" in said.out


def test_alerts_without_email_have_one_door_and_production_needs_two(filled: Console) -> None:
    settings = filled.program.settings()
    assert "ok     alerts: have only one door" in filled("check").out
    here = filled.program.installation()
    production = settings.model_copy(update={"mode": "production"})
    found = filled.store.look(lambda unit: list(look_at_alerts(unit, production, here)))
    assert [one.ok for one in found if "only one door" in one.words] == [False]


def test_an_alert_that_told_no_one_is_wrong_until_it_has(filled: Console) -> None:
    leads_open_the_app(filled)
    ref = a_concern(filled.store, "North")
    assert filled("check").code == 0
    filled.clock.forward(seconds=91)
    said = filled("check")
    assert said.code == 1
    assert f"WRONG  alerts: no lead of north could be told of {ref}: ring them now" in said.out
    arrived = update(t.deliveries).values(state=State.SENT)
    filled.store.act_now(lambda unit: unit.connection.execute(arrived))
    assert filled("check").code == 0


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


def test_a_concern_that_names_every_lead_is_wrong(filled: Console) -> None:
    everyone = Named(everyone=True)
    concern = filled.store.act_now(
        lambda unit: unit.concerns.raise_concern(1, "red", TEXT, "mark", unit.now, everyone)
    )
    said = filled("check")
    assert concern is not None
    assert said.code == 1
    assert f"WRONG  concerns: all the leads are named in {concern.ref}" in said.out


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
    assert "was never made" in filled("check").out


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
