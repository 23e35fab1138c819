"""How a send stands: counts of people by state, in plain words, on one card that is updated at a few steps."""

from collections.abc import Iterable

from dialogs.replies import NotReached, Queued, Reply
from dialogs.turn import Command, Id, Turn
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.problems import Refusal
from surveys.telling.changes import BY_LEAD, moves_of, state_in_words
from surveys.telling.delivery import Kind, State, reason_in_words
from surveys.telling.dispatch import Dispatch, NotReachedPerson
from surveys.telling.letter import letter_in_words
from surveys.telling.permissions import ROLES, Permission

IN_WORDS = {
    State.PENDING: "waiting",
    State.SENDING: "being sent",
    State.SENT: "sent",
    State.PROVEN: "certainly arrived",
    State.UNKNOWN: "not known",
    State.FAILED: "failed",
    State.SKIPPED: "left out",
}
CHANNELS_IN_WORDS = {**IN_WORDS, State.SENT: "posted", State.SENDING: "being posted"}
ASKING = (Kind.BRIEFING, Kind.SURVEY)
LISTED = 15


class OfDispatch(Command):
    """A command about one send."""

    dispatch: Id


def queued(unit: Unit, partnership_id: int, dispatch_id: int) -> Queued:
    """Return how a send stands."""
    dispatch = unit.deliveries.dispatch(dispatch_id, partnership_id)
    if dispatch is None:
        raise Refusal("not-found")
    counts = unit.deliveries.counts(dispatch_id)
    shown = tuple((IN_WORDS[state], number) for state, number in counts.items() if number)
    return Queued(
        dispatch=dispatch_id,
        title=dispatch.title,
        count=sum(counts.values()),
        counts=shown,
        when=_when(dispatch),
        moves=moves_of(dispatch, counts[State.PENDING]),
        channels=_channels(unit, dispatch_id),
        briefing=dispatch.briefing_id if dispatch.kind is Kind.BRIEFING else None,
    )


def _channels(unit: Unit, dispatch_id: int) -> tuple[tuple[str, int], ...]:
    counts = unit.channels.counts(dispatch_id)
    return tuple((CHANNELS_IN_WORDS[state], number) for state, number in counts.items() if number)


def _when(dispatch: Dispatch) -> str:
    standing = state_in_words(dispatch.state, dispatch.paused_because)
    if not standing:
        return f"Confirmed on {moment_in_words(dispatch.asked_at)}."
    stopped = dispatch.state == "paused" and dispatch.paused_because != BY_LEAD
    return f"{standing} Please tell your administrator." if stopped else standing


def show_progress(turn: Turn, command: OfDispatch) -> Reply:
    """Show how a send stands now."""
    return queued(turn.unit, turn.person(*ROLES[Permission.SEND]).partnership_id, command.dispatch)


def not_reached(turn: Turn, _command: Command) -> Reply:
    """Show who has not been reached by the last sends, with the reason in plain English."""
    lead = turn.person(*ROLES[Permission.SEND])
    recent = turn.unit.deliveries.recent(lead.partnership_id, ASKING, 5)
    lines: list[tuple[str, int, int]] = []
    people: list[tuple[str, str, str]] = []
    for dispatch in recent:
        missed = turn.unit.deliveries.not_reached(dispatch.id)
        lines.append((dispatch.title, sum(turn.unit.deliveries.counts(dispatch.id).values()), len(missed)))
        people += [(one.name, one.agency, words) for one, words in with_letters(turn.unit, dispatch.id, missed)]
    distinct = list(dict.fromkeys(people))
    return NotReached(
        dispatches=tuple(lines),
        people=tuple(distinct[:LISTED]),
        more=max(0, len(distinct) - LISTED),
        not_known=_not_known(turn, recent),
    )


def _not_known(turn: Turn, dispatches: Iterable[Dispatch]) -> int:
    """Return how many people, of whom it is not known, could be written to; nobody where there is no e-mail."""
    if not turn.house.writes_letters:
        return 0
    return sum(turn.unit.letters.not_known(one.id, turn.unit.now) for one in dispatches)


def with_letters(
    unit: Unit, dispatch_id: int, missed: Iterable[NotReachedPerson]
) -> list[tuple[NotReachedPerson, str]]:
    """Return people with the reason why they were not reached, and what became of the e-mail to them."""
    letters = unit.letters.standing(dispatch_id)
    written = ((one, letter_in_words(*letters[one.email]) if one.email in letters else "") for one in missed)
    return [(one, f"{reason_in_words(one.reason)} {words}".strip()) for one, words in written]
