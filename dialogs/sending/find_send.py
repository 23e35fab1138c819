"""Finds one send of a partnership, and the lead who asks about it."""

from dialogs.turn import Command, Id, Turn
from storage.unit import Unit
from surveys.people import Person
from surveys.problems import Refusal
from surveys.sending.dispatch import Dispatch
from surveys.telling.permissions import SENDERS

MOST = 2**31  # beyond the ids a database gives


class OfDispatch(Command):
    """A command about one send."""

    dispatch: Id


def find(unit: Unit, number: int, partnership_id: int | None = None) -> Dispatch:
    """Return a send, of that partnership where one is named. Refuses `not-found`."""
    found = unit.deliveries.dispatch(number, partnership_id) if 0 <= number < MOST else None
    if found is None:
        raise Refusal("not-found")
    return found


def mine(turn: Turn, command: OfDispatch) -> tuple[Person, Dispatch]:
    """Return the send that is meant, and who asks about it in its partnership."""
    dispatch = find(turn.unit, command.dispatch)
    return turn.person_in(dispatch.partnership_id, *SENDERS), dispatch
