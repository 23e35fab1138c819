"""Set an absence: a person says until when they are away, or that they are back.

All messages but alerts wait for them, in every partnership on whose roster they are.
"""

from datetime import date, timedelta

from pydantic import Field

from dialogs.home import show_my_data
from dialogs.replies import Reply
from dialogs.turn import Command, Nothing, Turn
from surveys.london import LONDON
from surveys.records import fields

LONGEST = timedelta(days=730)


class Away(Command):
    """The first day back, as the card sends it."""

    until: str = Field(default="", max_length=40)


def go_away(turn: Turn, command: Away) -> Reply:
    """Record until when the person is away."""
    today = turn.unit.now.astimezone(LONDON).date()
    until = _day(command.until)
    if until is None or not today < until <= today + LONGEST:
        return _data(
            turn,
            "Please choose your first day back: after today, and no more than two years from now.",
        )
    _keep(turn, until, "go on leave")
    return _data(turn)


def come_back(turn: Turn, _command: Nothing) -> Reply:
    """Record that the person is back."""
    _keep(turn, None, "come back from leave")
    return _data(turn)


def _day(text: str) -> date | None:
    try:
        return fields.day(text.strip())
    except ValueError:
        return None


def _keep(turn: Turn, until: date | None, act: str) -> None:
    turn.unit.people.leave([person.id for person in turn.speaker.people], until)
    for person in turn.speaker.people:
        turn.record(person, act, f"person:{person.id}")


def _data(turn: Turn, problem: str | None = None) -> Reply:
    return show_my_data(turn, Nothing()).model_copy(update={"problem": problem})
