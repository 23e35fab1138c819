"""Stop sending a person briefings and surveys, or start again: one act, whichever door it takes.

Typed or tapped in Teams, pressed on a page, or sent by a mail program for its reader (RFC 8058).
Alerts to leads do not stop.
"""

from collections.abc import Sequence

from dialogs.turn import Turn
from surveys.people import Person


def opt(turn: Turn, people: Sequence[Person], *, out: bool) -> None:
    """Stop (`out`) or start messages to people who are one human, and record it of each."""
    turn.unit.people.opt([person.id for person in people], out=out)
    for person in people:
        turn.record(person, "stop" if out else "start", f"person:{person.id}")
