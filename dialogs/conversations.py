"""What a tap in a chat does: it acts on the card shown now, or shows that card and changes nothing.

Each message of the bot is a row with its version, which its buttons name. A card that decides
something (send, ask, withdraw) is good once and for a time; after that it is shown anew.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from dialogs.asking.tell_you_said import told_again
from dialogs.people.training import in_training
from dialogs.replies import AskQuestion, Queued, Reply, ShowBriefing, freeze, thaw
from dialogs.sending.progress import queued
from dialogs.table import command_of, permitted, run_and_hear, take
from dialogs.telling.read_briefing import OfBriefing, show
from dialogs.telling.web_pages import with_own_page
from dialogs.trust.hear import hear_refused, written_in
from dialogs.turn import Turn
from surveys.asking.instrument import Reader
from surveys.asking.notices import not_read_notice, notice
from surveys.problems import Refusal
from surveys.sending.changes import Place
from surveys.sending.chat_messages import DECISION_LASTS, ShownMessage
from surveys.sending.message_version import MessageVersion, dispatch_of


@dataclass(frozen=True, slots=True)
class Tap:
    """A button that was pressed: in which chat, on which message, and what it sends.

    `at` is None for a card that was drawn before messages had versions; `activity_id` is empty
    where the client does not name the message.
    """

    place: Place
    activity_id: str
    at: MessageVersion | None
    verb: str
    data: Mapping[str, Any]

    @property
    def ticket(self) -> str | None:
        """Return the ticket of a response without a name, which no row of a chat may hold."""
        ticket = self.data.get("ticket")
        return ticket if isinstance(ticket, str) else None


class Answered(NamedTuple):
    """What is shown now, as which message and version, and what was wrong with the tap.

    It is `kept` where the message's row holds the reply, from which it can be shown again.
    """

    reply: Reply
    at: MessageVersion | None = None
    notice: tuple[str, ...] = ()
    kept: bool = False


def said(turn: Turn, place: Place, reply: Reply) -> Answered:
    """Keep a reply that goes out as a message of its own."""
    return _keep(turn, place, _new(), reply.marked(training=in_training(turn, None)))


def tapped(turn: Turn, tap: Tap) -> Answered:
    """Do what a tap asks, if its card is the one that is shown; otherwise show that one again.

    Raises `AlreadyThere` with the commit where another tap on the same version came first.
    """
    if tap.at is None:
        return _acted(turn, tap, None)
    shown = _shown(turn, tap, tap.at)
    if shown.at != tap.at and (present := _present(turn, tap, shown)) is not None:
        hear_refused(turn, tap.data)
        return Answered(present, shown.at)
    return _acted(turn, tap, shown)


def as_it_is(turn: Turn, tap: Tap, refusal: Refusal | None = None) -> Answered:
    """Show a card as it is, with why the tap was refused; it is refused where there is none.

    People who wrote something on a card that is not a lead's read that it is not saved, and whom
    to call.
    """
    if tap.at is None:
        raise Refusal("out-of-date")
    shown = _shown(turn, tap, tap.at)
    present = _present(turn, tap, shown)
    if present is None:
        raise Refusal("out-of-date")
    if refusal is None:
        return Answered(present, shown.at)
    wrote = written_in(tap.data) and not permitted(turn, tap.verb).roles
    not_read = not_read_notice(Reader.PRACTITIONER)
    more = (notice("typed-not-saved"), not_read) if wrote else ()
    return Answered(present, shown.at, (str(refusal), *more))


def _acted(turn: Turn, tap: Tap, shown: ShownMessage | None) -> Answered:
    """Run the dialog of a tap; what it refuses changes nothing, and keeps the card's version."""
    dialog = permitted(turn, tap.verb)
    command = command_of(dialog, tap.data, turn.today)
    if dialog.asks and (shown is None or shown.is_over(turn.unit.now)):
        hear_refused(turn, tap.data)
        asked, over = dialog.asks(turn, command), Refusal("decision-over")
        reply = asked.marked(training=in_training(turn, tap.at))
        at = shown.at.next() if shown else _new()
        return _keep(turn, tap.place, at, reply)._replace(notice=(str(over),))
    done = run_and_hear(turn, dialog, command, tap.data)
    reply = done.marked(training=in_training(turn, tap.at))
    if reply.refuses:
        return Answered(reply, shown.at if shown else None)
    answered = _keep(turn, tap.place, shown.at.next() if shown else _new(), reply, tap)
    if isinstance(reply, Queued) and tap.activity_id and _asked_for(turn, reply.dispatch):
        turn.unit.progress_cards.put(reply.dispatch, tap.activity_id)
    return answered


