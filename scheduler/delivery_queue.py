"""The row that describes a delivery queue: how it is claimed, drawn, sent and settled.

There is a row for each `QueueName`, in `messages`, `emails`, `channel_posts`, `card_updates` and
`chat_cards`; what its outcomes mean is in `delivery_outcomes`.
"""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from dialogs.ports import EmailOutcome, Outcome
from dialogs.replies import Reply
from scheduler.delivery_context import QueueContext
from storage.unit import Unit
from surveys.people import Chat, ChatState
from surveys.sending.dispatch import Claimed, Settled
from surveys.sending.quiet_hours import Quiet


class QueueName(StrEnum):
    """What is delivered."""

    MESSAGES = "messages to people"
    EMAILS = "e-mails"
    POSTS = "posts in channels"
    POST_UPDATES = "updates of posts"
    CARD_UPDATES = "updates of cards"
    CHAT_CARDS = "cards that were tapped"


class NotDrawn(NamedTuple):
    """It was not sent, because this version of the program cannot draw what it says."""


class Withheld(NamedTuple):
    """It was not sent: it was called off, or this process began to stop, while it waited to go."""


AnyOutcome = Outcome | EmailOutcome | NotDrawn | Withheld

K = TypeVar("K", bound=QueueContext)
C = TypeVar("C", bound=Claimed)
D = TypeVar("D")


class Attempt(NamedTuple, Generic[C]):
    """One try to deliver a claim, with the revision of the text that was to be delivered."""

    queue: QueueName
    claim: C
    revision: int
    context: QueueContext


class Unreachable(NamedTuple):
    """A service address, and the random share of its back-off: from 0 up to 1."""

    service_url: str
    chance: float


class Done(NamedTuple, Generic[C]):
    """A settled claim, and what its outcome tells beyond that claim."""

    settled: Settled[C]
    # Seconds for which no one may write to the tenant, which is throttling us.
    pause_tenant_for: float | None = None
    # No connection could be made with this service address, so nothing else need try at once.
    unreachable: Unreachable | None = None
    # The chat that was opened for the message.
    chat: Chat | None = None
    # The new state of the person's chat.
    chat_state: ChatState | None = None
    # The reason for which the whole dispatch is to be paused.
    stop_dispatch: str | None = None
    # Nothing can be posted in the channel any more.
    channel_gone: bool = False
    # The tenant does not accept our sign-in, so nothing else need try it at once.
    tenant_refuses: bool = False
    # Seconds for which the mail server takes nothing.
    mail_shut_for: float | None = None


@dataclass(frozen=True, slots=True)
class DeliveryQueue(Generic[K, C, D]):
    """How one kind of thing is delivered.

    `before_sending` looks at a claim once more; where it is not to be sent now, it returns what the
    claim comes to. `draw` turns a reply into what `send` sends. `settle` stores the outcomes of a
    worker's claims, and `learn` what they tell beyond those claims, in the same unit of work.
    """

    name: QueueName
    before_sending: Callable[[C, Quiet, datetime], Done[C] | None]
    draw: Callable[[K, C, Reply], D | None]
    send: Callable[[K, C, D], Awaitable[AnyOutcome]]
    settle: Callable[[Unit, str, Sequence[Settled[C]]], None]
    learn: Callable[[Unit, Sequence[Done[C]]], None]


@dataclass(frozen=True, slots=True)
class BatchQueue(DeliveryQueue[K, C, D]):
    """A queue of which up to `batch` things are claimed, sent and settled together.

    `claim` is given the worker's name, how many, and the lease. Claims of one dispatch for which
    `alike` returns the same are drawn once.
    """

    batch: int
    claim: Callable[[Unit, str, int, timedelta], Sequence[C]]
    alike: Callable[[C], Hashable]
