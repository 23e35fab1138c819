"""Bursts: more answers to one link from one address than a class of children gives.

They are kept, and counted so that a lead looks at them. No address is kept, only a keyed hash of it
in memory, under a key that dies with the process.
"""

import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from time import monotonic

MOST_AT_ONCE = 30  # answers
WINDOW_SECONDS = 600.0
_MOST_KEYS = 20_000


class Bursts:
    """Counts the answers of each address to each link, by windows."""

    def __init__(self, now: Callable[[], float] = monotonic, most: int = _MOST_KEYS) -> None:
        self._now, self._most = now, most
        self._key = secrets.token_bytes(32)
        self._counted: OrderedDict[bytes, tuple[float, int]] = OrderedDict()

    def is_in_one(self, family: str, link: str) -> bool:
        """Count an answer; say whether it is one too many at once."""
        said = f"{family}\n{link}".encode("utf-8", "surrogatepass")
        key, now = hmac.digest(self._key, said, sha256)[:16], self._now()
        began, count = self._counted.pop(key, (now, 0))
        if now - began >= WINDOW_SECONDS:
            began, count = now, 0
        self._counted[key] = (began, count + 1)
        if len(self._counted) > self._most:
            self._counted.popitem(last=False)
        return count >= MOST_AT_ONCE

    def __len__(self) -> int:
        return len(self._counted)
