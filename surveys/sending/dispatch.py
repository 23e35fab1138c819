"""A dispatch: one thing told or asked, frozen when it was confirmed, and the people it goes to."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, NamedTuple, Protocol, TypeVar

from surveys.people import Chat
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.frozen import Frozen


@dataclass(frozen=True, slots=True)
class NewDispatch:
    """What is sent, as it was confirmed; `once` makes a repeat the same."""

    partnership_id: int
    once: str
    kind: DeliveryKind
    title: str
    rule: str
    says: Frozen
    briefing_id: int | None = None
    wave_id: int | None = None
    concern_id: int | None = None
    asked_by: int | None = None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A dispatch as it stands."""

    id: int
    partnership_id: int
    kind: DeliveryKind
    title: str
    rule: str
    asked_by: int | None
    asked_at: datetime
    state: str
    paused_because: str | None
    card_id: str | None
    card_shows: int
    due_at: datetime | None
    audience: int
    revision: int
    briefing_id: int | None
    wave_id: int | None


class Claim(NamedTuple):  # made for every message, and so quicker to make
    """One message taken on by a worker: it alone may send it, until the lease runs out.

    `wait` is how many seconds from the claim its turn comes, at the rate that all processes keep together; it has as
    many turns as sending it takes requests. `revision` says which text of the dispatch it is.
    """

    dispatch_id: int
    person_id: int
    lane_id: int
    tenant_id: str
    canary: bool
    kind: DeliveryKind
    revision: int
    attempt: int
    wave_id: int | None
    wave_state: str | None
    progress: str | None  # how far the person is in that wave
    opted_out: bool
    away_until: date | None
    aad_object_id: str | None
    chat: Chat | None
    wait: float = 0.0


USED = 0.97  # of the rate


@dataclass(frozen=True, slots=True)
class RateSlots:
    """How fast all processes together may speak to a tenant: `rate` requests a second.

    `at` is the moment of asking in seconds since 1970; turns are handed out at most `ahead` seconds before they come,
    so that whoever answers a person need not wait behind a long send. A lane without a tenant is `default_tenant`'s.
    A little less than the rate is handed out, so that a request that is late makes no second too full.
    """

    rate: float
    at: float
    ahead: float
    default_tenant: str

    @property
    def apart(self) -> float:
        """Return the seconds from one turn to the next."""
        return 1 / (self.rate * USED)

    def left(self, next_at: float | None) -> int:
        """Return how many turns may be handed out now, when the next one free comes at `next_at`."""
        return max(0, int((self.at + self.ahead - max(next_at or 0.0, self.at)) / self.apart) + 1)


class Claimed(Protocol):
    """What was taken on by a worker, whatever queue it is of: something of a dispatch, for the so manieth time."""

    @property
    def dispatch_id(self) -> int:
        """Return the dispatch."""
        ...

    @property
    def attempt(self) -> int:
        """Return which try this is, from 1."""
        ...


C = TypeVar("C", bound=Claimed)


class Settled(NamedTuple, Generic[C]):
    """What a claim came to; one that was not `tried` has used up none of its tries.

    `due_at` is when it is tried again; `revision` is the text that a card or a post shows now.
    """

    claim: C
    state: State
    reason: str | None = None
    activity_id: str | None = None
    due_at: datetime | None = None
    tried: bool = True
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class NotReachedPerson:
    """One person whom a dispatch did not reach, and why (a code of `REASONS`); `letter` is the e-mail to them."""

    person_id: int
    name: str
    email: str
    agency: str
    state: State
    reason: str | None
    letter: State | None = None
    letter_reason: str | None = None


@dataclass(frozen=True, slots=True)
class WhyMissed:
    """For how many people a message ended without reaching them for one reason; `written` of them by e-mail."""

    state: State
    reason: str | None
    people: int
    written: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is still to go out: `now` messages at once, and when the first of those that are due later comes."""

    now: int
    later: int
    next_at: datetime | None
