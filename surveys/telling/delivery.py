"""The states of a delivery and their legal moves.

One row per dispatch and person; a state changes only by a move in this table, so that what became of each message
can always be said, and `pending + sending + sent + proven + unknown + failed + skipped` is always the audience.
"""

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


def may_move(before: State, after: State) -> bool:
    """Say whether a delivery may go from one state to another."""
    return after in MOVES[before]


class Kind(StrEnum):
    """The class of a message; it decides the promise that is kept (`POLICIES`)."""

    BRIEFING = "briefing"
    SURVEY = "survey"
    REMINDER = "reminder"
    ALERT = "alert"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Policy:
    """What one class of message promises.

    `repeat_unknown`: send again when the outcome is not known (at least once) instead of marking it (at most once).
    `any_hour`: goes out in quiet hours and to people who have opted out of being asked.
    """

    repeat_unknown: bool = False
    any_hour: bool = False
    tries: int = 5


POLICIES: dict[Kind, Policy] = {
    Kind.BRIEFING: Policy(),
    Kind.SURVEY: Policy(),
    Kind.REMINDER: Policy(),
    Kind.NOTE: Policy(any_hour=True),
    Kind.ALERT: Policy(repeat_unknown=True, any_hour=True, tries=1000),
}

REASONS: dict[str, str] = {
    "opted_out": "They asked not to be contacted here.",
    "left": "They are no longer on the list of people.",
    "no_address": "They have not opened the app in Teams yet, and we have no Entra id for them.",
    "answered": "They had already answered.",
    "closed": "The survey had closed.",
    "cancelled": "The message was cancelled.",
    "blocked": "They have blocked the app in Teams.",
    "not_installed": "The app is not installed for them in Teams.",
    "chat_gone": "Their chat with the app no longer exists.",
    "bad_message": "Teams refused the message itself.",
    "not_registered": "Teams does not know our bot's registration.",
    "tries_used_up": "Teams was too busy, time after time.",
    "lost_reply": "Teams' reply was lost: it may have arrived.",
    "lease_ran_out": "The program stopped while sending: it may have arrived.",
    "not_allowed": "The address is not one we may send to.",
}


def reason_in_words(code: str | None) -> str:
    """Return the plain-English sentence for a reason's code; an unknown code is itself the words."""
    return REASONS.get(code or "", code or "")
