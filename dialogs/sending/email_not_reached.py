"""E-mail people whose delivery in Teams is not confirmed, only when a person asks for it.

People whom Teams certainly cannot reach are e-mailed automatically.
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
    """Offer the sends that have people whose delivery is not confirmed."""
    _needs_door(turn)
    options = [
        option.model_copy(update={"detail": turn.placed(option.detail, lead)})
        for lead in turn.people(*SENDERS)
        for option in _options(turn.unit, _recent(turn.unit, lead.partnership_id))
    ]
    return ChooseEmails(sends=tuple(options))


def ask(turn: Turn, command: OfDispatch) -> Option:
    """Return one send and how many people could be e-mailed; refuses where there are none."""
    _, dispatch = _told(turn, command)
    found = next(iter(_options(turn.unit, [dispatch])), None)
    if found is None:
        raise Refusal("nobody-to-write-to")
    return found


def write(turn: Turn, command: OfDispatch) -> Reply:
    """E-mail the people of one send; a second tap e-mails no one twice."""
    person, dispatch = _told(turn, command)
    count = turn.unit.emails.write_to_unknown(dispatch.id, turn.unit.now)
    if count:
        turn.record(person, "write to not known", f"dispatch:{dispatch.id}")
    written = f"{people(count)} will get an e-mail about “{dispatch.title}”, outside quiet hours."
    text = written if count else "There is no one left to e-mail."
    return Said(
        title="Sending e-mails", text=text, next_verb="not-reached", next_label="Not reached"
    )


def _needs_door(turn: Turn) -> None:
    if not turn.installation.sends_emails:
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
            yield Option(
                value=str(dispatch.id), text=dispatch.title, detail=f"{count:,} not confirmed"
            )
