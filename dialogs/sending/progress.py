"""The progress of a send: counts of people by state, on one card that is updated at a few steps."""

from datetime import datetime

from dialogs.replies import Queued, Reply
from dialogs.sending.find_send import OfDispatch, find, mine
from dialogs.sending.not_reached import why
from dialogs.turn import Installation, Turn
from storage.unit import Unit
from surveys.london import LONDON, moment_in_words
from surveys.sending.changes import BY_LEAD, moves_of, state_in_words
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import Dispatch, Waiting
from surveys.sending.progress import SOON, STATES_IN_WORDS, figures, outlook
from surveys.sending.reasons import reason_of, reason_of_post

CHANNELS_IN_WORDS = {**STATES_IN_WORDS, State.SENT: "posted", State.SENDING: "being posted"}
REASONS_SHOWN = 5
CHANNELS_SHOWN = 5


def queued(
    unit: Unit, partnership_id: int, dispatch_id: int, installation: Installation | None = None
) -> Queued:
    """Return the progress of a send, with when the rest goes out if the installation is given."""
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
        not_posted=_not_posted(unit, dispatch_id),
        briefing=dispatch.briefing_id if dispatch.kind is DeliveryKind.BRIEFING else None,
        why=_why(unit, dispatch_id),
        left=_left(dispatch, waiting, installation, unit.now),
        cards=unit.changes.old_cards(dispatch_id).in_words() if dispatch.revision else "",
        as_at=_updated(unit.now),
    )


def _left(
    dispatch: Dispatch, waiting: Waiting, installation: Installation | None, now: datetime
) -> str:
    if installation is None:
        return ""
    return outlook(dispatch, waiting, installation.send_rate, installation.quiet, now)


def _channels(unit: Unit, dispatch_id: int) -> tuple[tuple[str, int], ...]:
    counts = unit.channels.counts(dispatch_id)
    return tuple((CHANNELS_IN_WORDS[state], number) for state, number in counts.items() if number)


def _not_posted(unit: Unit, dispatch_id: int) -> tuple[tuple[str, str], ...]:
    """Return the first channels without the post or its newest text, with why and what to do."""
    missed = unit.channels.not_posted(dispatch_id)[:CHANNELS_SHOWN]
    reasons = [(one.channel.in_words(), reason_of_post(one.reason)) for one in missed]
    return tuple((name, f"{why.words} {why.advice}") for name, why in reasons)


def _why(unit: Unit, dispatch_id: int) -> tuple[tuple[str, int], ...]:
    """Return why people were missed, largest reason first; beyond a few they share one line."""
    every = [(why(one), one.people) for one in unit.not_reached.why([dispatch_id])]
    others = sum(people for _, people in every[REASONS_SHOWN:])
    return (*every[:REASONS_SHOWN], *((("Other reasons.", others),) if others else ()))


def _updated(moment: datetime) -> str:
    """Return a recent moment as a lead reads it: 28 November, 8.00 pm."""
    local = moment.astimezone(LONDON)
    half = "am" if local.hour < 12 else "pm"
    return f"{local.day} {local:%B}, {local.hour % 12 or 12}.{local:%M} {half}"


def _when(dispatch: Dispatch) -> str:
    status = state_in_words(dispatch.state, dispatch.paused_because)
    if not status:
        return f"Confirmed on {moment_in_words(dispatch.asked_at)}."
    stopped = dispatch.state == "paused" and dispatch.paused_because != BY_LEAD
    return f"{status} {reason_of(dispatch.paused_because).advice}" if stopped else status


def show_progress(turn: Turn, command: OfDispatch) -> Reply:
    """Show the progress of a send."""
    _, dispatch = mine(turn, command)
    return queued(turn.unit, dispatch.partnership_id, dispatch.id, turn.installation)
