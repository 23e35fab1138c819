"""Triggering a follow-up from the command line."""

import json

import pytest

from surveys.asking.wave import Wave
from tests.bot.console.conftest import EVENTS, Console

AFTER_E1 = ("follow-up", "E1", "--instrument", "follow-up-6-weeks")


def waves_opened(console: Console) -> list[Wave]:
    """Return the waves that a lead has asked for, in order."""
    asked = console.store.look(
        lambda unit: list(
            unit.connection.exec_driver_sql(
                "SELECT id FROM waves WHERE asked_by IS NOT NULL ORDER BY id"
            ).scalars()
        )
    )
    return [
        found
        for number in asked
        if (found := console.store.look(lambda unit, n=number: unit.waves.wave(n)))
    ]


def test_those_who_attended_are_asked_unless_an_audience_is_named(filled: Console) -> None:
    said = filled(*AFTER_E1, typed="yes\n")
    assert said.code == 0
    assert "2 people of North would be asked" in said.out
    assert "Opened as dispatch 1 for 2 people" in said.out


def test_people_and_minutes_come_before_the_question(filled: Console) -> None:
    said = filled(*AFTER_E1, typed="no\n")
    assert "min in all" in said.out
    assert "Nothing was sent." in said.err
    assert waves_opened(filled) == []


def test_an_audience_may_be_named(filled: Console) -> None:
    filled(*AFTER_E1, "--audience", "role=practitioner", "--yes")
    assert [wave.rule for wave in waves_opened(filled)] == ["role=practitioner"]


def test_an_action_is_followed_up_among_those_who_attended_its_events(filled: Console) -> None:
    facts = json.loads(
        filled("follow-up", "A1", "--instrument", "supervisor", "--yes", "--json").out
    )
    assert (facts["count"], facts["subject"]) == (2, "See children alone")


def test_a_follow_up_can_be_planned_for_later(filled: Console) -> None:
    said = filled(*AFTER_E1, "--yes", "--at", "2026-04-01T10:00+01:00")
    assert "Planned: it opens on 1 April 2026 at 10 am" in said.out
    assert [wave.state for wave in waves_opened(filled)] == ["planned"]


def test_the_same_plan_twice_is_one_wave(filled: Console) -> None:
    for _ in range(2):
        filled(*AFTER_E1, "--yes", "--at", "2026-04-01T10:00")
    assert len(waves_opened(filled)) == 1


def test_everyone_needs_its_count(filled: Console) -> None:
    said = filled(*AFTER_E1, "--audience", "everyone", "--yes")
    assert said.is_one_sentence
    assert "--count 5" in said.err


def test_the_lead_stands_in_the_audit_trail(filled: Console) -> None:
    filled(*AFTER_E1, "--yes")
    assert ("person:1", "follow up", f"wave:{waves_opened(filled)[0].id}") in filled.audit()


def test_a_reference_of_an_event_and_an_action_must_say_which(filled: Console) -> None:
    filled.import_text("events", EVENTS.replace(",E1,", ",A1,"))
    said = filled("follow-up", "A1", "--instrument", "supervisor", "--yes")
    assert said.is_one_sentence
    assert "event:A1" in said.err
    assert filled("follow-up", "action:A1", "--instrument", "supervisor", "--yes").code == 0


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("E9", "--instrument", "supervisor"), "no event or action with the reference “E9”"),
        (("E1", "--instrument", "weather"), "no questionnaire “weather”"),
        (("E1", "--instrument", "family"), "link create"),
        (
            ("E1", "--instrument", "supervisor", "--audience", "height=tall"),
            "“height” is not one of",
        ),
        (("E1", "--instrument", "supervisor", "--at", "2020-01-01T09:00"), "in the past"),
        (("SAME", "--instrument", "supervisor"), "north, south"),
        (("SAME", "--instrument", "supervisor", "--partnership", "south"), "No one matches"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_sentence(
    filled: Console, words: tuple[str, ...], part: str
) -> None:
    said = filled("follow-up", *words, "--yes")
    assert said.is_one_sentence
    assert part in said.err
