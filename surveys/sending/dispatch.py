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
    """A dispatch as it is now."""

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
    """One message claimed by a worker, which alone may send it until the lease runs out.

    `wait` is the seconds from the claim to its first rate slot; it has a slot for each request that
    sending it takes. `revision` says which text of the dispatch it is.
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
    progress: str | None  # the state of the person's invitation in that wave
    opted_out: bool
    away_until: date | None
    aad_object_id: str | None
    chat: Chat | None
    wait: float = 0.0
    has_left: bool = False
    goes: bool = True  # False: it is only to be left out or to wait, and has no slot


USED = 0.97  # of the rate


@dataclass(frozen=True, slots=True)
class RateSlots:
    """The rate limit of a tenant, over all processes: `rate` requests a second.

    `at` is when slots are asked for, in seconds since 1970. Slots are given out at most `ahead`
    seconds before they come, so that an answer to a person need not wait behind a long send. A lane
    without a tenant is `default_tenant`'s, and a chat that is yet to be opened is reached by
    `default_address`. A little less than the rate is given out, so that a late
    request does not put any second over the limit.
    """

    rate: float
    at: float
    ahead: float
    default_tenant: str
    default_address: str = ""

    @property
    def apart(self) -> float:
        """Return the seconds from one slot to the next."""
        return 1 / (self.rate * USED)

    def left(self, next_at: float | None) -> int:
        """Return how many slots may be given out now, where the next free one is at `next_at`."""
        return max(0, int((self.at + self.ahead - max(next_at or 0.0, self.at)) / self.apart) + 1)


class Claimed(Protocol):
    """What a worker has claimed, of whatever queue."""

    @property
    def dispatch_id(self) -> int:
        """Return the dispatch that it belongs to."""
        ...

    @property
    def attempt(self) -> int:
        """Return which try this is, from 1."""
        ...


C = TypeVar("C", bound=Claimed)


class Settled(NamedTuple, Generic[C]):
    """The outcome of a claim, as it is stored; one that was not `tried` has used up no try.

    `due_at` is when it is tried again; `revision` is the text that a card or post shows now.
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
    """One person whom a dispatch did not reach, why (`REASONS`), and the state of their e-mail."""

    person_id: int
    name: str
    email: str
    agency: str
    state: State
    reason: str | None
    email_state: State | None = None
    email_reason: str | None = None


@dataclass(frozen=True, slots=True)
class WhyMissed:
    """How many people were not reached for one reason; `written` of them got an e-mail."""

    state: State
    reason: str | None
    people: int
    written: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is still to go out: `now` at once, `later` not yet, the first of those at `next_at`."""

    now: int
    later: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class DoubtfulSend:
    """A send of which a restored database does not know whether it has gone out since the backup.

    `people`, `emails` and `posts` are how many of each still wait.
    """

    dispatch_id: int
    partnership: str
    title: str
    people: int
    emails: int
    posts: int

    @property
    def waiting(self) -> int:
        """Return how many messages wait in all."""
        return self.people + self.emails + self.posts
