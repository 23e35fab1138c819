"""The states of a delivery, their legal moves, and what each class of message promises.

There is one row per dispatch and person, and its state changes only by a move in this table, so
that `pending + sending + sent + proven + unknown + failed + skipped` is always the audience.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from surveys.sending.reasons import ENDING


class State(StrEnum):
    """The state of one message to one person."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    PROVEN = "proven"
    UNKNOWN = "unknown"
    FAILED = "failed"
    SKIPPED = "skipped"


MOVES: dict[State, frozenset[State]] = {
    # to "not known" after a restore, if it may have been sent since the backup
    State.PENDING: frozenset({State.SENDING, State.SKIPPED, State.UNKNOWN}),
    State.SENDING: frozenset(
        {State.SENT, State.PENDING, State.UNKNOWN, State.FAILED, State.SKIPPED, State.PROVEN}
    ),
    State.SENT: frozenset({State.PROVEN}),
    State.UNKNOWN: frozenset({State.PROVEN}),
    State.PROVEN: frozenset(),
    # back, where the reason was about the person's way to us and has ended (`reasons.ENDING`)
    State.FAILED: frozenset({State.PENDING}),
    State.SKIPPED: frozenset({State.PENDING}),
}

ON_ITS_WAY = frozenset({State.PENDING, State.SENDING})
REACHED = frozenset({State.SENT, State.PROVEN})
MISSED = frozenset({State.UNKNOWN, State.FAILED, State.SKIPPED})


def before(after: State) -> tuple[State, ...]:
    """Return the states from which a delivery may come to another."""
    return tuple(state for state, following in MOVES.items() if after in following)


CANARY = 20  # so many go first
CANARY_MAY_FAIL = 0.05  # more than this share of refusals of the message pauses a dispatch
CANARY_MAY_BE_LOST = 0.25  # and so does more than this share of lost replies
# ... or of chats that refuse us without a reason that we know: Teams itself may be out of order.
UNCLEAR = "chat_refused"


class DeliveryKind(StrEnum):
    """The class of a message; it decides the promise that is kept (`POLICIES`)."""

    BRIEFING = "briefing"
    SURVEY = "survey"
    REMINDER = "reminder"
    COME_BACK = "come-back"
    ALERT = "alert"
    NOTE = "note"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Policy:
    """What one class of message promises.

    `must_arrive`: tried again whatever came of it (at least once, not at most once), and whatever
    is known of the person's chat, until it has arrived or someone has answered.
    `any_hour`: sent in quiet hours too, and to people who have opted out of being asked.
    `canary`: sent to a few people first, and to everyone else when that has gone well.
    `tries`: after so many, a message that was put off each time has failed; None: never.
    `to_no_one`: it goes the whole way but the last step: no one gets it.
    `lease`: how long a worker that has stopped may hold it back; None: as long as its queue says.
    """

    must_arrive: bool = False
    any_hour: bool = False
    canary: bool = False
    tries: int | None = 5
    lease: timedelta | None = None
    to_no_one: bool = False


ALERT_LEASE = timedelta(seconds=30)
POLICIES: dict[DeliveryKind, Policy] = {
    DeliveryKind.BRIEFING: Policy(canary=True),
    DeliveryKind.SURVEY: Policy(canary=True),
    DeliveryKind.REMINDER: Policy(canary=True),
    DeliveryKind.COME_BACK: Policy(),
    DeliveryKind.NOTE: Policy(any_hour=True),
    DeliveryKind.ALERT: Policy(must_arrive=True, any_hour=True, tries=None, lease=ALERT_LEASE),
    DeliveryKind.WATCH: Policy(
        must_arrive=True, any_hour=True, tries=None, lease=ALERT_LEASE, to_no_one=True
    ),
}
MUST_ARRIVE = tuple(kind for kind, policy in POLICIES.items() if policy.must_arrive)


def lease_of(kind: DeliveryKind, usual: timedelta) -> timedelta:
    """Return how long a worker holds a message of a class, in a queue whose lease is `usual`."""
    return min(POLICIES[kind].lease or usual, usual)


def canary_verdict(
    counts: Mapping[tuple[State, str | None], int], under_way: int, held: int = 0
) -> str:
    """Say what a canary comes to: wait, go or stop.

    `counts` is its people by state and reason, `under_way` how many are being sent or due soon, and
    `held` how many wait for their tenant, which holds no other tenant back.
    What a stopped process left unknown does not count as lost: it says nothing about Teams. A
    person who cannot be reached says nothing about the message.
    """
    refused = sum(
        number
        for (state, reason), number in counts.items()
        if state is State.FAILED and reason not in ENDING
    )
    lost = counts.get((State.UNKNOWN, "lost_reply"), 0)
    unclear = counts.get((State.FAILED, UNCLEAR), 0)
    if refused > CANARY * CANARY_MAY_FAIL or max(lost, unclear) > CANARY * CANARY_MAY_BE_LOST:
        return "stop"
    settled = sum(
        number
        for (state, _), number in counts.items()
        if state not in {State.PENDING, State.SENDING}
    )
    return "go" if (settled or held) and not under_way else "wait"
