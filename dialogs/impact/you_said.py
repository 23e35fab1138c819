"""“You said, we did”: write it, release it, take it back. Leads and evaluators of its partnership.

The words go to the database alone, encrypted: the trail keeps who did what with which number.
"""

from typing import Annotated

from pydantic import Field

from dialogs.trust.one_time_links import MAY_OPEN
from dialogs.turn import Command, Id, Turn
from storage.impact.you_said import YouSaidRow
from surveys.impact.you_said import LONGEST, YouSaidState
from surveys.people import Person
from surveys.problems import Refusal

Number = Annotated[int, Field(ge=0, le=2**31 - 1)]  # what both databases can hold


class WriteYouSaid(Command):
    """What children or families asked for about an action, and what was done."""

    action: Id
    said: str
    did: str


class OneYouSaid(Command):
    """One of those of an action, by its number."""

    action: Id
    number: Number


def listed(turn: Turn, action_id: int) -> list[YouSaidRow]:
    """Return all of an action's, with their words, to someone who may release them."""
    _person(turn, action_id)
    return turn.unit.you_said.of(action_id)


def write(turn: Turn, command: WriteYouSaid) -> int:
    """Keep one until someone releases it; return its number. Refuses `you-said-length`."""
    person = _person(turn, command.action)
    said, did = command.said.strip(), command.did.strip()
    if not (0 < len(said) <= LONGEST and 0 < len(did) <= LONGEST):
        raise Refusal("you-said-length", limit=LONGEST)
    number = turn.unit.you_said.add(command.action, said, did, person.id, turn.unit.now)
    _record(turn, person, "you said written", command.action, number)
    return number


def release(turn: Turn, command: OneYouSaid) -> None:
    """Let one be shown in summaries and packs; again changes nothing. Refuses what is withdrawn."""
    person, row = _found(turn, command)
    if row.state is YouSaidState.WITHDRAWN:
        raise Refusal("you-said-withdrawn", number=command.number)
    if turn.unit.you_said.release(command.action, command.number, person.id, turn.unit.now):
        _record(turn, person, "you said released", command.action, command.number)


def withdraw(turn: Turn, command: OneYouSaid) -> None:
    """Show one in no file made from now on; again changes nothing."""
    person, _ = _found(turn, command)
    if turn.unit.you_said.withdraw(command.action, command.number, person.id, turn.unit.now):
        _record(turn, person, "you said withdrawn", command.action, command.number)


def _person(turn: Turn, action_id: int) -> Person:
    """Return the speaker in the partnership of an action, or refuse."""
    find = turn.unit.evidence.action
    theirs = turn.people(*MAY_OPEN["file"])
    person = next((one for one in theirs if find(one.partnership_id, action_id)), None)
    if person is None:
        raise Refusal("not-found")
    return person


def _found(turn: Turn, command: OneYouSaid) -> tuple[Person, YouSaidRow]:
    person, rows = _person(turn, command.action), turn.unit.you_said.of(command.action)
    row = next((one for one in rows if one.number == command.number), None)
    if row is None:
        raise Refusal("you-said-unknown", number=command.number)
    return person, row


def _record(turn: Turn, person: Person, act: str, action_id: int, number: int) -> None:
    turn.record(person, act, f"action:{action_id}:you-said:{number}")
