"""After sending: a lead pauses, resumes, cancels or changes a send (`withdraw_send` withdraws it).

Nothing takes back what people have read: those who were sent an earlier text are listed, and the
card of a withdrawn briefing says so.
"""

from hashlib import sha256

from pydantic import Field

from dialogs.replies import (
    ChangeSend,
    ConfirmCancel,
    ConfirmChange,
    OldTextReaders,
    Reply,
    ShowBriefing,
    freeze,
    thaw,
)
from dialogs.sending.find_send import OfDispatch, mine
from dialogs.sending.progress import queued
from dialogs.sending.send_briefing import frozen
from dialogs.telling.sign_off_briefing import refuse_embargoed, refuse_unready
from dialogs.turn import Turn
from surveys.london import moment_in_words
from surveys.pages import pages_of
from surveys.people import Person
from surveys.problems import Refusal
from surveys.sending.changes import (
    CANCELLED,
    GOING,
    STOPPABLE,
    WITHDRAWN,
    SawOldText,
    moves_of,
    state_in_words,
)
from surveys.sending.delivery import REACHED, DeliveryKind, State
from surveys.sending.dispatch import Dispatch
from surveys.sending.reasons import reason_in_words
from surveys.telling.briefing import Briefing

A_PAGE = 25


class NewText(OfDispatch):
    """The text that was shown."""

    mark: str = Field(max_length=64)


class PageOfPeople(OfDispatch):
    """Which page of a list of people, from 0."""

    page: int = Field(default=0, ge=0, le=1_000_000)


def change(turn: Turn, command: OfDispatch) -> Reply:
    """Show what can be done about a send."""
    lead, dispatch = mine(turn, command)
    turn.unit.progress_cards.leave(dispatch.id, lead.id)
    moves = moves_of(dispatch, turn.unit.deliveries.counts(dispatch.id)[State.PENDING])
    standing = state_in_words(dispatch.state, dispatch.paused_because)
    return ChangeSend(dispatch=dispatch.id, title=dispatch.title, standing=standing, moves=moves)


def pause(turn: Turn, command: OfDispatch) -> Reply:
    """Pause what is waiting; a second tap changes nothing."""
    lead, dispatch = _stoppable(turn, command)
    if turn.unit.changes.pause(dispatch.id):
        turn.record(lead, "pause send", f"dispatch:{dispatch.id}")
    return queued(turn.unit, lead.partnership_id, dispatch.id, turn.installation)


def resume(turn: Turn, command: OfDispatch) -> Reply:
    """Resume a send, also one that the program had paused."""
    lead, dispatch = mine(turn, command)
    if turn.unit.changes.resume(dispatch.id):
        turn.record(lead, "resume send", f"dispatch:{dispatch.id}")
    return queued(turn.unit, lead.partnership_id, dispatch.id, turn.installation)


def ask_cancel(turn: Turn, command: OfDispatch) -> Reply:
    """Show how many people will not get it."""
    _, dispatch = _stoppable(turn, command)
    counts = turn.unit.deliveries.counts(dispatch.id)
    return ConfirmCancel(
        dispatch=dispatch.id,
        title=dispatch.title,
        waiting=counts[State.PENDING],
        sending=counts[State.SENDING],
        reached=reached_in(counts),
    )


def cancel(turn: Turn, command: OfDispatch) -> Reply:
    """Cancel what is waiting; what is being sent finishes. A second tap changes nothing."""
    lead, dispatch = _stoppable(turn, command)
    if dispatch.state in GOING:
        turn.unit.changes.stop(dispatch.id, CANCELLED, turn.unit.now)
        turn.record(lead, "cancel send", f"dispatch:{dispatch.id}")
    return queued(turn.unit, lead.partnership_id, dispatch.id, turn.installation)


def ask_change(turn: Turn, command: OfDispatch, problem: str | None = None) -> Reply:
    """Show the briefing's newest text, and how many people have the old one."""
    _, dispatch = of_briefing(turn, command)
    new = newest(turn, dispatch)
    if is_said(turn, dispatch, new):
        raise Refusal("text-unchanged")
    _refuse_unready(turn, dispatch)
    counts = turn.unit.deliveries.counts(dispatch.id)
    return ConfirmChange(
        dispatch=dispatch.id,
        title=dispatch.title,
        waiting=counts[State.PENDING],
        reached=reached_in(counts),
        preview=new.model_copy(update={"preview": True}),
        mark=_mark(new),
        can_list=dispatch.revision > 0,
        problem=problem,
    )


