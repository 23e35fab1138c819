"""Hours and numbers of a partnership, on the command line."""

import json

import pytest

from tests.bot.console.conftest import Console
from tests.builders.concerns import a_concern


def test_hours_and_numbers_are_set_one_by_one_and_shown(filled: Console) -> None:
    assert "hours 09:00-17:00, as nothing else is set" in filled("alert", "cover", "north").out
    filled("alert", "cover", "north", "--hours", "08:30-18:00", "--day-number", "0113 496 0000")
    said = filled("alert", "cover", "north", "--out-of-hours-number", "0113 496 0001")
    assert said.out == (
        "North: hours 08:30-18:00.\nBy day: 0113 496 0000.\nOut of hours: 0113 496 0001.\n"
    )
    assert "no number set" in filled("alert", "cover", "south").out
    changes = [act for _, act, _ in filled.audit() if act == "concern cover changed"]
    assert len(changes) == 2


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--hours", "9 to 5", "09:00-17:00"),
        ("--day-number", "ask Ann", "not a telephone number"),
        ("--out-of-hours-number", "12", "not a telephone number"),
    ],
)
def test_what_cannot_be_read_is_refused_and_changes_nothing(
    filled: Console, option: str, value: str, words: str
) -> None:
    said = filled("alert", "cover", "north", option, value)
    assert said.is_one_sentence
    assert words in said.err
    assert "no number set" in filled("alert", "cover", "north").out


def test_concerns_show_their_deadline_and_overdue_ones_first(filled: Console) -> None:
    filled("alert", "cover", "north", "--hours", "13:00-17:00")
    ref = a_concern(filled.store, "North")  # at noon
    assert "4 March 2026 at 1.15 pm" in filled("concerns").out
    filled.clock.forward(minutes=80)
    assert "overdue by 5 min" in filled("concerns").out
    facts = json.loads(filled("concerns", "--json").out)
    assert [(one["ref"], one["overdue"]) for one in facts] == [(ref, True)]
