"""Withdraw a briefing that was sent: who has it sees that, when and why, and no one else gets it.

The same text must be re-read and signed off again before it can be sent once more.
"""

from pydantic import Field

from dialogs.replies import ConfirmWithdraw, Option, Reply, Withdrawn, freeze
from dialogs.sending.find_send import OfDispatch, mine
from dialogs.sending.manage_sends import is_said, newest, of_briefing, reached_in
from dialogs.sending.progress import queued
from dialogs.turn import Turn
from surveys.london import moment_in_words
from surveys.people import Person
from surveys.sending.changes import WHY_WITHDRAWN, WITHDRAWN, ReasonToWithdraw
from surveys.sending.delivery import State
from surveys.sending.dispatch import Dispatch
from surveys.telling.approval_status import ApprovalStatus

SIGN_OFF_AGAIN = "To send this text again, someone must re-read it and sign it off again."


class Withdrawal(OfDispatch):
    """Why it is withdrawn."""

    why: str = Field(default="", max_length=20)


def ask_withdraw(turn: Turn, command: OfDispatch, problem: str | None = None) -> Reply:
    """Show how many cards will be replaced, and ask why."""
    _, dispatch = of_briefing(turn, command)
    counts = turn.unit.deliveries.counts(dispatch.id)
    return ConfirmWithdraw(
        dispatch=dispatch.id,
        title=dispatch.title,
        waiting=counts[State.PENDING],
        reached=reached_in(counts),
        reasons=tuple(
            Option(value=code, text=chosen) for code, (chosen, _) in WHY_WITHDRAWN.items()
        ),
        problem=problem,
    )


def withdraw(turn: Turn, command: Withdrawal) -> Reply:
    """Cancel what is waiting and replace every card; a second tap changes nothing."""
    lead, dispatch = mine(turn, command)
    if dispatch.state == WITHDRAWN:
        return _withdrawn(turn, lead, dispatch)
    of_briefing(turn, command)
    if command.why not in WHY_WITHDRAWN:
        return ask_withdraw(turn, command, problem="Please choose why you are withdrawing it.")
    unit, why = turn.unit, ReasonToWithdraw(command.why)
    _take_back(turn, lead, dispatch)
    card = _withdrawn_card(turn, lead, dispatch, why)
    unit.changes.stop(dispatch.id, WITHDRAWN, unit.now)
    unit.changes.say_instead(dispatch.id, freeze(card), lead.id, unit.now)
    turn.record(lead, f"withdraw send: {why}", f"dispatch:{dispatch.id}")
    return _withdrawn(turn, lead, dispatch)


def _take_back(turn: Turn, lead: Person, dispatch: Dispatch) -> None:
    """Take sign-off and approval of the text that was sent back; a newer text keeps its own."""
    status = _status(turn, dispatch)
    if status is None or not is_said(turn, dispatch, newest(turn, dispatch)):
        return
    if turn.unit.briefing_versions.take_back(status.id, status.version):
        turn.record(lead, "take back sign-off", f"briefing:{status.id}:{status.version}")


def _withdrawn(turn: Turn, lead: Person, dispatch: Dispatch) -> Reply:
    """Show a send that is withdrawn, and what its text needs before it is sent again."""
    shown = queued(turn.unit, lead.partnership_id, dispatch.id, turn.installation)
    status = _status(turn, dispatch)
    if status is None or status.is_released:
        return shown
    return shown.model_copy(update={"when": f"{shown.when} {SIGN_OFF_AGAIN}"})


def _status(turn: Turn, dispatch: Dispatch) -> ApprovalStatus | None:
    return turn.unit.briefing_versions.status(dispatch.partnership_id, dispatch.briefing_id or 0)


def _withdrawn_card(
    turn: Turn, lead: Person, dispatch: Dispatch, why: ReasonToWithdraw
) -> Withdrawn:
    return Withdrawn(
        title=None if why is ReasonToWithdraw.RECOGNISABLE else dispatch.title,
        partnership=lead.partnership,
        when=moment_in_words(turn.unit.now),
        why=WHY_WITHDRAWN[why][1],
    )
