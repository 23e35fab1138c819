"""The ports behind which stands what we do not own: sending to people in Teams, and by e-mail.

A dialog sees only these shapes; the composition root puts the real sender and the real mailer in.
"""

from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Address(NamedTuple):  # made for every message, and so quicker to make
    """Where one person can be reached in Teams; `conversation_id` is None until a chat has been opened."""

    tenant_id: str
    conversation_id: str | None
    service_url: str
    aad_object_id: str


class Delivered(NamedTuple):
    """Accepted by Teams."""

    activity_id: str
    conversation_id: str


@dataclass(frozen=True, slots=True)
class RetryLater:
    """Certainly not delivered; may be tried again after `after_seconds`."""

    after_seconds: float
    throttled: bool
    reason: str
    tried: bool = True  # False where it never came to the connector: the tenant is paused, nothing could be reached


@dataclass(frozen=True, slots=True)
class Refused:
    """Certainly not delivered and not to be tried again; `recipient` is what it says of the person's chat."""

    reason: str
    recipient: str | None = None
    stops_dispatch: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not have arrived: the reply was lost."""

    reason: str


Outcome = Delivered | RetryLater | Refused | Unknown


class Sender(Protocol):
    """Sends one message to one person and says what became of it; never raises for what a network does."""

    async def send(self, address: Address, body: bytes, *, in_turn: bool = False) -> Outcome:
        """Post an activity, opening the one-to-one chat first where there is none.

        `in_turn` says that its turn at the rate of all processes has been taken and has come.
        """
        ...

    async def open_chat(self, address: Address) -> Outcome:
        """Open the one-to-one chat and say its conversation id."""
        ...

    async def update(self, address: Address, activity_id: str, body: bytes) -> Outcome:
        """Replace a card that was sent before."""
        ...

    async def upload(self, url: str, content: bytes) -> Outcome:
        """Put a file to the place that a person's consent has given."""
        ...


@dataclass(frozen=True, slots=True)
class OutgoingEmail:
    """One e-mail to one person: what it says, paragraph by paragraph, and between them the page that it leads to.

    `subject` is fit for a lock screen. `once` is a name for it that says nothing to anybody.
    """

    to: str
    sender: str  # who writes, in words
    subject: str
    before: tuple[str, ...]
    label: str
    address: str
    after: tuple[str, ...]
    stop_address: str
    once: str


@dataclass(frozen=True, slots=True)
class EmailAccepted:
    """Accepted by the mail server, or by the service that posts for us."""


EmailOutcome = EmailAccepted | RetryLater | Refused | Unknown


class Mailer(Protocol):
    """Sends one e-mail and says what became of it; never raises for what a network does.

    A refusal that “stops” would meet every other e-mail too: our own address, sign-in or template was refused.
    """

    async def send(self, mail: OutgoingEmail) -> EmailOutcome:
        """Send it, at most once."""
        ...
