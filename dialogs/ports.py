"""The ports to what we do not own: sending to people in Teams, and by e-mail.

Dialogs know only these protocols; the composition root injects the real sender and mailer.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from dialogs.replies import Reply
from surveys.impact.summary.structure import Summary
from surveys.people import ChatState
from surveys.sending.message_version import MessageVersion
from surveys.sending.quiet_hours import Quiet


class Address(NamedTuple):  # a named tuple, because one is made for every message
    """Where to reach a person in Teams, or a channel, which has no Entra id.

    `conversation_id` is None until a chat has been opened.
    """

    tenant_id: str
    conversation_id: str | None
    service_url: str
    aad_object_id: str

    @property
    def is_of_a_person(self) -> bool:
        """Say whether it is one person's chat."""
        return bool(self.aad_object_id)


class Delivered(NamedTuple):
    """Accepted by Teams."""

    activity_id: str
    conversation_id: str


@dataclass(frozen=True, slots=True)
class RetryLater:
    """Certainly not delivered; may be tried again after `after_seconds`.

    `tried` is False where the request never reached the connector, so that no try is used up.
    """

    after_seconds: float
    throttled: bool
    reason: str
    tried: bool = True  # False: the connector was never asked (tenant paused, nothing reachable)


@dataclass(frozen=True, slots=True)
class Refused:
    """Certainly not delivered, and not to be tried again.

    `recipient` is what it says of the person's chat.
    """

    reason: str
    recipient: ChatState | None = None
    stops_dispatch: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not have arrived: the reply was lost."""

    reason: str


Outcome = Delivered | RetryLater | Refused | Unknown


class Sender(Protocol):
    """Sends one message to one person and returns the outcome; no network failure raises."""

    async def send(self, address: Address, body: bytes, *, has_slot: bool = False) -> Outcome:
        """Post an activity, opening the one-to-one chat first where there is none.

        `has_slot` says that it has waited for its slot under the rate limit of all processes.
        """
        ...

    async def open_chat(self, address: Address) -> Outcome:
        """Open the one-to-one chat and return its conversation id."""
        ...

    async def update(self, address: Address, activity_id: str, body: bytes) -> Outcome:
        """Replace a card that was sent before."""
        ...

    async def upload(self, url: str, content: bytes) -> Outcome:
        """Upload a file to the URL that came with a person's consent."""
        ...


@dataclass(frozen=True, slots=True)
class OutgoingEmail:
    """One e-mail to one person: paragraphs `before` and `after` the link to its page.

    `label` is the text of the link. `subject` is fit for a lock screen. `once` is the idempotency
    key; it reveals nothing. `stop_address` is None where no one can stop such e-mails.
    """

    to: str
    sender: str  # display name
    subject: str
    before: tuple[str, ...]
    label: str
    address: str
    after: tuple[str, ...]
    stop_address: str | None
    once: str


@dataclass(frozen=True, slots=True)
class EmailAccepted:
    """Accepted by the mail server, or by GOV.UK Notify."""


EmailOutcome = EmailAccepted | RetryLater | Refused | Unknown


class BouncedEmail(NamedTuple):
    """An e-mail that was accepted under the key `once`, and not delivered, with the reason."""

    once: str
    reason: str


class Mailer(Protocol):
    """Sends one e-mail and returns the outcome; no network failure raises.

    A refusal that “stops” would meet every other e-mail too: our own address, sign-in or template
    was refused.
    """

    async def send(self, mail: OutgoingEmail) -> EmailOutcome:
        """Send it, at most once."""
        ...

    async def bounced(self) -> Sequence[BouncedEmail]:
        """Return what was accepted lately and not delivered, as far as the service says so."""
        ...


class SummaryFile(NamedTuple):
    """A summary drawn as a file."""

    name: str
    media_type: str
    content: bytes


Draw = Callable[[Reply, MessageVersion | None], bytes]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What the clocks of one process send through, and when they may.

    `mailer` is None where e-mail is not set up. `draw` turns a reply into the bytes of a Teams
    message, whose buttons name the message and version given. `worker` names the process on its
    leases. `report` takes the name of a task that failed and the kind of failure; what `around`
    returns is open while the task of that name runs.
    """

    sender: Sender
    mailer: Mailer | None
    draw: Draw
    write_file: Callable[[Summary, str], SummaryFile]
    quiet: Quiet
    tick_seconds: float
    clock: Callable[[], datetime]
    worker: str
    report: Callable[[str, str], None]
    around: Callable[[str], AbstractContextManager[object]]
