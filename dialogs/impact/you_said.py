"""“You said, we did”: write it, release it, take it back. Leads and evaluators of its partnership.

The words go to the database alone, encrypted: the trail keeps who did what with which number.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from dialogs.trust.one_time_links import MAY_OPEN
from dialogs.turn import Command, Id, Turn
from storage.impact.you_said import YouSaidRow
from surveys.impact.you_said import (
    LONGEST,
    NewYouSaid,
    SaidAndDone,
    YouSaidState,
    YouSaidVoice,
)
from surveys.impact.you_said_words import count_in, hard_for_children
from surveys.people import Person
from surveys.problems import Refusal

Number = Annotated[int, Field(ge=0, le=2**31 - 1)]  # what both databases can hold


class WriteYouSaid(Command):
    """What people asked for about an action, and what was done; also in words for children."""

    action: Id
    said: str
    did: str
    voice: YouSaidVoice | None = None
    said_for_children: str = ""
    did_for_children: str = ""


@dataclass(frozen=True, slots=True)
class WrittenYouSaid:
    """What was kept: its number, and what its author should know before children read it."""

    number: int
    warnings: list[str]


class OneYouSaid(Command):
    """One of those of an action, by its number."""

    action: Id
    number: Number


def listed(turn: Turn, action_id: int) -> list[YouSaidRow]:
    """Return all of an action's, with their words, to someone who may release them."""
    _person(turn, action_id)
    return turn.unit.you_said.of(action_id)


def write(turn: Turn, command: WriteYouSaid) -> WrittenYouSaid:
    """Keep one until someone releases it.

    Refuses `you-said-length`, and `you-said-counts` where it says how many people said it.
    """
    person = _person(turn, command.action)
    words = _words(command)
    if counted := count_in(words):
        raise Refusal("you-said-counts", counted=counted)
    number = turn.unit.you_said.add(command.action, words, person.id, turn.unit.now)
    _record(turn, person, "you said written", command.action, number)
    return WrittenYouSaid(number, hard_for_children(words))


def _words(command: WriteYouSaid) -> NewYouSaid:
    """Return what was written, each version with both of its parts."""
    plain = SaidAndDone(command.said.strip(), command.did.strip())
    children = SaidAndDone(command.said_for_children.strip(), command.did_for_children.strip())
    has_children = bool(children.said or children.did)
    for one in (plain, children) if has_children else (plain,):
        if not (0 < len(one.said) <= LONGEST and 0 < len(one.did) <= LONGEST):
            raise Refusal("you-said-length", limit=LONGEST)
    return NewYouSaid(plain.said, plain.did, command.voice, children if has_children else None)


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


def to_print(turn: Turn, action_id: int, voice: YouSaidVoice) -> list[SaidAndDone]:
    """Return what a voice is told about an action, for a poster; refuses `you-said-none`."""
    _person(turn, action_id)
    released = turn.unit.you_said.told(voice, action_id=action_id, event_id=None)
    lines = [words for one in released if (words := one.told())]
    if not lines:
        raise Refusal("you-said-none", voice=voice.value)
    return lines


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
