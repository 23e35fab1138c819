"""Look once more just before sending: still wanted, able to arrive, and outside quiet hours.

A claim that is not to be sent is settled without a try; one that only has to wait uses up none.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from scheduler.delivery_queue import C, Done
from surveys.asking.wave import CLOSED, FINISHED, OPEN
from surveys.sending.changes import CardUpdate, PostClaim
from surveys.sending.delivery import POLICIES, DeliveryKind, State
from surveys.sending.dispatch import Claim, Settled
from surveys.sending.email_delivery import EmailClaim
from surveys.sending.quiet_hours import LONDON, Quiet
from surveys.sending.shut_chats import why_shut

ASKING = frozenset({DeliveryKind.SURVEY, DeliveryKind.REMINDER})
SURVEY_OVER: Mapping[str | None, str] = {CLOSED: "closed"}  # by the state of the survey
ANSWERED: Mapping[str | None, str] = {FINISHED: "answered"}  # by the person's progress in it
LEFT_OUT: Mapping[str, Callable[[Claim], bool]] = {
    "left": lambda claim: claim.has_left,
    "opted_out": lambda claim: claim.opted_out and not POLICIES[claim.kind].any_hour,
    "no_address": lambda claim: claim.aad_object_id is None and not POLICIES[claim.kind].to_no_one,
}
OVER: Mapping[str, Callable[[EmailClaim], bool]] = {
    "cancelled": lambda claim: claim.dispatch_state in {"cancelled", "withdrawn"},
    "left": lambda claim: claim.has_left,
    "opted_out": lambda claim: claim.opted_out,
    "closed": lambda claim: (
        claim.wave_id is not None and (claim.wave_state != OPEN or claim.progress is None)
    ),
    "answered": lambda claim: claim.progress == FINISHED,
    "asked_lately": lambda claim: claim.kind is DeliveryKind.REMINDER and claim.asked_lately,
}
HAVE_CARD = frozenset({State.SENT, State.PROVEN, State.UNKNOWN})
LOOKED_AT_AGAIN = timedelta(seconds=30)  # an alert to someone whom we cannot write to in Teams
SETTLED_SOON = timedelta(seconds=5)  # what was being sent when its text was changed


def not_sent(claim: C, due_at: datetime) -> Done[C]:
    """Say that it was not tried: it is due again, and has used up none of its tries."""
    return Done(Settled(claim, State.PENDING, due_at=due_at, tried=False))


def before_message(claim: Claim, quiet: Quiet, now: datetime) -> Done[Claim] | None:
    """Look at a message to a person; what is known of a chat closes no door to an alert."""
    policy = POLICIES[claim.kind]
    if left_out := next((why for why, holds in LEFT_OUT.items() if holds(claim)), None):
        return _left_out(claim, left_out, now)
    if claim.kind in ASKING and (
        over := SURVEY_OVER.get(claim.wave_state) or ANSWERED.get(claim.progress)
    ):
        return Done(Settled(claim, State.SKIPPED, over))
    if not policy.must_arrive and (shut := why_shut(claim.chat, now)):
        return Done(Settled(claim, State.FAILED, shut))
    if policy.any_hour:
        return None
    opens = quiet.next_open(now, claim.chat.time_zone if claim.chat else LONDON, claim.away_until)
    return not_sent(claim, opens) if opens > now else None


def _left_out(claim: Claim, why: str, now: datetime) -> Done[Claim]:
    """Skip the person; but an alert waits for an address: they may open the app at any moment."""
    if why != "no_address" or not POLICIES[claim.kind].must_arrive:
        return Done(Settled(claim, State.SKIPPED, why))
    again = Settled(claim, State.PENDING, why, due_at=now + LOOKED_AT_AGAIN, tried=False)
    return Done(again)


def before_email(claim: EmailClaim, quiet: Quiet, now: datetime) -> Done[EmailClaim] | None:
    """Look at an e-mail: not to those who left, opted out, have answered or just had another."""
    if POLICIES[claim.kind].must_arrive:
        return Done(Settled(claim, State.SKIPPED, "left")) if claim.has_left else None
    over = next((reason for reason, holds in OVER.items() if holds(claim)), None)
    if over:
        return Done(Settled(claim, State.SKIPPED, over))
    opens = quiet.next_open(now, claim.time_zone or LONDON, claim.away_until)
    return not_sent(claim, opens) if opens > now else None


def before_post(claim: PostClaim, quiet: Quiet, now: datetime) -> Done[PostClaim] | None:
    """Look at a post; a channel has no time zone of its own, so London's quiet hours hold."""
    if not claim.installed:
        return Done(Settled(claim, State.FAILED, "app_not_in_team"))
    opens = quiet.next_open(now, LONDON)
    return not_sent(claim, opens) if opens > now else None


def before_post_update(_claim: PostClaim, _quiet: Quiet, _now: datetime) -> None:
    """Let an update of a post go at any hour: no one is notified of it."""


def before_card_update(claim: CardUpdate, _quiet: Quiet, now: datetime) -> Done[CardUpdate] | None:
    """Look at an update of a card: its message may still be sending, or never have arrived."""
    if claim.state is State.SENDING:
        return not_sent(claim, now + SETTLED_SOON)
    if claim.state not in HAVE_CARD:
        return Done(Settled(claim, State.SKIPPED))
    if claim.activity_id is None:
        return Done(Settled(claim, State.FAILED, "card-not-known"))
    if claim.place.conversation_id is None:
        return Done(Settled(claim, State.FAILED, "chat_gone"))
    return None
