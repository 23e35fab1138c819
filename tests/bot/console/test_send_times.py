"""Recurring sends on the command line: the next times before confirming, the list, and stopping."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.bank_holidays import is_bank_holiday
from scheduler.recurring import send_again
from surveys.sending.quiet_hours import parse_quiet
from tests.bot.console.conftest import BRIEFING, Console

PRACTITIONERS = ("brief", "B1", "--audience", "role=practitioner")
MONDAYS = (*PRACTITIONERS, "--every", "every monday 09:30")
AFTER_E1 = ("follow-up", "E1", "--instrument", "follow-up-6-weeks")
FIRST = datetime(2026, 3, 9, 9, 30, tzinfo=UTC)


QUIET = parse_quiet("20:00-07:00", "sat,sun", is_bank_holiday)


@pytest.fixture
def here(filled: Console) -> Console:
    """Give a console in an installation that knows the bank holidays."""
    installation = replace(filled.program.installation(), is_holiday=is_bank_holiday, quiet=QUIET)
    return filled.with_(installation=lambda: installation)


def _key(console: Console, *words: str) -> str:
    return json.loads(console(*(words or MONDAYS), "--yes", "--json").out)["job"]


def _listed(console: Console) -> list[dict[str, object]]:
    return json.loads(console("schedule", "list", "--json").out)


def _tick(console: Console) -> None:
    asyncio.run(send_again(console.store, console.program.installation()))


def test_the_next_times_come_before_the_question(here: Console) -> None:
    said = here(*MONDAYS, typed="no\n")
    assert "“Seeing children alone” goes to 3 people of North. Repeats every week" in said.out
    assert "on Monday at 9.30 am UK time: first on Monday 9 March" in said.out
    assert (
        "first on Monday 9 March 2026 at 9.30 am; "
        "then on Monday 16 March 2026 at 9.30 am, Monday 23 March" in said.out
    )
    assert _listed(here) == []


def test_nothing_goes_out_before_its_time_and_then_it_does(here: Console) -> None:
    assert here(*MONDAYS, "--yes").code == 0
    assert json.loads(here("deliveries", "--json").out) == []
    here.clock.set(FIRST)
    _tick(here)
    [sent] = json.loads(here("deliveries", "--json").out)
    assert sent["title"] == "Seeing children alone"


def test_the_list_says_when_it_comes_next_and_what_came_of_the_last(here: Console) -> None:
    key = _key(here)
    before = here("schedule", "list").out
    assert all(
        part in before
        for part in (key, "Monday 9 March 2026 at 9.30 am", "not due yet", "role=practitioner")
    )


def test_the_list_for_machines_has_what_came_of_the_last(here: Console) -> None:
    key = _key(here)
    here.clock.set(FIRST)
    _tick(here)
    [one] = _listed(here)
    assert (one["job"], one["next_at"], one["stopped_because"]) == (
        key,
        "2026-03-16 09:30:00+00:00",
        None,
    )
    assert one["last"] == {
        "due_at": "2026-03-09 09:30:00+00:00",
        "came_of_it": "dispatch:1",
        "words": "Monday 9 March 2026 at 9.30 am: sent to 3 as dispatch 1.",
    }


def test_a_recurring_send_is_stopped_by_its_key(here: Console) -> None:
    key = _key(here)
    assert here("schedule", "stop", key).out.strip() == f"{key} is stopped."
    assert here("schedule", "stop", key).out.strip() == f"{key} was already stopped."
    assert json.loads(here("schedule", "stop", key, "--json").out) == {"job": key, "stopped": False}
    assert "Someone stopped it." in here("schedule", "list").out
    assert ("person:1", "stop schedule", "job:1") in here.audit()


def test_a_key_that_nobody_knows_is_refused_in_one_sentence(here: Console) -> None:
    said = here("schedule", "stop", "b9-12345678")
    assert said.is_one_sentence
    assert "b9-12345678" in said.err


def test_the_same_request_twice_is_one_recurring_send(here: Console) -> None:
    assert _key(here) == _key(here)
    assert len(_listed(here)) == 1


def test_a_first_time_and_a_last_day_can_be_set(here: Console) -> None:
    said = here(*MONDAYS, "--at", "2026-03-05T10:00", "--until", "2026-03-20", "--yes")
    assert (
        "first on Thursday 5 March 2026 at 10 am; "
        "then on Monday 9 March 2026 at 9.30 am, Monday 16 March" in said.out
    )
    assert "The last day is 20 March 2026." in said.out


def test_a_rule_goes_round_bank_holidays(here: Console) -> None:
    here.clock.set(datetime(2026, 5, 1, 12, tzinfo=UTC))
    assert "first on Tuesday 5 May 2026 at 9.30 am" in here(*MONDAYS, "--yes").out


def test_a_follow_up_comes_again_among_those_who_attended(here: Console) -> None:
    said = here(*AFTER_E1, "--every", "every 6 weeks monday 09:30", "--yes")
    assert "2 people of North would be asked" in said.out
    assert (
        "first on Monday 9 March 2026 at 9.30 am; then on Monday 20 April 2026 at 9.30 am"
        in said.out
    )
    [one] = _listed(here)
    assert (one["kind"], one["subject"], one["title"]) == (
        "follow-up",
        "event:E1",
        "Hearing children",
    )


def test_an_action_named_as_such_is_followed_up_again(here: Console) -> None:
    _key(
        here,
        "follow-up",
        "action:A1",
        "--instrument",
        "supervisor",
        "--every",
        "monthly first tuesday 10:00",
    )
    assert [one["subject"] for one in _listed(here)] == ["action:A1"]


def test_everyone_needs_its_count_though_it_comes_again(here: Console) -> None:
    said = here("brief", "B1", "--audience", "everyone", "--every", "every monday 09:30", "--yes")
    assert said.is_one_sentence
    assert "--count 5" in said.err


@pytest.mark.parametrize("words", [PRACTITIONERS, AFTER_E1])
@pytest.mark.parametrize(
    ("more", "code", "part"),
    [
        (("--every", "every funday"), 1, "every monday 09:30"),
        (
            ("--every", "every monday 09:30", "--until", "2026-03-08"),
            1,
            "first time, Monday 9 March 2026 at 9.30 am",
        ),
        (("--every", "every monday 09:30", "--at", "2026-03-01T09:00"), 1, "in the past"),
        (("--until", "2026-03-08"), 2, "--every"),
        (("--at", "2026-03-29T01:30"), 2, "is skipped in London when the clocks go forward"),
        (("--at", "2026-10-25T01:30"), 2, "comes twice in London when the clocks go back"),
    ],
)
def test_times_that_cannot_be_are_refused(
    here: Console, words: tuple[str, ...], more: tuple[str, ...], code: int, part: str
) -> None:
    said = here(*words, *more, "--yes")
    assert said.code == code
    assert part in " ".join(said.err.replace("│", " ").split())
    assert _listed(here) == []


@pytest.mark.parametrize(
    ("at", "goes_out"),
    [
        ("2026-03-29T01:30+00:00", "on Sunday 29 March 2026 at 2.30 am UK time"),
        ("2026-10-25T01:30+01:00", "on Sunday 25 October 2026 at 1.30 am UK time"),
        ("2026-10-25T01:30+00:00", "on Sunday 25 October 2026 at 1.30 am UK time"),
    ],
)
def test_a_time_in_a_clock_change_is_taken_with_its_offset(
    filled: Console, at: str, goes_out: str
) -> None:
    said = filled(*PRACTITIONERS, "--at", at, "--yes")
    assert f"it goes out {goes_out}" in said.out


@pytest.mark.parametrize("words", [PRACTITIONERS, AFTER_E1, MONDAYS])
def test_a_set_time_on_a_bank_holiday_is_taken_and_said(
    here: Console, words: tuple[str, ...]
) -> None:
    said = here(*words, "--at", "2026-04-06T10:00", "--yes")
    assert said.code == 0
    assert (
        "Monday 6 April 2026, a bank holiday, is in quiet hours: it goes out "
        "from Tuesday 7 April 2026 at 7 am UK time, when quiet hours end." in said.out
    )


def test_a_set_time_says_the_day_and_whose_time_it_is(here: Console) -> None:
    said = here(*PRACTITIONERS, "--at", "2026-04-07T10:00", "--yes").out
    assert "it goes out on Tuesday 7 April 2026 at 10 am UK time." in said


def test_what_is_sent_in_quiet_hours_says_when_they_end(here: Console) -> None:
    here.clock.now = datetime(2026, 3, 6, 21, tzinfo=UTC)  # a Friday
    ends = "from Monday at 7 am UK time, when quiet hours end."
    assert f"; it goes out {ends}" in here(*PRACTITIONERS, "--yes").out
    assert f"; it goes out {ends}" in here(*AFTER_E1, "--yes").out
    assert f"Dispatch 1: what is waiting goes out {ends}" in here("deliveries").out


def test_a_set_time_on_any_other_day_is_nothing_to_speak_of(here: Console) -> None:
    assert "bank holiday" not in here(*PRACTITIONERS, "--at", "2026-04-07T10:00", "--yes").out


def test_a_briefing_under_embargo_is_refused_before_its_first_time(here: Console) -> None:
    held = BRIEFING.replace("ref: B1", "ref: B2\nembargo_until: 2026-03-12")
    assert here.import_text("briefing", held).code == 0
    words = (
        "brief",
        "B2",
        "--audience",
        "role=practitioner",
        "--every",
        "every monday 09:30",
        "--yes",
    )
    said = here(*words)
    assert (said.code, "12 March 2026" in said.err) == (1, True)
    assert _listed(here) == []
    assert here(*words, "--at", "2026-03-12T09:30").code == 0
