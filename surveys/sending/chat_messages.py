"""What the bot shows in a chat: each message is known, and so is what it shows now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from surveys.sending.changes import Place
from surveys.sending.frozen import Frozen
from surveys.sending.message_version import MessageVersion

DECISION_LASTS = timedelta(minutes=15)  # a card that sends, asks or withdraws is good for so long


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """Which version a message shows now, and until when it is good for a decision."""

    at: MessageVersion
    expires_at: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        """Say whether its time to decide something has passed."""
        return self.expires_at is not None and now >= self.expires_at


@dataclass(frozen=True, slots=True)
class ChatCardUpdate:
    """A message whose newest version is to be put where it is shown, claimed by a worker."""

    at: MessageVersion
    says: Frozen
    place: Place
    activity_id: str
    attempt: int
    dispatch_id: int = 0  # no text of a dispatch is needed to draw it
