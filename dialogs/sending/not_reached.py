"""Who sends have not reached: how many by reason with what to do, then names, page by page."""

from collections.abc import Iterable, Sequence

from pydantic import Field

from dialogs.replies import MissedBecause, NotReachedList, Option, Reply
from dialogs.sending.find_send import OfDispatch, mine
from dialogs.turn import Command, Id, Turn
from surveys.pages import pages_of
from surveys.people import Person
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import Dispatch, NotReachedPerson, WhyMissed
from surveys.sending.email_delivery import email_in_words
from surveys.sending.progress import STATES_IN_WORDS
from surveys.sending.reasons import reason_of
from surveys.telling.permissions import SENDERS

TOLD = (DeliveryKind.BRIEFING, DeliveryKind.SURVEY)
LATEST = 5
A_PAGE = 15


class NotReachedPage(Command):
    """One send, or the latest where none is named; and which page of the people, from 0."""

    dispatch: Id | None = None
    page: int = Field(default=0, ge=0, le=1_000_000)


def show(turn: Turn, command: NotReachedPage) -> Reply:
    """Show who a send, or the latest sends, have not reached."""
    sends = _sends(turn, command.dispatch)
    numbers = [one.id for _, one in sends]
    missed, entries = turn.unit.not_reached.count(numbers), turn.unit.not_reached.entries(numbers)
    pages = pages_of(entries, A_PAGE)
    page = min(command.page, pages - 1)
    people = turn.unit.not_reached.people(numbers, A_PAGE, page * A_PAGE)
    return NotReachedList(
        dispatches=tuple(
            (turn.placed(one.title, lead), one.audience, missed.get(one.id, 0))
            for lead, one in sends
        ),
        because=tuple(because(one) for one in turn.unit.not_reached.why(numbers)),
        people=tuple((one.name, one.agency, why(one), email_state_of(one)) for one in people),
        page=page,
        pages=pages,
        dispatch=command.dispatch,
        not_known=_not_known(turn, numbers),
        may_say=tuple(_may_say(people)) if command.dispatch is not None else (),
    )


def _sends(turn: Turn, number: int | None) -> Sequence[tuple[Person, Dispatch]]:
    if number is None:
        recent = [
            (lead, one)
            for lead in turn.people(*SENDERS)
            for one in turn.unit.deliveries.recent(lead.partnership_id, TOLD, LATEST)
        ]
        return sorted(recent, key=lambda found: found[1].asked_at, reverse=True)[:LATEST]
    lead, found = mine(turn, OfDispatch(dispatch=number))
    turn.unit.progress_cards.leave(number, lead.id)
    return [(lead, found)]


def because(one: WhyMissed) -> MissedBecause:
    """Return how many people were missed for one reason, and what to do about it."""
    advice = reason_of(one.reason).advice
    return MissedBecause(people=one.people, words=why(one), advice=advice, written=one.written)


def in_words(one: NotReachedPerson) -> str:
    """Return why a person was not reached, and the state of an e-mail to them."""
    return f"{why(one)} {email_state_of(one)}".strip()


def why(one: NotReachedPerson | WhyMissed) -> str:
    """Return the reason in words, or the state where there is none."""
    return reason_of(one.reason).words or f"{STATES_IN_WORDS[one.state].capitalize()}."


def email_state_of(one: NotReachedPerson) -> str:
    """Return the state of an e-mail to a person in words, empty where there is none."""
    return email_in_words(one.email_state, one.email_reason) if one.email_state else ""


def _may_say(people: Iterable[NotReachedPerson]) -> Iterable[Option]:
    """Yield the people who alone could say whether the message arrived."""
    for one in people:
        if one.state is State.UNKNOWN:
            yield Option(value=str(one.person_id), text=one.name, detail=one.agency)


def _not_known(turn: Turn, dispatches: Iterable[int]) -> int:
    """Count people whose delivery is not confirmed and who can get an e-mail."""
    if not turn.installation.sends_emails:
        return 0
    return sum(turn.unit.emails.not_known(one, turn.unit.now) for one in dispatches)
