"""The progress card of a send: when it is updated, and how it says in plain words what is to come.

It is updated at a few steps, and whenever a lead has changed the send, so that it is never wrong
for long. A send with much left is counted seldom, because counting is what costs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from surveys.london import weekday_and_moment
from surveys.sending.changes import OVER
from surveys.sending.delivery import POLICIES, REACHED, State
from surveys.sending.dispatch import USED, Dispatch, Waiting
from surveys.sending.quiet_hours import NEVER_QUIET, Quiet

STEP = 25  # per cent
# In place of a step: the send was changed since the card was drawn ...
NEWS = -1
# ... and: it was stopped, but messages were still being sent when the card was drawn.
IN_FLIGHT = -2
COUNTED_A_SECOND = 3000  # rows, at most, for each card
SOON = timedelta(minutes=1)
LONG = 90  # minutes, from which hours are said

STATES_IN_WORDS: Mapping[State, str] = {
    State.PENDING: "waiting",
    State.SENDING: "being sent",
    State.SENT: "sent",
    State.PROVEN: "delivered and opened",
    State.UNKNOWN: "delivery not confirmed",
    State.FAILED: "failed",
    State.SKIPPED: "left out",
}
ALWAYS_SAID = frozenset({State.UNKNOWN, State.FAILED})


@dataclass(frozen=True, slots=True)
class Progress:
    """A send with a card, the people `left` to send it to, and those of them `in_flight`."""

    dispatch: Dispatch
    left: int
    in_flight: int

    @property
    def step(self) -> int:
        """Return the last step that it has reached, in per cent."""
        audience = self.dispatch.audience
        return (audience - self.left) * 100 // audience // STEP * STEP if audience else 100

    @property
    def is_behind(self) -> bool:
        """Say whether the card is to be updated."""
        shows = self.dispatch.card_shows
        if shows == IN_FLIGHT:
            return self.in_flight == 0
        return shows == NEWS or self.step > shows

    @property
    def shows(self) -> int:
        """Return what a card that is drawn now shows."""
        stopped = self.dispatch.state == "paused" or self.dispatch.state in OVER
        return IN_FLIGHT if stopped and self.in_flight else self.step

    @property
    def rest(self) -> float:
        """Return for how many seconds not to count it again."""
        return self.left / COUNTED_A_SECOND


def figures(counts: Mapping[State, int]) -> tuple[tuple[str, int], ...]:
    """Return each state in words with its people; once anything was sent, zero failures too."""
    said = (
        ALWAYS_SAID if any(counts[state] for state in ALWAYS_SAID | REACHED) else frozenset[State]()
    )
    return tuple(
        (words, counts[state])
        for state, words in STATES_IN_WORDS.items()
        if counts[state] or state in said
    )


def starts_in_words(dispatch: Dispatch, quiet: Quiet, now: datetime) -> str:
    """Say when a send that is not stopped goes out: now, on a day, or from the end of quiet."""
    later = dispatch.due_at is not None and dispatch.due_at > now + SOON
    holds = NEVER_QUIET if POLICIES[dispatch.kind].any_hour else quiet
    return holds.starts(dispatch.due_at if later else None, now)


def outlook(dispatch: Dispatch, waiting: Waiting, rate: float, quiet: Quiet, now: datetime) -> str:
    """Say when what waits will be sent, at `rate` a second; empty where nothing is going out."""
    if dispatch.state != "open" or not (waiting.now or waiting.next_at):
        return ""
    starts = starts_in_words(dispatch, quiet, now)
    if dispatch.due_at is not None and dispatch.due_at > now + SOON:
        return f"Sending starts {starts}."
    if waiting.now and starts != "now":
        return f"What is waiting goes out {starts}."
    left = time_left(waiting.now / (rate * USED)) if rate else ""
    if waiting.next_at is None:
        return left
    those = f"{waiting.later:,} of them are" if waiting.later > 1 else "One of them is"
    opens = weekday_and_moment(waiting.next_at)
    later = f"{those} waiting until {opens} or later (quiet hours or leave)."
    return f"{left} {later}".strip()


def time_left(seconds: float) -> str:
    """Say how long something takes, where it is more than a minute."""
    minutes = ceil(seconds / 60)
    if minutes <= 1:
        return ""
    return (
        f"About {minutes} minutes left."
        if minutes < LONG
        else f"About {round(minutes / 60)} hours left."
    )