def change_text(turn: Turn, command: NewText) -> Reply:
    """Change a send to the newest text: delivered cards are updated, waiting messages use it."""
    lead, dispatch = of_briefing(turn, command)
    new = newest(turn, dispatch)
    if is_said(turn, dispatch, new):
        return queued(turn.unit, lead.partnership_id, dispatch.id, turn.installation)
    _refuse_unready(turn, dispatch)
    if _mark(new) != command.mark:
        return ask_change(turn, command, problem="The briefing has changed again since you looked.")
    unit = turn.unit
    unit.changes.say_instead(dispatch.id, freeze(new), lead.id, unit.now)
    unit.changes.retitle(dispatch.id, new.title)
    turn.record(lead, "change text of send", f"dispatch:{dispatch.id}")
    return queued(unit, lead.partnership_id, dispatch.id, turn.installation)


def saw_old_text(turn: Turn, command: PageOfPeople) -> Reply:
    """List who was sent an earlier text, a page at a time."""
    _, dispatch = mine(turn, command)
    changes = turn.unit.changes
    last = changes.last(dispatch.id)
    if last is None:
        raise Refusal("text-never-changed")
    cards = changes.old_cards(dispatch.id)
    pages = pages_of(cards.people, A_PAGE)
    page = min(command.page, pages - 1)
    people = changes.saw_old_text(dispatch.id, A_PAGE, page * A_PAGE)
    return OldTextReaders(
        dispatch=dispatch.id,
        title=dispatch.title,
        changed=moment_in_words(last.at),
        count=cards.people,
        cards_waiting=cards.waiting,
        cards=cards.in_words(),
        people=tuple((one.name, one.agency, one.read, card_in_words(one)) for one in people),
        page=page,
        pages=pages,
    )


def card_in_words(one: SawOldText) -> str:
    """Say whether a person's card shows the new text yet."""
    if one.shows_new:
        return "Their card shows the new text."
    if one.under_way:
        return "We have not changed their card yet."
    return f"We could not change their card. {reason_in_words(one.reason)}".rstrip()


def _stoppable(turn: Turn, command: OfDispatch) -> tuple[Person, Dispatch]:
    lead, dispatch = mine(turn, command)
    if dispatch.kind not in STOPPABLE:
        raise Refusal("not-stoppable")
    return lead, dispatch


def of_briefing(turn: Turn, command: OfDispatch) -> tuple[Person, Dispatch]:
    """Return the lead and a send of a briefing that has not been withdrawn."""
    lead, dispatch = mine(turn, command)
    if dispatch.kind is not DeliveryKind.BRIEFING or dispatch.briefing_id is None:
        raise Refusal("not-a-briefing")
    if dispatch.state == WITHDRAWN:
        raise Refusal("send-withdrawn")
    return lead, dispatch


def newest(turn: Turn, dispatch: Dispatch) -> ShowBriefing:
    """Return the newest text of the briefing of a send, as it would be sent."""
    return frozen(turn, dispatch.briefing_id or 0, _briefing(turn, dispatch))


def _briefing(turn: Turn, dispatch: Dispatch) -> Briefing:
    briefing = turn.unit.briefings.briefing(dispatch.partnership_id, dispatch.briefing_id or 0)
    if briefing is None:
        raise Refusal("not-found")
    return briefing


def _refuse_unready(turn: Turn, dispatch: Dispatch) -> None:
    """Refuse a text that could not be sent either: a draft, or one not approved or signed off."""
    briefing = _briefing(turn, dispatch)
    refuse_embargoed(briefing, turn.unit.now)
    refuse_unready(turn, dispatch.partnership_id, dispatch.briefing_id or 0, briefing)


def is_said(turn: Turn, dispatch: Dispatch, new: ShowBriefing) -> bool:
    """Say whether a send already has the newest text."""
    return thaw(turn.unit.changes.text(dispatch.id).says) == new


def _mark(new: ShowBriefing) -> str:
    return sha256(new.model_dump_json().encode()).hexdigest()[:16]


def reached_in(counts: dict[State, int]) -> int:
    """Return how many people a send has reached."""
    return sum(counts[state] for state in REACHED)
