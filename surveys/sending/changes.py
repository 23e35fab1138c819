"""What a lead may change after sending, and why a briefing is withdrawn.

These are values and their words alone; `storage.sending.changes` makes the changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from surveys.people import people
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import Dispatch
from surveys.sending.frozen import Frozen
from surveys.sending.message_version import MessageVersion
from surveys.sending.reasons import reason_in_words

# An alert to the leads cannot be stopped.
STOPPABLE = frozenset({DeliveryKind.BRIEFING, DeliveryKind.SURVEY, DeliveryKind.REMINDER})
Move = Literal["pause", "resume", "cancel", "edit", "withdraw", "saw"]
GOING = frozenset({"open", "paused"})
BY_LEAD = "by-lead"
CANCELLED, WITHDRAWN = "cancelled", "withdrawn"
OVER = frozenset({CANCELLED, WITHDRAWN})


class ReasonToWithdraw(StrEnum):
    """Why a briefing is withdrawn, as it is typed, tapped and audited."""

    WRONG = "wrong"
    RECOGNISABLE = "recognisable"
    OUT_OF_DATE = "out-of-date"


# As the lead chooses it, and as everyone reads it.
WHY_WITHDRAWN: Mapping[ReasonToWithdraw, tuple[str, str]] = {
    ReasonToWithdraw.WRONG: ("Something in it is wrong", "Something in it was wrong."),
    ReasonToWithdraw.RECOGNISABLE: (
        "Someone could be identified from it",
        "It said more about people than it should have.",
    ),
    ReasonToWithdraw.OUT_OF_DATE: ("It is out of date", "What it said is out of date."),
}


def moves_of(dispatch: Dispatch, waiting: int) -> tuple[Move, ...]:
    """Return what a lead may do about a send; `waiting` people have not been sent it yet."""
    stoppable = dispatch.kind in STOPPABLE
    told = dispatch.kind is DeliveryKind.BRIEFING and dispatch.state != WITHDRAWN
    may: dict[Move, bool] = {
        "pause": stoppable and dispatch.state == "open" and waiting > 0,
        "resume": dispatch.state == "paused",
        "cancel": stoppable and dispatch.state in GOING and waiting > 0,
        "edit": told,
        "withdraw": told,
        "saw": dispatch.revision > 0,
    }
    return tuple(move for move, is_so in may.items() if is_so)


def state_in_words(state: str, paused_because: str | None) -> str:
    """Say what holds a send back or has ended it; empty where it goes on or has gone out."""
    if state == CANCELLED:
        return "This was cancelled. Nothing more will be sent."
    if state == WITHDRAWN:
        return "This was withdrawn. Nothing more will be sent, and its cards say so."
    if state != "paused":
        return ""
    if paused_because == BY_LEAD:
        return "A lead paused this. Nothing more will be sent until it is resumed."
    because = reason_in_words(paused_because)
    return f"This has been paused. Nothing more will be sent. {because}".rstrip()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card is: a person's chat or a channel; nowhere without a conversation."""

    tenant_id: str
    conversation_id: str | None
    service_url: str
    aad_object_id: str = ""


@dataclass(frozen=True, slots=True)
class CardUpdate:
    """One delivered card that is to show the newest text, claimed by a worker."""

    dispatch_id: int
    person_id: int
    attempt: int
    state: State
    activity_id: str | None
    place: Place
    acts: frozenset[str]
    at: MessageVersion


@dataclass(frozen=True, slots=True)
class Text:
    """What a dispatch says, which revision of the text that is, and whether it is only training."""

    says: Frozen
    revision: int
    training: bool = False


@dataclass(frozen=True, slots=True)
class OldCards:
    """The cards of people whom an earlier text reached: all, still to be replaced, replaced."""

    people: int
    waiting: int
    replaced: int

    def in_words(self) -> str:
        """Return 5 of 8 cards replaced, 3 people still see the old text; empty without cards."""
        if not self.people:
            return ""
        if self.replaced == self.people:
            every = "The card is" if self.people == 1 else f"All {self.people:,} cards are"
            return f"{every} replaced."
        left = self.people - self.replaced
        see = "sees" if left == 1 else "see"
        cards = f"{self.replaced:,} of {self.people:,} cards replaced"
        under_way = f" We are still replacing {self.waiting:,}." if self.waiting else ""
        return f"{cards}, {people(left)} still {see} the old text.{under_way}"


@dataclass(frozen=True, slots=True)
class SawOldText:
    """One person who got an earlier text; `read`: they said so before it was changed."""

    name: str
    email: str
    agency: str
    read: bool
    shows_new: bool
    under_way: bool  # their card is still to be updated
    reason: str | None


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of a team to which the app has been added."""

    id: int
    team: str
    name: str

    def in_words(self) -> str:
        """Name it with its team; Teams does not always say what either is called."""
        return f"{self.team or 'A team'} / {self.name or f'channel {self.id}'}"


@dataclass(frozen=True, slots=True)
class PostClaim:
    """A dispatch to be posted in a channel, or a post there to be updated, claimed by a worker."""

    dispatch_id: int
    channel_id: int
    attempt: int
    activity_id: str | None
    installed: bool
    place: Place
    kind: DeliveryKind = DeliveryKind.BRIEFING  # nothing else is posted in channels


@dataclass(frozen=True, slots=True)
class NotPosted:
    """A channel without a dispatch, or without its newest text; `reason` is a code of `REASONS`."""

    channel: Channel
    state: State
    reason: str | None
