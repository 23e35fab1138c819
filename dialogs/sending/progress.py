"""How a send stands: counts of people by state, in plain words, on one card that is updated at a few steps."""

from dialogs.replies import Queued, Reply
from dialogs.sending.find_send import OfDispatch, find
from dialogs.sending.not_reached import why
from dialogs.turn import Turn
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.sending.changes import BY_LEAD, moves_of, state_in_words
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import Dispatch
from surveys.sending.progress import SOON, STATES_IN_WORDS, figures, outlook
from surveys.sending.reasons import reason_of
from surveys.telling.permissions import SENDERS

CHANNELS_IN_WORDS = {**STATES_IN_WORDS, State.SENT: "posted", State.SENDING: "being posted"}
REASONS_SHOWN = 5


def queued(unit: Unit, partnership_id: int, dispatch_id: int, rate: float = 0.0) -> Queued:
    """Return how a send stands; of the time left nothing is said without the `rate`, in messages a second."""
    dispatch = find(unit, dispatch_id, partnership_id)
    counts = unit.deliveries.counts(dispatch_id)
    waiting = unit.deliveries.waiting(dispatch_id, unit.now + SOON)
    return Queued(
        dispatch=dispatch_id,
        title=dispatch.title,
        count=dispatch.audience,
        counts=figures(counts),
        when=_when(dispatch),
        moves=moves_of(dispatch, counts[State.PENDING]),
        channels=_channels(unit, dispatch_id),
        briefing=dispatch.briefing_id if dispatch.kind is DeliveryKind.BRIEFING else None,
        why=_why(unit, dispatch_id),
        left=outlook(dispatch, waiting, rate, unit.now),
        as_at=moment_in_words(unit.now),
    )


def _channels(unit: Unit, dispatch_id: int) -> tuple[tuple[str, int], ...]:
    counts = unit.channels.counts(dispatch_id)
    return tuple((CHANNELS_IN_WORDS[state], number) for state, number in counts.items() if number)


def _why(unit: Unit, dispatch_id: int) -> tuple[tuple[str, int], ...]:
    """Return the reasons why people were missed, largest first; the small ones beyond a few are one line."""
    every = [(why(one), one.people) for one in unit.not_reached.why([dispatch_id])]
    others = sum(people for _, people in every[REASONS_SHOWN:])
    return (*every[:REASONS_SHOWN], *((("Other reasons.", others),) if others else ()))


def _when(dispatch: Dispatch) -> str:
    standing = state_in_words(dispatch.state, dispatch.paused_because)
    if not standing:
        return f"Confirmed on {moment_in_words(dispatch.asked_at)}."
    stopped = dispatch.state == "paused" and dispatch.paused_because != BY_LEAD
    return f"{standing} {reason_of(dispatch.paused_because).advice}" if stopped else standing


def show_progress(turn: Turn, command: OfDispatch) -> Reply:
    """Show how a send stands now."""
    sender = turn.person(*SENDERS)
    return queued(turn.unit, sender.partnership_id, command.dispatch, turn.installation.send_rate)
