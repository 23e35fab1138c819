"""Write by e-mail to people of whom it is not known whether Teams reached them; nobody does so but a person.

Those whom Teams certainly could not reach are written to without asking.
"""

from collections.abc import Iterable

from dialogs.replies import ChooseEmails, Option, Reply, Said
from dialogs.sending.find_send import OfDispatch, mine
from dialogs.turn import Command, Turn
from storage.unit import Unit
from surveys.people import Person, people
from surveys.problems import Refusal
from surveys.sending.dispatch import Dispatch
from surveys.sending.email_delivery import KINDS
from surveys.telling.permissions import SENDERS

LATEST = 10


def choose(turn: Turn, _command: Command) -> Reply:
    """Offer the sends with people of whom it is not known, and say what writing to them means."""
    _needs_door(turn)
    return ChooseEmails(
        sends=tuple(_options(turn.unit, _recent(turn.unit, turn.person(*SENDERS).partnership_id)))
    )


def ask(turn: Turn, command: OfDispatch) -> Option:
    """Return one send, and how many people could be written to about it; refuses where there is nobody."""
    _, dispatch = _told(turn, command)
    found = next(iter(_options(turn.unit, [dispatch])), None)
    if found is None:
        raise Refusal("nobody-to-write-to")
    return found


def write(turn: Turn, command: OfDispatch) -> Reply:
    """Write to those of one send; a second tap writes to nobody again."""
    person, dispatch = _told(turn, command)
    count = turn.unit.emails.write_to_unknown(dispatch.id, turn.unit.now)
    if count:
        turn.record(person, "write to not known", f"dispatch:{dispatch.id}")
    written = f"{people(count)} will get an e-mail about “{dispatch.title}”, outside quiet hours."
    text = written if count else "Nobody is left."
    return Said(
        title="Writing by e-mail", text=text, next_verb="not-reached", next_label="Not reached"
    )


def _needs_door(turn: Turn) -> None:
    if not turn.installation.writes_letters:
        raise Refusal("no-mail-door")


def _told(turn: Turn, command: OfDispatch) -> tuple[Person, Dispatch]:
    person, dispatch = mine(turn, command)
    if dispatch.kind not in KINDS:
        raise Refusal("not-found")
    _needs_door(turn)
    return person, dispatch


def _recent(unit: Unit, partnership_id: int) -> list[Dispatch]:
    return unit.deliveries.recent(partnership_id, KINDS, LATEST)


def _options(unit: Unit, dispatches: Iterable[Dispatch]) -> Iterable[Option]:
    for dispatch in dispatches:
        count = unit.emails.not_known(dispatch.id, unit.now)
        if count:
            yield Option(value=str(dispatch.id), text=dispatch.title, detail=f"{count:,} not known")
