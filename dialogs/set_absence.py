"""Set an absence: a person says until when they are away, or that they are back.

All messages but alerts wait for them, in every partnership on whose roster they are.
"""

from datetime import date, timedelta

from pydantic import Field

from dialogs.home import show_my_data
from dialogs.replies import Reply
from dialogs.turn import Command, Nothing, Turn
from surveys.typed_times import read_day

LONGEST = timedelta(days=730)


class Away(Command):
    """The first day back, as the card sends it."""

    until: str = Field(default="", max_length=40)


def go_away(turn: Turn, command: Away) -> Reply:
    """Record until when the person is away."""
    until = read_day(command.until, turn.today)
    if until is None or not turn.today < until <= turn.today + LONGEST:
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


def _keep(turn: Turn, until: date | None, act: str) -> None:
    turn.unit.people.leave([person.id for person in turn.speaker.people], until)
    for person in turn.speaker.people:
        turn.record(person, act, f"person:{person.id}")


def _data(turn: Turn, problem: str | None = None) -> Reply:
    return show_my_data(turn, Nothing()).model_copy(update={"problem": problem})
