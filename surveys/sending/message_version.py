"""Which message of the bot in a chat a button is on, and in which version that was drawn.

Every button names both, so that a tap on a card that is no longer shown changes nothing.
"""

import re
from typing import NamedTuple

_WRITTEN = re.compile(r"([A-Za-z0-9_-]{1,40})\.([1-9][0-9]{0,8})")
_OF_DISPATCH = re.compile(r"d([1-9][0-9]{0,18})")


class MessageVersion(NamedTuple):
    """A message of the bot in one chat, and one of the versions in which it was drawn, from 1."""

    message: str
    version: int

    def __str__(self) -> str:
        return f"{self.message}.{self.version}"

    def next(self) -> "MessageVersion":
        """Return the version that comes after this one."""
        return MessageVersion(self.message, self.version + 1)

    @classmethod
    def read(cls, written: object) -> "MessageVersion | None":
        """Read what a button carries; None where it is not ours."""
        found = _WRITTEN.fullmatch(written) if isinstance(written, str) else None
        return cls(found[1], int(found[2])) if found else None


def of_dispatch(dispatch_id: int, revision: int) -> MessageVersion:
    """Return the message that a dispatch is in a chat where nobody has tapped it yet.

    It is the same for everyone, because it is drawn once for the whole dispatch; each change of
    the text (`revision`, from 0) makes a version.
    """
    return MessageVersion(f"d{dispatch_id}", revision + 1)


def dispatch_of(message: str) -> int | None:
    """Return the dispatch that a message came from; None for an answer to what a person typed."""
    found = _OF_DISPATCH.fullmatch(message)
    return int(found[1]) if found else None