def _new() -> MessageVersion:
    return MessageVersion(f"r{secrets.token_urlsafe(9)}", 1)


def _keep(
    turn: Turn, place: Place, at: MessageVersion, reply: Reply, tap: Tap | None = None
) -> Answered:
    """Keep what a message shows; its card is updated only where a tap has changed it.

    No row holds a reply with a ticket: it would lead from a chat to answers without a name.
    """
    unnamed = (tap and tap.ticket) or getattr(reply, "ticket", None)
    until = turn.unit.now + DECISION_LASTS if reply.decides else None
    says, activity_id = None if unnamed else freeze(reply), tap.activity_id if tap else None
    shows = ShownMessage(at, until)
    turn.unit.chat_messages.show(place, shows, says, turn.unit.now, activity_id)
    return Answered(reply, at, kept=says is not None)


def _shown(turn: Turn, tap: Tap, at: MessageVersion) -> ShownMessage:
    shown = turn.unit.chat_messages.shown(tap.place.conversation_id or "", at.message)
    if shown is None:
        raise Refusal("out-of-date")
    return shown


def _present(turn: Turn, tap: Tap, shown: ShownMessage) -> Reply | None:
    """Return what a message shows now; None where only the tap itself could make it."""
    says = turn.unit.chat_messages.says(tap.place.conversation_id or "", shown.at.message)
    if says is not None:
        return _made_again(turn, thaw(says))
    if tap.ticket is not None:
        return take(turn, "open-survey", tap.data)
    dispatch_id = dispatch_of(shown.at.message)
    if dispatch_id is None:
        return None
    whose = [one.id for one in turn.speaker.people]
    person_id = turn.unit.deliveries.whose(dispatch_id, whose)
    if person_id is None:
        raise Refusal("not-found")
    text = turn.unit.changes.text(dispatch_id)
    own = with_own_page(thaw(text.says), turn.unit.keyring, dispatch_id, person_id)
    return _made_again(turn, own).marked(training=text.training)


def _made_again(turn: Turn, reply: Reply) -> Reply:
    """Return a reply as of now, where its figures or what the person did may have changed."""
    make = _MADE_AGAIN.get(type(reply))
    return make(turn, reply).marked(training=reply.training) if make else reply


def _queued(turn: Turn, reply: Queued) -> Reply:
    dispatch = turn.unit.deliveries.dispatch(reply.dispatch)
    if dispatch is None:
        raise Refusal("not-found")
    return queued(turn.unit, dispatch.partnership_id, dispatch.id, turn.installation)


def _briefing(turn: Turn, reply: ShowBriefing) -> Reply:
    return reply if reply.preview else show(turn, OfBriefing(briefing=reply.briefing))


_MADE_AGAIN: Mapping[type[Reply], Callable[[Turn, Any], Reply]] = {
    Queued: _queued,
    ShowBriefing: _briefing,
    AskQuestion: told_again,
}


def _asked_for(turn: Turn, dispatch_id: int) -> bool:
    """Say whether the speaker asked for a send: only their chat shows its progress."""
    dispatch = turn.unit.deliveries.dispatch(dispatch_id)
    return dispatch is not None and dispatch.asked_by in {
        person.id for person in turn.speaker.people
    }
