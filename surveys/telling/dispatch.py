"""A dispatch: one thing told or asked, frozen when it was confirmed, and the people it goes to."""

from dataclasses import dataclass
from datetime import datetime

from surveys.people import Chat
from surveys.telling.delivery import Kind, State


@dataclass(frozen=True, slots=True)
class NewDispatch:
    """What is sent, as it was confirmed: `content` is the reply `reply` as JSON, `once` makes a repeat the same."""

    partnership_id: int
    once: str
    kind: Kind
    title: str
    rule: str
    reply: str
    content: str
    briefing_id: int | None = None
    wave_id: int | None = None
    concern_id: int | None = None
    asked_by: int | None = None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A dispatch as it stands."""

    id: int
    partnership_id: int
    kind: Kind
    title: str
    rule: str
    asked_by: int | None
    asked_at: datetime
    state: str
    paused_because: str | None
    card_id: str | None
    card_shows: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One message taken on by a worker: it alone may send it, until the lease runs out."""

    dispatch_id: int
    person_id: int
    kind: Kind
    attempt: int
    wave_id: int | None
    wave_state: str | None
    progress: str | None  # how far the person is in that wave
    opted_out: bool
    aad_object_id: str | None
    chat: Chat | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a claimed message; one that was not `tried` has none of its tries used up."""

    claim: Claim
    state: State
    reason: str | None = None
    activity_id: str | None = None
    due_at: datetime | None = None
    tried: bool = True


@dataclass(frozen=True, slots=True)
class NotReachedPerson:
    """One person whom a dispatch did not reach, and why (a code of `REASONS`)."""

    name: str
    email: str
    agency: str
    state: State
    reason: str | None
