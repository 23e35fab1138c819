"""How sends stand, on the command line."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.console import output
from storage import tables as t
from surveys.sending.delivery import State
from surveys.sending.dispatch import Settled
from tests.bot.console.conftest import Console
from tests.builders.clock import UNLIMITED

OUTCOMES = (
    (State.SENT, None),
    (State.FAILED, "blocked"),
    (State.UNKNOWN, "lost_reply"),
)
UNBLOCK = (
    "Ask them to unblock the app in Teams and then type any word to it. Unblocking alone tells us "
    "nothing."
)


def sent(console: Console) -> Console:
    """Send a briefing to three people: one has it, one blocked the app, one is not known."""
    console("brief", "B1", "--audience", "role=practitioner", "--yes")
    claims = console.store.act_now(
        lambda unit: unit.claims.take("w", unit.now, 10, timedelta(minutes=1), UNLIMITED)
    )
    settled = [Settled(claim, *outcome) for claim, outcome in zip(claims, OUTCOMES, strict=True)]
    console.store.act_now(lambda unit: unit.claims.settle("w", settled, unit.now))
    return console


def test_json_has_every_state_and_every_person_not_reached(filled: Console) -> None:
    [facts] = json.loads(sent(filled)("deliveries", "--json").out)
    assert set(facts) == {
        "dispatch",
        "title",
        "audience",
        "counts",
        "not_reached",
        "channels",
        "not_posted",
    }
    assert facts["counts"] == {
        "pending": 0,
        "sending": 0,
        "sent": 1,
        "proven": 0,
        "unknown": 1,
        "failed": 1,
        "skipped": 0,
    }
    assert {one["state"] for one in facts["not_reached"]} == {"failed", "unknown"}
    assert all(
        set(one) == {"email", "state", "reason", "advice", "letter"} for one in facts["not_reached"]
    )


def test_reasons_are_sentences(filled: Console) -> None:
    assert "They have blocked the app in Teams." in sent(filled)("deliveries").out


def test_one_dispatch_can_be_asked_for(filled: Console) -> None:
    sent(filled)
    filled("brief", "B1", "--audience", "role=lead", "--yes")
    assert [one["dispatch"] for one in json.loads(filled("deliveries", "1", "--json").out)] == [1]
    assert [one["dispatch"] for one in json.loads(filled("deliveries", "--json").out)] == [2, 1]


def test_only_the_latest_can_be_asked_for(filled: Console) -> None:
    sent(filled)
    filled("brief", "B1", "--audience", "role=lead", "--yes")
    assert [
        one["dispatch"] for one in json.loads(filled("deliveries", "--last", "1", "--json").out)
    ] == [2]


def test_another_partnerships_dispatch_is_not_found(filled: Console) -> None:
    said = sent(filled)("deliveries", "1", "--partnership", "south")
    assert said.is_one_sentence
    assert json.loads(filled("deliveries", "--partnership", "south", "--json").out) == []


def test_a_dispatch_that_never_was_is_not_found(filled: Console) -> None:
    assert filled("deliveries", "99").is_one_sentence
    assert filled("deliveries", "9" * 30).is_one_sentence


def test_nothing_sent_is_said_in_words(filled: Console) -> None:
    assert "Nothing has been sent yet." in filled("deliveries").out


def test_lines_are_not_broken_where_nobody_looks(filled: Console) -> None:
    lines = sent(filled)("deliveries").out.splitlines()
    assert sum("Seeing children alone" in line for line in lines) == 1


def test_a_number_is_needed_or_nothing(filled: Console) -> None:
    assert filled("deliveries", "latest").code == 2


def with_email(console: Console) -> Console:
    """Return the console of an installation that has a second door."""
    installation = console.program.installation()
    return console.with_(installation=lambda: replace(installation, sends_emails=True))


def test_those_not_known_are_written_to_when_somebody_says_so(filled: Console) -> None:
    console = with_email(sent(filled))
    said = console("deliveries", "write", "1", "--yes")
    assert (said.code, "1 person will get an e-mail" in said.out) == (0, True)
    assert "An e-mail is waiting to be sent." in console("deliveries", "1").out
    assert console("deliveries", "write", "1", "--yes").is_one_sentence
    assert ("write to not known", "dispatch:1") in {
        (act, subject) for _, act, subject in console.audit()
    }


def test_what_somebody_says_of_its_arrival_is_noted(filled: Console) -> None:
    console = sent(filled)
    [unknown] = [one["email"] for one in not_reached(console) if one["state"] == "unknown"]
    assert console("deliveries", "arrived", "1", unknown).out.strip() == "Recorded: they got it."
    assert unknown not in {one["email"] for one in not_reached(console)}
    assert console("deliveries", "arrived", "1", "nobody@example.org").is_one_sentence


def not_reached(console: Console) -> list[dict[str, str]]:
    return json.loads(console("deliveries", "1", "--json").out)[0]["not_reached"]


def test_without_a_second_door_nobody_can_be_written_to(filled: Console) -> None:
    said = sent(filled)("deliveries", "write", "1", "--yes")
    assert said.is_one_sentence
    assert "E-mail is not set up here." in said.err


def test_nobody_is_written_to_about_another_partnerships_send(filled: Console) -> None:
    assert with_email(sent(filled))(
        "deliveries", "write", "1", "--partnership", "south", "--yes"
    ).is_one_sentence
    assert with_email(filled)("deliveries", "write", "99", "--yes").is_one_sentence


def test_a_reason_says_how_many_and_what_to_do_above_their_names(filled: Console) -> None:
    lines = sent(filled)("deliveries", "1").out.splitlines()
    [at] = [
        place for place, line in enumerate(lines) if "They have blocked the app in Teams." in line
    ]
    assert lines[at].startswith("Dispatch 1, failed, 1 person: ")
    assert lines[at].endswith(UNBLOCK)
    assert "@north.example" in lines[at + 2]


def test_json_says_what_to_do(filled: Console) -> None:
    [facts] = json.loads(sent(filled)("deliveries", "--json").out)
    advice = {one["state"]: one["advice"] for one in facts["not_reached"]}
    assert advice["failed"] == UNBLOCK
    assert advice["unknown"].startswith("Ask them, or send them an e-mail.")


def test_how_it_stands_is_one_line(filled: Console) -> None:
    assert "sent 1 · delivery not confirmed 1 · failed 1" in sent(filled)("deliveries").out


def test_people_can_be_read_page_by_page(filled: Console) -> None:
    sent(filled)
    assert (
        "Page 1 of 1 of those not reached by dispatch 1."
        in filled("deliveries", "1", "--page", "1").out
    )
    beyond = filled("deliveries", "1", "--page", "2")
    assert "@north.example" not in beyond.out
    assert filled("deliveries", "1", "--page", "0").code == 2


def test_a_paused_send_says_why_and_what_to_do(filled: Console) -> None:
    sent(filled)
    filled.store.act_now(lambda unit: unit.deliveries.pause(1, "not-authorised"))
    said = filled("deliveries", "1").out
    assert (
        "Their organisation’s Teams did not accept our bot’s sign-in. "
        "Ask your Golden Thread administrator to look at the organisation with: tenant list" in said
    )


def test_a_send_set_for_later_says_when(filled: Console) -> None:
    filled("brief", "B1", "--audience", "role=practitioner", "--at", "2026-05-01T09:00", "--yes")
    said = "Dispatch 1: what is waiting goes out on Friday 1 May 2026 at 9 am UK time."
    assert said in filled("deliveries").out


def test_figures_that_do_not_add_up_are_said(filled: Console) -> None:
    sent(filled)
    assert "a fault of this program" not in filled("deliveries").out
    filled.store.act_now(
        lambda unit: unit.connection.execute(update(t.dispatches).values(audience=4))
    )
    assert "its figures add up to 3, but it is for 4 people." in filled("deliveries").out


@pytest.mark.parametrize("width", [80, 60])
def test_a_narrow_terminal_cuts_nothing_off(
    filled: Console, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    sent(filled)
    monkeypatch.setattr(output, "UNBOUNDED", width)
    said = filled("deliveries", "1").out
    tables = [line for line in said.splitlines() if not line.startswith("Dispatch")]
    assert max(map(len, tables)) <= width
    for words in ("Seeing", "sent 1 ·", "@north.example"):
        assert words in said
