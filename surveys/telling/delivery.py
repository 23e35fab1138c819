"""The states of a delivery and their legal moves.

One row per dispatch and person; a state changes only by a move in this table, so that what became of each message
can always be said, and `pending + sending + sent + proven + unknown + failed + skipped` is always the audience.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What became of one message to one person."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    PROVEN = "proven"
    UNKNOWN = "unknown"
    FAILED = "failed"
    SKIPPED = "skipped"


MOVES: dict[State, frozenset[State]] = {
    State.PENDING: frozenset({State.SENDING, State.SKIPPED}),
    State.SENDING: frozenset({State.SENT, State.PENDING, State.UNKNOWN, State.FAILED, State.SKIPPED, State.PROVEN}),
    State.SENT: frozenset({State.PROVEN}),
    State.UNKNOWN: frozenset({State.PROVEN}),
    State.PROVEN: frozenset(),
    State.FAILED: frozenset(),
    State.SKIPPED: frozenset(),
}

REACHED = frozenset({State.SENT, State.PROVEN})


def before(after: State) -> tuple[State, ...]:
    """Return the states from which a delivery may come to another."""
    return tuple(state for state, following in MOVES.items() if after in following)


CANARY = 20  # so many go first
CANARY_MAY_FAIL = 0.05  # more than this share of them failing pauses a dispatch
CANARY_MAY_BE_LOST = 0.25  # and so does more than this share of lost replies


class Kind(StrEnum):
    """The class of a message; it decides the promise that is kept (`POLICIES`)."""

    BRIEFING = "briefing"
    SURVEY = "survey"
    REMINDER = "reminder"
    COME_BACK = "come-back"
    ALERT = "alert"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Policy:
    """What one class of message promises.

    `repeat_unknown`: send again when the outcome is not known (at least once) instead of marking it (at most once).
    `any_hour`: goes out in quiet hours and to people who have opted out of being asked.
    `canary`: goes to a few people first, and to everybody else when that has gone well.
    """

    repeat_unknown: bool = False
    any_hour: bool = False
    canary: bool = False
    tries: int = 5


POLICIES: dict[Kind, Policy] = {
    Kind.BRIEFING: Policy(canary=True),
    Kind.SURVEY: Policy(canary=True),
    Kind.REMINDER: Policy(canary=True),
    Kind.COME_BACK: Policy(),
    Kind.NOTE: Policy(any_hour=True),
    Kind.ALERT: Policy(repeat_unknown=True, any_hour=True, tries=1000),
}

REASONS: dict[str, str] = {
    "opted_out": "They asked not to be contacted here.",
    "asked_too_often": "They have been asked as often as is allowed in 30 days, all partnerships together.",
    "away": "They are away; it waits until they are back.",
    "no_address": "They have not opened the app in Teams yet, and we have no Entra id for them.",
    "answered": "They had already answered.",
    "closed": "The survey had closed.",
    "blocked": "They have blocked the app in Teams.",
    "not_installed": "The app is not installed for them in Teams.",
    "chat_gone": "Their chat with the app no longer exists.",
    "bad-request": "Teams refused the message itself.",
    "too-large": "Teams refused the message because it is too large.",
    "not-authorised": "Teams did not accept our bot's sign-in.",
    "InvalidBotApiHost": "Our bot's registration belongs to another part of Teams.",
    "NotEnoughPermissions": "Our bot may not write to them in Teams.",
    "redirected": "Teams sent us on to another address, where we do not follow.",
    "tries_used_up": "Teams was too busy, time after time.",
    "lost_reply": "Teams' reply was lost: it may have arrived.",
    "lease_ran_out": "The program stopped while sending: it may have arrived.",
    "service-url-not-allowed": "The address is not one we may send to.",
    "canary-failed": "Too many of the first 20 messages did not arrive.",
    "by-lead": "A lead has paused it.",
    "cancelled": "The send was cancelled before it went to them.",
    "withdrawn": "The briefing was withdrawn before it went to them.",
    "ActivityNotFoundInConversation": "The message is no longer there.",
    "card-not-known": "Teams did not say which card it was.",
    "cannot-be-drawn": "This version of the program cannot show the message.",
    "conversation-id-unsafe": "The address of their chat cannot be used.",
}


def canary_verdict(counts: Mapping[tuple[State, str | None], int], under_way: int) -> str:
    """Say what a canary comes to: wait, go or stop.

    `counts` says how many of it stand in each state for each reason, `under_way` how many are on their way or soon due.
    A process that was ended says nothing of Teams, so what it left unknown does not count as lost.
    """
    failed = sum(number for (state, _), number in counts.items() if state is State.FAILED)
    if failed > CANARY * CANARY_MAY_FAIL or counts.get((State.UNKNOWN, "lost_reply"), 0) > CANARY * CANARY_MAY_BE_LOST:
        return "stop"
    settled = sum(number for (state, _), number in counts.items() if state not in {State.PENDING, State.SENDING})
    return "go" if settled and not under_way else "wait"


def reason_in_words(code: str | None) -> str:
    """Return the plain-English sentence for a reason's code, and no words where there is no code."""
    return REASONS.get(code, f"Teams refused the message (code {code}).") if code else ""
