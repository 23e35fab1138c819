"""What is done with one message: whether it goes at all, and what each outcome of sending it means.

The promise of each class of message is a row of `POLICIES`; what an outcome means is decided here and nowhere else.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from dialogs.ports import Address, Delivered, Outcome, Refused, RetryLater, Unknown
from surveys.asking.wave import CLOSED, FINISHED
from surveys.people import Chat
from surveys.sending.delivery import POLICIES, DeliveryKind, State
from surveys.sending.dispatch import Claim, Settled
from surveys.sending.quiet_hours import Quiet

AGAIN = timedelta(seconds=30)
LONGEST_WAIT, MOST_DOUBLINGS = 120.0, 10
ASKING = frozenset({DeliveryKind.SURVEY, DeliveryKind.REMINDER})
SURVEY_OVER: Mapping[str | None, str] = {CLOSED: "closed"}  # by the state of the survey
ANSWERED: Mapping[str | None, str] = {FINISHED: "answered"}  # by how far the person is in it
CHAT_SHUT = {"removed": "not_installed", "not_installed": "not_installed", "blocked": "blocked"}


class Done(NamedTuple):
    """A settled message, with what its outcome says of the person's chat, of the tenant and of the whole dispatch.

    `unreachable` says that nothing could be reached, so that the others of its tenant need not try at once.
    """

    settled: Settled
    chat: Chat | None = None
    chat_state: str | None = None
    pause_tenant_for: float | None = None
    stop_dispatch: str | None = None
    unreachable: bool = False


def not_sent(claim: Claim, due_at: datetime) -> Done:
    """It was not tried: it is due again, and has used up none of its tries."""
    return Done(Settled(claim, State.PENDING, due_at=due_at, tried=False))


def before_sending(claim: Claim, quiet: Quiet, now: datetime) -> Done | None:
    """Look once more before sending: opted out, answered, gone, away, or night where they are."""
    policy = POLICIES[claim.kind]
    if claim.opted_out and not policy.any_hour:
        return Done(Settled(claim, State.SKIPPED, "opted_out"))
    if claim.aad_object_id is None:
        return Done(Settled(claim, State.SKIPPED, "no_address"))
    if claim.kind in ASKING and (
        over := SURVEY_OVER.get(claim.wave_state) or ANSWERED.get(claim.progress)
    ):
        return Done(Settled(claim, State.SKIPPED, over))
    if claim.chat and (shut := CHAT_SHUT.get(claim.chat.state)):
        return Done(Settled(claim, State.FAILED, shut))
    return None if policy.any_hour else _unless_quiet(claim, quiet, now)


def _unless_quiet(claim: Claim, quiet: Quiet, now: datetime) -> Done | None:
    zone = claim.chat.time_zone if claim.chat else "Europe/London"
    opens = quiet.next_open(now, zone, claim.away_until)
    return not_sent(claim, opens) if opens > now else None


class SendResult(NamedTuple):
    """A message that was sent: to what address, the clock by which it is sent again, and how waits are drawn."""

    claim: Claim
    address: Address
    clock: Callable[[], datetime]
    jitter: Callable[[float], float]


def meaning_of(outcome: Outcome, sent: SendResult) -> Done:
    """Return what an outcome comes to."""
    match outcome:
        case Delivered(activity_id, conversation_id):
            settled = Settled(sent.claim, State.SENT, activity_id=activity_id)
            return Done(settled, _learned(sent.claim, sent.address, conversation_id))
        case RetryLater():
            return _put_off(outcome, sent)
        case Unknown() if not POLICIES[sent.claim.kind].repeat_unknown:
            return Done(Settled(sent.claim, State.UNKNOWN, "lost_reply"))
        case Unknown():
            return Done(_later(sent.claim, sent.clock() + AGAIN))
        case Refused():
            return _refused(outcome, sent)


def _put_off(outcome: RetryLater, sent: SendResult) -> Done:
    """It was not delivered: a busy tenant is left alone, and what was no fault of the message costs no try."""
    claim, after = sent.claim, outcome.after_seconds
    if outcome.throttled:
        due_at = sent.clock() + timedelta(seconds=after)
        return Done(_later(claim, due_at, tried=outcome.tried), pause_tenant_for=after)
    if not outcome.tried:
        return not_sent(claim, sent.clock() + timedelta(seconds=after))._replace(unreachable=True)
    return Done(
        _later(claim, sent.clock() + timedelta(seconds=backoff(after, claim.attempt, sent.jitter)))
    )


def _refused(outcome: Refused, sent: SendResult) -> Done:
    """It was refused for good, but a chat that has gone is opened anew, and an alert must get through."""
    claim = sent.claim
    if outcome.recipient == "chat_gone" and sent.address.conversation_id is not None:
        return Done(_later(claim, sent.clock()), chat_state="chat_gone")
    if (
        outcome.stops_dispatch and POLICIES[claim.kind].repeat_unknown
    ):  # our own fault is mended soon
        return Done(_later(claim, sent.clock() + AGAIN))
    settled = Settled(claim, State.FAILED, outcome.recipient or outcome.reason)
    return Done(
        settled,
        chat_state=outcome.recipient,
        stop_dispatch=outcome.reason if outcome.stops_dispatch else None,
    )


def backoff(first: float, times: int, jitter: Callable[[float], float]) -> float:
    """Draw a wait below one that doubles with each time and never passes two minutes."""
    return jitter(min(first * 2 ** min(times, MOST_DOUBLINGS), LONGEST_WAIT))


def _later(claim: Claim, due_at: datetime, *, tried: bool = True) -> Settled:
    """Send it again at `due_at`, unless its tries are used up."""
    if tried and claim.attempt >= POLICIES[claim.kind].tries:
        return Settled(claim, State.FAILED, "tries_used_up")
    return Settled(claim, State.PENDING, due_at=due_at, tried=tried)


def _learned(claim: Claim, address: Address, conversation_id: str) -> Chat | None:
    """Return the chat with the conversation that was opened for this message, where that is news."""
    if address.conversation_id == conversation_id:
        return None
    if claim.chat is not None:
        return replace(claim.chat, conversation_id=conversation_id, state="installed")
    return Chat(
        aad_object_id=address.aad_object_id,
        tenant_id=address.tenant_id,
        teams_user_id="",
        conversation_id=conversation_id,
        service_url=address.service_url,
    )
